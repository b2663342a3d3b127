"""A case: the fold of its events, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce, singledispatch

from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    CaseOpened,
    DetailsCorrected,
    Event,
    ExhibitAttached,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    Promised,
    Recorded,
    SlipRecorded,
    SteppedBack,
    WalkStarted,
)
from posdesk.domain.facts import CASH_TAKEN, NOTHING_KNOWN, Bank, Facts, Terminal
from posdesk.domain.money_state import Verdict
from posdesk.domain.text import Text
from posdesk.domain.transaction import Slip
from posdesk.domain.verdict import strictest

NOTHING_NOTED = Slip()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to pay: its slip and its two facts, each with who says so."""

    number: int
    slip: Slip = NOTHING_NOTED
    facts: Facts = NOTHING_KNOWN
    terminal_source: str | None = None
    bank_source: str | None = None


@dataclass(frozen=True, slots=True)
class WalkSoFar:
    """A walk as far as it went; ``at`` is ``FLOW/NODE``, ``taken`` its answers in order."""

    id: str
    attempt: int
    flow: str
    title: Text
    at: str
    question: Text
    taken: tuple[Answered, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A problem with one payment, as its events tell it; attempts are counted from 1."""

    id: str
    number: str = ""
    opened_at: str = ""
    flow: str = ""
    symptom: str = ""
    shop: str = ""
    till: str = ""
    cashier: str = ""
    attempts: tuple[Attempt, ...] = (Attempt(1),)
    tenders: tuple[OtherTenderTaken, ...] = ()
    walks: tuple[WalkSoFar, ...] = ()
    exhibits: tuple[ExhibitAttached, ...] = ()
    goods: str | None = None
    promise: Promised | None = None
    history: tuple[Recorded, ...] = ()

    @property
    def attempt(self) -> Attempt:
        """The attempt that is spoken of now: the last one."""
        return self.attempts[-1]

    @property
    def unwalked(self) -> Attempt | None:
        """The attempt that was counted but that nobody has walked yet, if there is one."""
        walked = {walk.attempt for walk in self.walks}
        return next((a for a in self.attempts if a.number not in walked), None)

    @property
    def slip(self) -> Slip:
        """The slip of the present attempt."""
        return self.attempt.slip

    @property
    def facts(self) -> tuple[Facts, ...]:
        """The facts of every attempt, money taken by other means included."""
        return tuple(a.facts for a in self.attempts) + (CASH_TAKEN,) * len(self.tenders)

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict of all attempts."""
        return strictest(self.facts)

    @property
    def walk(self) -> WalkSoFar | None:
        """The walk that was begun last, finished or not."""
        return self.walks[-1] if self.walks else None

    @property
    def last(self) -> Recorded:
        """The last event of the case: its date and hash are those of every bundle made of it."""
        return self.history[-1]

    def others(self, attempt: int) -> tuple[Facts, ...]:
        """Return the facts of all attempts but ``attempt``, other tenders included."""
        rest = tuple(a.facts for a in self.attempts if a.number != attempt)
        return rest + (CASH_TAKEN,) * len(self.tenders)

    def with_event(self, recorded: Recorded) -> Case:
        """Return the case after one more event."""
        told = _apply(recorded.event, self)
        opened = told.opened_at or recorded.at
        return replace(told, opened_at=opened, history=(*self.history, recorded))


def fold(case_id: str, events: Iterable[Recorded]) -> Case:
    """Return the case that ``events``, in order, tell."""
    return reduce(Case.with_event, events, Case(case_id))


@singledispatch
def _apply(event: Event, case: Case) -> Case:
    """Return ``case`` after ``event``; events that only tell the story change nothing else."""
    return case


@_apply.register
def _(event: CaseOpened, case: Case) -> Case:
    return replace(
        case,
        number=event.number,
        flow=event.flow,
        symptom=event.symptom,
        shop=event.shop,
        till=event.till,
        cashier=event.cashier,
    )


@_apply.register
def _(event: DetailsCorrected, case: Case) -> Case:
    said = {"symptom": event.symptom, "flow": event.flow, "cashier": event.cashier}
    return replace(case, **{k: v for k, v in said.items() if v is not None})  # type: ignore[arg-type]


@_apply.register
def _(event: SlipRecorded, case: Case) -> Case:
    attempt = _attempt(case, event.attempt)
    return _with_attempt(case, replace(attempt, slip=attempt.slip.with_values(event.values)))


@_apply.register
def _(event: FactLearnt, case: Case) -> Case:
    attempt = _attempt(case, event.attempt)
    known = attempt.facts.learn(_facts(event.terminal, event.bank))
    return _with_attempt(case, _sourced(attempt, known, event.source))


@_apply.register
def _(event: AttemptAdded, case: Case) -> Case:
    return _with_attempt(case, Attempt(event.attempt))


@_apply.register
def _(event: OtherTenderTaken, case: Case) -> Case:
    return replace(case, tenders=(*case.tenders, event))


@_apply.register
def _(event: WalkStarted, case: Case) -> Case:
    begun = WalkSoFar(event.walk, event.attempt, event.flow, event.title, event.node, event.title)
    return replace(case, walks=(*case.walks, begun), flow=case.flow or event.flow)


@_apply.register
def _(event: Answered, case: Case) -> Case:
    walk = _walk(case, event.walk)
    on = replace(
        walk,
        at=event.to,
        question=event.outcome_text or walk.question,
        taken=(*walk.taken, event),
        outcome=event.outcome,
    )
    attempt = _attempt(case, event.attempt)
    known = _facts(event.terminal, event.bank)
    return _with_walk(_with_attempt(case, _sourced(attempt, known, event.source)), on)


@_apply.register
def _(event: SteppedBack, case: Case) -> Case:
    walk = _walk(case, event.walk)
    back = replace(
        walk,
        at=event.node,
        question=event.question,
        taken=walk.taken[: event.steps_kept],
        outcome=None,
    )
    attempt = replace(_attempt(case, event.attempt), facts=_facts(event.terminal, event.bank))
    return _with_walk(_with_attempt(case, attempt), back)


@_apply.register
def _(event: ExhibitAttached, case: Case) -> Case:
    return replace(case, exhibits=(*case.exhibits, event))


@_apply.register
def _(event: GoodsMarked, case: Case) -> Case:
    return replace(case, goods=event.goods)


@_apply.register
def _(event: Promised, case: Case) -> Case:
    return replace(case, promise=event)


def _facts(terminal: str | None, bank: str | None) -> Facts:
    return Facts(Terminal(terminal) if terminal else None, Bank(bank) if bank else None)


def _sourced(attempt: Attempt, known: Facts, source: str | None) -> Attempt:
    """Return ``attempt`` knowing ``known``, with ``source`` where a fact changed."""
    terminal_new = known.terminal != attempt.facts.terminal
    bank_new = known.bank != attempt.facts.bank
    return replace(
        attempt,
        facts=known,
        terminal_source=source if terminal_new else attempt.terminal_source,
        bank_source=source if bank_new else attempt.bank_source,
    )


def _attempt(case: Case, number: int) -> Attempt:
    return next((a for a in case.attempts if a.number == number), Attempt(number))


def _with_attempt(case: Case, attempt: Attempt) -> Case:
    rest = [a for a in case.attempts if a.number != attempt.number]
    return replace(case, attempts=tuple(sorted((*rest, attempt), key=lambda a: a.number)))


def _walk(case: Case, walk_id: str) -> WalkSoFar:
    return next(w for w in case.walks if w.id == walk_id)


def _with_walk(case: Case, walk: WalkSoFar) -> Case:
    return replace(case, walks=tuple(walk if w.id == walk.id else w for w in case.walks))
