"""Cases for tests, told by events at given times."""

from __future__ import annotations

from datetime import date, datetime

from posdesk import paths
from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.case import Case
from posdesk.domain.event import CaseOpened, Event, FactLearnt, Recorded, SlipRecorded
from posdesk.domain.fold import fold
from posdesk.domain.followup import NextStep, next_steps
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.domain.pending import pending
from posdesk.domain.transaction import SlipValue
from posdesk.intake.calendar_files import load_years

ANNOUNCED = WorkCalendar(load_years(paths.resources()))
"""The calendar that is shipped: 2024 to 2026."""


def moment(text: str) -> datetime:
    """Return ``2026-11-20 14:32`` in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def case_of(*told: tuple[str, Event]) -> Case:
    """Return the case that ``(time, event)`` tell, in order."""
    recorded = [
        Recorded("counter", seq, f"id{seq}", iso(moment(at)), "03", f"{seq:064x}", event)
        for seq, (at, event) in enumerate(told, start=1)
    ]
    return fold("c", recorded)


def opened(
    at: str, terminal: str | None = None, bank: str | None = None, **slip: str
) -> list[tuple[str, Event]]:
    """Return how a case begins, the sale at the time at which it is told."""
    values: dict[str, SlipValue | None] = {"amount": 50000, "at": iso(moment(at)), **slip}
    return [
        (at, CaseOpened(case="c", number="261120-01")),
        (at, SlipRecorded(case="c", values=values)),
        (at, FactLearnt(case="c", terminal=terminal, bank=bank, source="told")),
    ]


def steps(case: Case, at: str, calendar: WorkCalendar = ANNOUNCED) -> tuple[NextStep, ...]:
    """Return what is to be done about ``case`` at a time, the most urgent first."""
    return next_steps(pending(case), calendar, moment(at), case.opened_at)


def dates(case: Case, at: str, calendar: WorkCalendar = ANNOUNCED) -> dict[str, str]:
    """Return by step when it is due, as ``11-23 10:30``."""
    return {s.key: from_iso(s.due).strftime("%m-%d %H:%M") for s in steps(case, at, calendar)}


def day(text: str) -> date:
    """Return the day ``2026-11-20``."""
    return date.fromisoformat(text)
