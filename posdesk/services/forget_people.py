"""Forgetting a person who left: their name and PIN go; what they did stays, by nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.errors import NotFound, StillNeeded, WrongInput
from posdesk.domain.event import (
    LessonPractised,
    PersonAdded,
    PersonChanged,
    PinSet,
    PinTried,
    Recorded,
    ShiftEnded,
    ShiftTakenOver,
)
from posdesk.domain.people import Job, Person
from posdesk.domain.text import N_
from posdesk.services.forgetting import read_why
from posdesk.services.staff import Staff
from posdesk.storage.erasure import Going
from posdesk.storage.store import Store

_OWN = (PersonAdded, PersonChanged, PinSet, PinTried)


@dataclass(frozen=True, slots=True)
class PersonGone:
    """Who was erased and what stays: cases and hand-over sheets in which the name was typed.

    These tell who stood at the till; they go with the case, each by its own term.
    """

    name: str
    events: int
    clean: bool
    cases: int
    sheets: int


class ForgetPeople:
    """Erases people who left, for a manager."""

    def __init__(self, store: Store, staff: Staff, clock: Callable[[], datetime]) -> None:
        self._store, self._staff, self._clock = store, staff, clock

    def who_left(self) -> tuple[Person, ...]:
        """Return those who left and are still known by name."""
        return tuple(p for p in self._staff.people.known.values() if not p.active)

    def erase(self, who: str, why: str) -> PersonGone:
        """Erase the person who is called that or has that id; raises ``PosDeskError``."""
        self._staff.require(Job.ERASE)
        said, person = read_why(why), self._find(who)
        recorded = tuple(self._store.beside_cases())
        names = {n for r in recorded if (n := _named(r, person.id))} | {person.name}
        namesakes = {p.name for p in self._staff.people.known.values() if p.id != person.id}
        own = names - namesakes
        going = Going(events=tuple(r.id for r in recorded if _is_of(r, person.id, own)))
        erased = self._store.erasure.erase(
            going, why=said, actor=self._staff.actor(), at=self._clock()
        )
        return PersonGone(
            name=person.name,
            events=erased.events,
            clean=erased.clean,
            cases=sum(map(self._store.grown_old.of_cashier, names)),
            sheets=sum(_is_sheet_by(r, names) for r in recorded),
        )

    def _find(self, who: str) -> Person:
        plain = " ".join(who.split()).casefold()
        active = self._staff.people.named(who)
        left = [p for p in self.who_left() if plain in (p.name.casefold(), p.id.casefold())]
        if len(left) == 1:
            return left[0]
        if left:
            raise WrongInput(
                N_(
                    "More than one who left was called {name}; nothing was erased; give an id:"
                    " {ids}."
                ),
                name=left[0].name,
                ids=", ".join(p.id for p in left),
            )
        if active is not None:
            raise StillNeeded(
                N_("{name} works here; nothing was erased; let them go first."), name=active.name
            )
        raise NotFound(N_("Nobody who left is called “{name}”; nothing was erased."), name=who[:24])


def _named(recorded: Recorded, person: str) -> str:
    """Return the name that an event gives ``person``, empty where it gives none."""
    event = recorded.event
    if isinstance(event, PersonAdded | PersonChanged) and event.person == person:
        return event.name or ""
    return ""


def _is_of(recorded: Recorded, person: str, names: set[str]) -> bool:
    event = recorded.event
    if isinstance(event, LessonPractised):
        return event.person in names
    return isinstance(event, _OWN) and event.person == person


def _is_sheet_by(recorded: Recorded, names: set[str]) -> bool:
    event = recorded.event
    return isinstance(event, ShiftEnded | ShiftTakenOver) and event.by in names
