"""Every situation a walk can come into: all places with all facts, however they were learnt.

A person can go back, hand over or take up a walk, and facts come from outside at any moment; so a
place that is reached with some facts is also reached with these and any others learnt on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import FlowBook, Place
from posdesk.domain.money_state import Charge
from posdesk.domain.verdict import verdict

EVERY_FACTS = tuple(Facts(t, b) for t in (None, *Terminal) for b in (None, *Bank))
_ON_TOP = {f: frozenset(f.learn(more) for more in EVERY_FACTS) for f in EVERY_FACTS}


@dataclass(frozen=True, slots=True)
class Situation:
    """A place with what is known there."""

    place: Place
    facts: Facts


@dataclass(frozen=True, slots=True)
class Move:
    """One way on as its author wrote it, before the walk itself keeps anyone from charging."""

    answer: str | None
    to: Situation


@dataclass(frozen=True, slots=True)
class Explored:
    """Every situation with the moves out of it; ``landing`` says where such a move really ends."""

    book: FlowBook
    moves: Mapping[Situation, tuple[Move, ...]]
    blocked: bool

    def landing(self, to: Situation) -> Situation:
        """Return ``to``, or the hold node where charging again is not allowed."""
        return _landing(self.book, to, self.blocked)


def explore(book: FlowBook, flows: Iterable[str], *, blocked: bool = False) -> Explored:
    """Return every situation that walks begun in ``flows`` can come into.

    ``blocked`` is the case in which another attempt to pay is open: nothing may be charged then,
    whatever this attempt says.
    """
    open_ = [Situation(Place(f, book.flow(f).start), facts) for f in flows for facts in EVERY_FACTS]
    found: dict[Situation, tuple[Move, ...]] = {}
    entered: set[str] = set()
    while open_:
        here = _landing(book, open_.pop(), blocked)
        if here in found:
            continue
        found[here] = tuple(_moves(book, here))
        flow = here.place.flow
        beside = [Situation(here.place, facts) for facts in _ON_TOP[here.facts]]
        if flow not in entered:  # facts learnt in a flow lead to its review, held walks to its hold
            entered.add(flow)
            ways_in = (Place(flow, book.flow(flow).review), Place(flow, book.flow(flow).hold))
            beside += (Situation(place, facts) for place in ways_in for facts in EVERY_FACTS)
        open_ += (to for to in (*(m.to for m in found[here]), *beside) if to not in found)
    return Explored(book, found, blocked)


def _landing(book: FlowBook, to: Situation, blocked: bool) -> Situation:
    if not book.node(to.place).charges_again:
        return to
    if verdict(to.facts).charge_again is Charge.YES and not blocked:
        return to
    return Situation(Place(to.place.flow, book.flow(to.place.flow).hold), to.facts)


def _moves(book: FlowBook, here: Situation) -> Iterator[Move]:
    node = book.node(here.place)
    if node.next is not None:
        yield Move(None, Situation(book.place(here.place.flow, node.next), here.facts))
    answers = [answer for answer in node.answers if answer.open_to(here.facts)]
    for answer in answers[:1] if node.routes_by_itself else answers:
        place = book.place(here.place.flow, answer.next)
        yield Move(answer.id, Situation(place, here.facts.learn(answer.sets)))
