"""What one cashier hands to the next: what is open, promised, due, held, and the journal's head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.case import Case, WalkSoFar
from posdesk.domain.errors import PosDeskError
from posdesk.domain.event import ShiftEnded
from posdesk.domain.flow import FlowBook
from posdesk.domain.fold import fold
from posdesk.domain.followup import NextStep, next_steps
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.money_state import State
from posdesk.domain.pending import pending
from posdesk.domain.text import Text
from posdesk.domain.timeline import sentence


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a counter's chain: its number and its hash in hex.

    Printed elsewhere it is the only witness that the end of the journal was not cut off.
    """

    counter: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One case on the sheet; ``amount`` in fen, ``last`` what happened last and when (ISO).

    ``step`` is its next action; ``promise`` what the customer was promised and is still owed, by
    ``promise_by`` (ISO); ``stands_at`` is the question of a walk that was not finished.
    """

    number: str
    opened_at: str
    title: Text
    amount: int | None
    money: State
    life: Life
    waiting_for: Party | None
    step: NextStep | None
    last: Text | None
    last_at: str
    promise: str = ""
    promise_by: str = ""
    held: bool = False
    stands_at: Text | None = None


@dataclass(frozen=True, slots=True)
class ShiftSheet:
    """The sheet of one moment, the most urgent case first.

    ``id`` is empty as long as nobody handed over; ``since`` (ISO) is when the sheet before it was
    made. ``opened`` and ``closed`` are case numbers since then; ``erased`` are those of its cases
    that were erased since. ``taken_by`` took over at ``taken_at``.
    """

    made_at: str
    head: Head
    lines: tuple[SheetLine, ...]
    id: str = ""
    by: str = ""
    note: str = ""
    since: str = ""
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    taken_by: str = ""
    taken_at: str = ""
    taken_note: str = ""
    erased: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[SheetLine, ...]:
        """The cases that are open or wait for somebody."""
        return tuple(line for line in self.lines if line.life is not Life.SETTLED)

    @property
    def to_close(self) -> tuple[SheetLine, ...]:
        """The settled cases that are still to be reconciled and closed."""
        return tuple(line for line in self.lines if line.life is Life.SETTLED)

    @property
    def overdue(self) -> tuple[SheetLine, ...]:
        """The cases whose next action is past its time."""
        now = from_iso(self.made_at)
        return tuple(line for line in self.lines if line.step and line.step.is_overdue(now))

    @property
    def today(self) -> tuple[SheetLine, ...]:
        """The cases with something still to be done today."""
        return self._due_in(0)

    @property
    def tomorrow(self) -> tuple[SheetLine, ...]:
        """The cases with something to be done tomorrow."""
        return self._due_in(1)

    @property
    def promises(self) -> tuple[SheetLine, ...]:
        """The cases in which a customer was promised something, the soonest first."""
        owed = (line for line in self.lines if line.promise_by)
        return tuple(sorted(owed, key=lambda line: line.promise_by))

    @property
    def unfinished(self) -> tuple[SheetLine, ...]:
        """The cases with a walk that can be gone on with."""
        return tuple(line for line in self.lines if line.stands_at is not None)

    @property
    def held(self) -> tuple[SheetLine, ...]:
        """The cases with goods held in the shop."""
        return tuple(line for line in self.lines if line.held)

    @property
    def total(self) -> int:
        """The money of the cases that are open or wait, in fen."""
        return sum(line.amount or 0 for line in self.active)

    def _due_in(self, days: int) -> tuple[SheetLine, ...]:
        now = from_iso(self.made_at)
        day = now.date() + timedelta(days=days)
        due = (line for line in self.lines if line.step and line.step.is_due_on(day))
        return tuple(line for line in due if line.step and not line.step.is_overdue(now))


def lay_out(
    cases: Iterable[Case], calendar: WorkCalendar, book: FlowBook, now: datetime
) -> tuple[SheetLine, ...]:
    """Return the lines of ``cases`` that are not closed, the most urgent first."""
    lines = [_line(case, calendar, book, now) for case in cases if case.life is not Life.CLOSED]
    return tuple(sorted(lines, key=lambda line: (_due(line), line.opened_at)))


def as_it_was(case: Case, ended: ShiftEnded, counter: str, made_at: str) -> Case:
    """Return ``case`` as it stood when a sheet was made by ``counter`` at ``made_at``."""
    known = (
        r for r in case.history if (r.seq <= ended.seq if r.counter == counter else r.at <= made_at)
    )
    return fold(case.id, known)


def taken_over(sheet: ShiftSheet, by: str, at: str, note: str) -> ShiftSheet:
    """Return ``sheet`` with who took over, and when."""
    return replace(sheet, taken_by=by, taken_at=at, taken_note=note)


def _line(case: Case, calendar: WorkCalendar, book: FlowBook, now: datetime) -> SheetLine:
    steps = next_steps(pending(case), calendar, now, case.opened_at)
    told = ((sentence(r.event), r.at) for r in reversed(case.history))
    last, last_at = next(((text, at) for text, at in told if text), (None, case.opened_at))
    walk = case.walk
    kept = "promise" in case.done and "promise" not in case.plans
    owed = case.promise if not kept else None
    symptom = case.symptom
    return SheetLine(
        number=case.number,
        opened_at=case.opened_at,
        title=walk.title if walk else Text(symptom, symptom),
        amount=case.slip.amount,
        money=case.money,
        life=case.life,
        waiting_for=case.waiting_for,
        step=steps[0] if steps else None,
        last=last,
        last_at=last_at,
        promise=owed.what if owed else "",
        promise_by=_promised_by(case) if owed else "",
        held=case.goods == "held",
        stands_at=_question(walk, book) if walk and walk.outcome is None else None,
    )


def _question(walk: WalkSoFar, book: FlowBook) -> Text:
    """Return what a walk waits for, as its flow has it today."""
    flow, _, node = walk.at.partition("/")
    try:
        return book.node(book.place(flow, node)).text
    except PosDeskError:
        return walk.question


def _promised_by(case: Case) -> str:
    plan = case.plans.get("promise")
    return plan.by if plan else case.promise.by if case.promise else ""


def _due(line: SheetLine) -> str:
    far = datetime(9999, 1, 1, tzinfo=BEIJING).isoformat()
    return line.step.due if line.step else far
