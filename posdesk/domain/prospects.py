"""What a walk has behind it and what may still come: ways taken, open and ruled out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from posdesk.domain.facts import Facts
from posdesk.domain.flow import Answer, NodeKind, Place
from posdesk.domain.money_state import Charge
from posdesk.domain.verdict import strictest
from posdesk.domain.walk import DONE, Walk

Way = tuple[Place, str]
"""A place and the id of an answer there: one arrow of the map."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step behind the walk: the place, the answer taken there, and where it led.

    ``count`` is how many steps by a person lie before it: ``Walk.back_to(count)`` returns there.
    It is ``None`` for a step that the facts took by themselves. ``code`` is what was typed at a
    look-up.
    """

    place: Place
    answer: str | None
    to: Place
    count: int | None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Prospects:
    """The whole flow as seen from where a walk stands; what is in neither set is ruled out."""

    at: Place
    taken: tuple[Taken, ...]
    places: frozenset[Place]
    ways: frozenset[Way]

    def may_come(self, place: Place) -> bool:
        """Return whether ``place`` can still be reached with what is known."""
        return place in self.places

    def is_open(self, place: Place, answer: str) -> bool:
        """Return whether ``answer`` can still be given at ``place`` with what is known."""
        return (place, answer) in self.ways


def prospects(walk: Walk) -> Prospects:
    """Return what lies behind and before ``walk``."""
    places, ways = _ahead(walk)
    return Prospects(walk.at, tuple(_behind(walk)), frozenset(places), frozenset(ways))


def _behind(walk: Walk) -> Iterator[Taken]:
    nexts = (*(step.place for step in walk.steps[1:]), walk.at)
    count = 0
    for step, to in zip(walk.steps, nexts, strict=False):
        yield Taken(step.place, step.answer, to, None if step.automatic else count, step.code)
        count += not step.automatic


def _ahead(walk: Walk) -> tuple[set[Place], set[Way]]:
    """Return every place and way that answers lead to from here, whatever they teach on the way.

    The rules are those of ``Walk``: automatic routes take the first open answer, and a node that
    charges again gives way to the flow's hold while the verdict is not "yes".
    """
    seen: set[tuple[Place, Facts]] = set()
    ways: set[Way] = set()
    open_ = [(walk.at, walk.facts)]
    while open_:
        place, facts = open_.pop()
        place = _held(walk, place, facts)
        if (place, facts) in seen:
            continue
        seen.add((place, facts))
        node = walk.book.node(place)
        if node.kind is NodeKind.ACTION and node.next is not None:
            ways.add((place, DONE))
            open_.append((walk.book.place(place.flow, node.next), facts))
        for answer in _open_answers(node.answers, facts, first=node.routes_by_itself):
            ways.add((place, answer.id))
            open_.append((walk.book.place(place.flow, answer.next), facts.learn(answer.sets)))
    return {place for place, _ in seen}, ways


def _open_answers(answers: tuple[Answer, ...], facts: Facts, *, first: bool) -> Iterator[Answer]:
    for answer in answers:
        if answer.open_to(facts):
            yield answer
            if first:
                return


def _held(walk: Walk, place: Place, facts: Facts) -> Place:
    if not walk.book.node(place).charges_again:
        return place
    if strictest((facts, *walk.others)).charge_again is Charge.YES:
        return place
    return Place(place.flow, walk.book.flow(place.flow).hold)
