"""What is to be erased, looked at first: what would go, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from posdesk.domain.case import Case
from posdesk.domain.errors import CaseErased, NotFound, StillNeeded, WrongInput
from posdesk.domain.event import (
    CallLogged,
    CasesLinked,
    Event,
    ExhibitAttached,
    ExhibitDescribed,
    LessonPractised,
    NoteAdded,
    Promised,
    Recorded,
    ShiftTakenOver,
    SlipRecorded,
    StepDone,
    StepPlanned,
)
from posdesk.domain.life import Life
from posdesk.domain.text import N_, Text
from posdesk.storage.erasure import Going
from posdesk.storage.store import Store

ALONE: tuple[type[Event], ...] = (
    *(NoteAdded, CallLogged, Promised, StepDone, StepPlanned, SlipRecorded, CasesLinked),
    *(ExhibitAttached, ExhibitDescribed, LessonPractised, ShiftTakenOver),
)
"""The events that can go by themselves: without them a case still tells how it went on."""

OPEN = Text("还没办完", "still open")
UNCLEAR = Text("钱还没弄清", "the money is not clear")


@dataclass(frozen=True, slots=True)
class GoingCase:
    """A case that would go; ``blocked`` says why it should stay, ``None`` where nothing does.

    ``size`` is that of its exhibits in bytes; ``links`` are numbers of cases that stay and say that
    they are about the same money.
    """

    id: str
    number: str
    opened_at: str
    cashier: str
    amount: int | None
    title: Text
    events: int
    exhibits: int
    size: int
    links: tuple[str, ...]
    blocked: Text | None


@dataclass(frozen=True, slots=True)
class Look:
    """What would go: cases, and single events with the numbers of their cases."""

    cases: tuple[GoingCase, ...]
    single: tuple[Recorded, ...] = ()
    lamed: tuple[str, ...] = ()

    @property
    def going(self) -> Going:
        """The same by ids."""
        return Going(tuple(c.id for c in self.cases), tuple(r.id for r in self.single))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the cases that would go."""
        return tuple(case.number for case in self.cases)

    @property
    def touched(self) -> tuple[str, ...]:
        """The ids of all cases of which something would go."""
        of_single = (one.event.case for one in self.single if one.event.case)
        return tuple(dict.fromkeys((*(case.id for case in self.cases), *of_single)))

    @property
    def events(self) -> int:
        """How many events would go."""
        return sum(case.events for case in self.cases) + len(self.single)

    @property
    def exhibits(self) -> int:
        """How many exhibits would go."""
        alone = sum(isinstance(one.event, ExhibitAttached) for one in self.single)
        return sum(case.exhibits for case in self.cases) + alone

    @property
    def size(self) -> int:
        """The size of these exhibits in bytes."""
        alone = (r.event.size for r in self.single if isinstance(r.event, ExhibitAttached))
        return sum(case.size for case in self.cases) + sum(alone)

    @property
    def links(self) -> tuple[str, ...]:
        """The cases that stay and name the number of one that would go."""
        return tuple(sorted({number for case in self.cases for number in case.links}))

    @property
    def blocked(self) -> tuple[str, ...]:
        """The numbers of the cases that are open or whose money is not clear."""
        return (*(case.number for case in self.cases if case.blocked), *self.lamed)

    def refuse_blocked(self) -> None:
        """Raise ``StillNeeded`` where something that would go is still needed."""
        if self.blocked:
            raise StillNeeded(
                N_(
                    "{cases}: still open, or the money is not clear, and what proves it would be"
                    " lost; nothing was erased; close the case first, or say that it goes even so."
                ),
                cases=", ".join(self.blocked),
            )


def look(store: Store, references: Iterable[str]) -> Look:
    """Return what would go with these cases (ids or numbers) and single events (ids).

    Raises ``NotFound`` or ``CaseErased`` for what is not there, ``WrongInput`` for an event that
    cannot go alone.
    """
    cases: dict[str, Case] = {}
    single: dict[str, Recorded] = {}
    for reference in references:
        try:
            case = store.case(reference)
        except CaseErased:
            raise
        except NotFound:
            event = store.erasure.event(reference.strip())
            if event is None:
                raise
            single[event.id] = _alone(event)
        else:
            cases[case.id] = case
    rest = [one for one in single.values() if one.event.case not in cases]
    of_rest = dict.fromkeys(one.event.case for one in rest if one.event.case)
    lamed = (case for case in map(store.case, of_rest) if blocked(case))
    numbers = {case.number for case in cases.values()}
    return Look(
        tuple(_going(case, numbers) for case in cases.values()),
        tuple(rest),
        tuple(case.number for case in lamed),
    )


def blocked(case: Case) -> Text | None:
    """Return why a case should not go yet, ``None`` where nothing speaks against it."""
    if case.life in (Life.OPEN, Life.WAITING):
        return OPEN
    unclear = not (case.is_clear or case.is_untold or case.written_off)
    return UNCLEAR if unclear else None


def _alone(recorded: Recorded) -> Recorded:
    if not isinstance(recorded.event, ALONE):
        raise WrongInput(
            N_(
                "An event of the kind “{kind}” cannot go alone; nothing was erased; erase the"
                " whole case."
            ),
            kind=recorded.event.type,
        )
    return recorded


def _going(case: Case, numbers: set[str]) -> GoingCase:
    walk = case.walk
    return GoingCase(
        id=case.id,
        number=case.number,
        opened_at=case.opened_at,
        cashier=case.cashier,
        amount=case.slip.amount,
        title=walk.title if walk else Text(case.symptom, case.symptom),
        events=len(case.history),
        exhibits=len(case.exhibits),
        size=sum(exhibit.size for exhibit in case.exhibits),
        links=tuple(link.number for link in case.links if link.number not in numbers),
        blocked=blocked(case),
    )
