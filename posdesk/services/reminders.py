"""What one is reminded of: what is due today or overdue, and the steps whose time has come.

What was told is remembered for its day and in memory only: a program that starts tells it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from posdesk.domain.followup import MORNING, NextStep
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.text import Text
from posdesk.services.case_list import CaseList
from posdesk.services.due_list import Listed

AHEAD = timedelta(minutes=5)
"""How long before its time a step is told of: a call has to be prepared."""

WAKES_AT = time(6)
"""When a day begins for a program that was left running over night."""

_STATEMENTS = frozenset({"settlement:1", "money:+1wd", "close"})
"""Steps for which the statements of the morning are looked at: told before these are there."""

_CALL_BACK = Text("给客人回话", "Call the customer back")
"""What was promised may name the customer; others see the screen too."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """A case whose next action is due; ``due`` is ISO time."""

    case: str
    number: str
    what: Text
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class DueNow:
    """How many cases are overdue and how many more are due today; ``first`` comes first."""

    overdue: int = 0
    today: int = 0
    first: Pressing | None = None


class Reminders:
    """Knows what is pressing now, and tells each step once a day."""

    def __init__(self, cases: CaseList, clock: Callable[[], datetime]) -> None:
        self._cases, self._clock = cases, clock
        self._told: set[tuple[str, str, str]] = set()

    def due(self) -> DueNow:
        """Return what is due today and overdue, as the list of cases knows it."""
        now = self._clock()
        steps = [_pressing(one, step, now) for one in self._cases.due() if (step := one.next)]
        late = sum(one.overdue for one in steps)
        return DueNow(late, len(steps) - late, steps[0] if steps else None)

    def news(self) -> tuple[Pressing, ...]:
        """Return what cannot wait and was not told today yet, the most urgent first."""
        now = self._clock().astimezone(BEIJING)
        today = now.date().isoformat()
        self._told = {mark for mark in self._told if mark[0] == today}
        fresh: list[Pressing] = []
        for one in self._cases.due():
            step = one.next
            if step is None or not _is_news(step, now):
                continue
            mark = (today, one.row.id, step.key)
            if mark not in self._told:
                self._told.add(mark)
                fresh.append(_pressing(one, step, now))
        return tuple(fresh)


def _is_news(step: NextStep, now: datetime) -> bool:
    """Return whether a step that is due today or overdue is to be told of by now."""
    due = from_iso(step.due)
    of_a_morning = step.key in _STATEMENTS and due.time() == MORNING
    return due - AHEAD <= now or (of_a_morning and now.time() >= WAKES_AT)


def _pressing(listed: Listed, step: NextStep, now: datetime) -> Pressing:
    return Pressing(
        case=listed.row.id,
        number=listed.row.number,
        what=_CALL_BACK if step.key == "promise" else step.what,
        due=step.due,
        overdue=step.is_overdue(now),
    )
