"""The ways from one step of a flow to the next, without the steps at which nobody stops."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from posdesk.domain.facts import NOTHING_KNOWN, Facts
from posdesk.domain.flow import Answer, Flow, FlowBook, Node, NodeKind, Place
from posdesk.domain.money_state import Charge
from posdesk.domain.verdict import strictest
from posdesk.domain.walk import DONE

_MOST_ROUTES = 64

Standing = tuple[Place, Facts]
"""Where somebody stands, and what is known there."""


@dataclass(frozen=True, slots=True)
class Way:
    """An answer given at a step and the step it leads to; ``DONE`` is the way on from an action."""

    source: Place
    answer: str
    to: Place


@dataclass(frozen=True, slots=True)
class Tread:
    """One way with what was known before it and after it, and what its answer says."""

    way: Way
    before: Facts
    says: Facts
    after: Facts


def stand(book: FlowBook, place: Place, facts: Facts, others: tuple[Facts, ...]) -> Standing:
    """Return where somebody stands who arrives at ``place``, by the rules of ``Walk``."""
    for _ in range(_MOST_ROUTES):
        node = _node(book, place)
        if node is None:
            break
        if node.charges_again and strictest((facts, *others)).charge_again is not Charge.YES:
            place = Place(place.flow, book.flow(place.flow).hold)
            continue
        route = next((a for a in node.answers if a.open_to(facts)), None)
        if route is None or not node.routes_by_itself:
            break
        place, facts = book.place(place.flow, route.next), facts.learn(route.sets)
    return place, facts


def explore(
    book: FlowBook, start: Place, facts: Facts, others: tuple[Facts, ...] = ()
) -> tuple[dict[Standing, int], list[Tread]]:
    """Return every standing that can follow, with the steps up to it, and every way between them.

    Flows that ``book`` does not hold are entered, not explored.
    """
    first, same = stand(book, start, facts, others), _Same(book)
    depths, treads, todo = {first: 0}, list[Tread](), deque([first])
    while todo:
        here = todo.popleft()
        for tread in _onward(same, here, others):
            treads.append(tread)
            to = (tread.way.to, tread.after)
            if to not in depths:
                depths[to] = depths[here] + 1
                todo.append(to)
    return depths, treads


class _Same:
    """A book told apart by its identity: books do not change, and hold too much to compare."""

    def __init__(self, book: FlowBook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.book is other.book


@lru_cache(maxsize=4096)
def _onward(same: _Same, here: Standing, others: tuple[Facts, ...]) -> tuple[Tread, ...]:
    """Return the ways on from one standing; every step of a walk asks for most of them again."""
    (place, known), book = here, same.book
    node = _node(book, place)
    treads = []
    for answer, reference, says in _leave(node, known) if node else ():
        to, after = stand(book, book.place(place.flow, reference), known.learn(says), others)
        treads.append(Tread(Way(place, answer, to), known, says, after))
    return tuple(treads)


def main_ways(flow: Flow) -> tuple[Way, ...]:
    """Return the ways that tell a flow from its beginning: those of a map that can be read.

    Where a step is asked the first time its ways are shown, not where it is asked anew; and only
    the ways that lead further away from the start, but for the usual way and for steps that have
    no other. What is left out is a return to a step that the map shows already.
    """
    book = FlowBook({flow.id: flow})
    depths, treads = explore(book, Place(flow.id, flow.start), NOTHING_KNOWN)
    depth: dict[Place, int] = {}
    for (place, _), steps in depths.items():
        depth[place] = min(steps, depth.get(place, steps))
    asked = first_asked(treads)
    usual = set(zip(flow.usual_way, flow.usual_way[1:], strict=False))
    on = [
        way
        for way in asked
        if depth[way.to] > depth[way.source] or (way.source.node, way.to.node) in usual
    ]
    sources = {way.source for way in on}
    only: dict[Place, Way] = {}
    for way in asked:
        best = only.get(way.source)
        if way.source not in sources and (best is None or depth[way.to] > depth[best.to]):
            only[way.source] = way
    return (*on, *only.values())


def first_asked(treads: list[Tread]) -> tuple[Way, ...]:
    """Return the ways of each answer where least was known of what it says, in order."""
    least: dict[tuple[Place, str], int] = {}
    for tread in treads:
        key = (tread.way.source, tread.way.answer)
        least[key] = min(_known_before(tread), least.get(key, 2))
    kept = (t.way for t in treads if _known_before(t) == least[t.way.source, t.way.answer])
    return tuple(dict.fromkeys(kept))


def _known_before(tread: Tread) -> int:
    says, before = tread.says.as_dict(), tread.before.as_dict()
    return len(says.keys() & before.keys())


def _node(book: FlowBook, place: Place) -> Node | None:
    return book.node(place) if place.flow in book.flows else None


def _leave(node: Node, facts: Facts) -> Iterator[tuple[str, str, Facts]]:
    if node.kind is NodeKind.ACTION and node.next is not None:
        yield DONE, node.next, NOTHING_KNOWN
    if not node.routes_by_itself:
        yield from (_said(answer) for answer in node.answers if answer.open_to(facts))


def _said(answer: Answer) -> tuple[str, str, Facts]:
    return answer.id, answer.next, answer.sets
