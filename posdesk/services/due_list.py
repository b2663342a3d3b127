"""What is due: every case that is not closed, with its next action, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.case import Case
from posdesk.domain.errors import WrongInput
from posdesk.domain.followup import NextStep, next_steps
from posdesk.domain.life import Life
from posdesk.domain.moment import BEIJING
from posdesk.domain.pending import pending
from posdesk.domain.text import N_
from posdesk.services.library import Library
from posdesk.storage.queries import CaseRow
from posdesk.storage.store import Store

LIVING = frozenset({Life.OPEN, Life.WAITING, Life.SETTLED})
MOST_LIVING = 5000
"""Cases that are not closed: far more than a shop can have, and all of them are looked at."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, with what is to be done about it, the most urgent first."""

    row: CaseRow
    steps: tuple[NextStep, ...]

    @property
    def next(self) -> NextStep | None:
        """The one next action; a closed case has none."""
        return self.steps[0] if self.steps else None


class DueList:
    """Tells what is to be done about cases, by the calendar as it is known now."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self.renew(library)

    def renew(self, library: Library) -> None:
        """Count days by another calendar from now on."""
        self.calendar: WorkCalendar = library.calendar

    def now(self) -> datetime:
        """Return the present moment, by which something is due or overdue."""
        return self._clock()

    def steps(self, case: Case) -> tuple[NextStep, ...]:
        """Return what is to be done about ``case``, the most urgent first."""
        return next_steps(pending(case), self.calendar, self._clock(), case.opened_at)

    def listed(self, rows: Iterable[CaseRow]) -> tuple[Listed, ...]:
        """Return ``rows`` with what is to be done about each."""
        now = self._clock()
        return tuple(
            Listed(row, next_steps(row.pending, self.calendar, now, row.opened_at)) for row in rows
        )

    def living(self, query: str | None = None) -> tuple[Listed, ...]:
        """Return the cases that are not closed, what is most urgent first."""
        rows = self._store.cases(query, lives=LIVING, limit=MOST_LIVING)
        return tuple(sorted(self.listed(rows), key=_urgency))

    def due(self, which: str | None = None, query: str | None = None) -> tuple[Listed, ...]:
        """Return the cases whose next action is due ``today`` or ``overdue``; all that are due.

        ``None`` asks for both, what is most urgent first.
        """
        now = self._clock()
        today = now.astimezone(BEIJING).date()
        kinds: dict[str | None, Callable[[NextStep], bool]] = {
            "today": lambda step: step.is_due_on(today),
            "overdue": lambda step: step.is_overdue(now),
            None: lambda step: step.is_due_on(today) or step.is_overdue(now),
        }
        if which not in kinds:
            raise WrongInput(
                N_("“{given}” is no date to list by; nothing was done; say today or overdue."),
                given=str(which)[:24],
            )
        fits = kinds[which]
        return tuple(one for one in self.living(query) if one.next and fits(one.next))

    def find(
        self,
        query: str | None = None,
        state: Life | None = None,
        which: str | None = None,
        *,
        limit: int = 500,
    ) -> tuple[Listed, ...]:
        """Return the cases that fit everything asked for, the newest first, ``limit`` at most.

        Where ``which`` asks for what is due, all are returned, the most urgent first.
        """
        if which is not None:
            due = self.due(which, query)
            return tuple(one for one in due if state is None or one.row.life is state)
        return self.listed(self._store.cases(query, lives=(state,) if state else (), limit=limit))


def _urgency(one: Listed) -> tuple[str, str]:
    return (one.next.due if one.next else "9999", one.row.opened_at)
