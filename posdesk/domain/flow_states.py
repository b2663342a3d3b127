"""Every situation a walk can come into: all places with all facts, however they were learnt.

A person can go back, hand over or take up a walk, and facts come from outside at any moment; so a
place that is reached with some facts is also reached with these and any others learnt on top.

A book has tens of thousands of situations, so each is made once and told apart by identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import FlowBook, Node, Place
from posdesk.domain.money_state import Charge
from posdesk.domain.verdict import verdict

EVERY_FACTS = tuple(Facts(t, b) for t in (None, *Terminal) for b in (None, *Bank))
_NUMBER = {facts: number for number, facts in enumerate(EVERY_FACTS)}
_LEARNT = [[_NUMBER[known.learn(more)] for more in EVERY_FACTS] for known in EVERY_FACTS]
_ON_TOP = [sorted(set(numbers)) for numbers in _LEARNT]
_MAY_CHARGE = [verdict(facts).charge_again is Charge.YES for facts in EVERY_FACTS]


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """A place with what is known there; made by ``Situations`` only."""

    place: Place
    node: Node
    facts: Facts
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """One way on as its author wrote it, before the walk itself keeps anyone from charging."""

    answer: str | None
    to: Situation


Row = list[Situation]
"""The situations of one place, by the number of their facts."""


class Situations:
    """All situations of a book, each made once."""

    def __init__(self, book: FlowBook) -> None:
        self.book = book
        self._rows: dict[Place, Row] = {}
        self._ways: dict[Place, list[tuple[str | None, list[int], Row]]] = {}

    def row(self, place: Place) -> Row:
        """Return the situations of ``place``, one for each pair of facts."""
        if place not in self._rows:
            node = self.book.node(place)
            self._rows[place] = [
                Situation(place, node, facts, number) for number, facts in enumerate(EVERY_FACTS)
            ]
        return self._rows[place]

    def at(self, place: Place, facts: Facts) -> Situation:
        """Return the situation of knowing ``facts`` at ``place``."""
        return self.row(place)[_NUMBER[facts]]

    def moves(self, here: Situation) -> tuple[Move, ...]:
        """Return the ways on from ``here``; a node that routes by itself has one at the most."""
        ways = self._ways.get(here.place)
        if ways is None:
            ways = self._ways[here.place] = list(self._ways_of(here))
        open_ = (
            Move(answer, row[to[here.number]]) for answer, to, row in ways if to[here.number] >= 0
        )
        if here.node.routes_by_itself:
            first = next(open_, None)
            return (first,) if first else ()
        return tuple(open_)

    def _ways_of(self, here: Situation) -> Iterator[tuple[str | None, list[int], Row]]:
        """Yield each way with the number of the facts it leads to, -1 where it is not open."""
        flow, node = here.place.flow, here.node
        if node.next is not None:
            yield None, list(range(len(EVERY_FACTS))), self.row(self.book.place(flow, node.next))
        for answer in node.answers:
            sets = _NUMBER[answer.sets]
            to = [
                _LEARNT[number][sets] if answer.open_to(facts) else -1
                for number, facts in enumerate(EVERY_FACTS)
            ]
            yield answer.id, to, self.row(self.book.place(flow, answer.next))


@dataclass(frozen=True, slots=True)
class Explored:
    """Every situation with the moves out of it; ``landing`` says where such a move really ends."""

    situations: Situations
    moves: Mapping[Situation, tuple[Move, ...]]
    blocked: bool

    @property
    def book(self) -> FlowBook:
        """The book that was explored."""
        return self.situations.book

    def landing(self, to: Situation) -> Situation:
        """Return ``to``, or the hold node where charging again is not allowed."""
        return _landing(self.situations, to, self.blocked)


def explore(book: FlowBook, flows: Iterable[str], *, blocked: bool = False) -> Explored:
    """Return every situation that walks begun in ``flows`` can come into.

    ``blocked`` is the case in which another attempt to pay is open: nothing may be charged then,
    whatever this attempt says.
    """
    all_ = Situations(book)
    open_ = [s for name in flows for s in all_.row(Place(name, book.flow(name).start))]
    found: dict[Situation, tuple[Move, ...]] = {}
    entered: set[str] = set()
    while open_:
        here = _landing(all_, open_.pop(), blocked)
        if here in found:
            continue
        found[here] = moves = all_.moves(here)
        row, flow = all_.row(here.place), here.place.flow
        open_ += (move.to for move in moves if move.to not in found)
        open_ += (row[number] for number in _ON_TOP[here.number] if row[number] not in found)
        if flow not in entered:  # facts learnt in a flow lead to its review, held walks to its hold
            entered.add(flow)
            for node in (book.flow(flow).review, book.flow(flow).hold):
                open_ += all_.row(Place(flow, node))
    return Explored(all_, found, blocked)


def _landing(all_: Situations, to: Situation, blocked: bool) -> Situation:
    if not to.node.charges_again or (_MAY_CHARGE[to.number] and not blocked):
        return to
    flow = to.place.flow
    return all_.row(Place(flow, all_.book.flow(flow).hold))[to.number]
