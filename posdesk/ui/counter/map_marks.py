"""How each box and line of the map is marked for one moment of a walk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from posdesk.domain.flow import Flow, Place
from posdesk.domain.prospects import Prospects, Taken, prospects
from posdesk.domain.text import Text
from posdesk.domain.walk import Walk
from posdesk.services.flow_map import MapEdge, MapLayout


class Mark(Enum):
    """Where a box or a line stands in the walk, in the order in which they are painted."""

    RULED_OUT = 0
    POSSIBLE = 1
    TAKEN = 2
    CURRENT = 3


@dataclass(frozen=True, slots=True)
class Back:
    """A box one can go back to: its name, and how many steps a person keeps by doing so."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a whole map; ``said`` holds the answers taken, by the index of their line."""

    boxes: Mapping[str, Mark]
    edges: tuple[Mark, ...]
    said: Mapping[int, Text]
    way: tuple[Back, ...]
    current: str
    next: frozenset[str]


def mark(walk: Walk, layout: MapLayout) -> Marks:
    """Return the marks of ``layout``, the map of the flow that ``walk`` stands in."""
    flow = walk.book.flow(walk.at.flow)
    seen = prospects(walk)
    current = walk.at.named_in(flow.id)
    here = {t.place.named_in(flow.id): t for t in seen.taken}
    edges = tuple(_edge(edge, flow, seen) for edge in layout.edges)
    return Marks(
        boxes={name: _box(name, current, here, flow, seen) for name in layout.boxes},
        edges=edges,
        said=_said(walk, flow, layout, seen),
        way=tuple(
            Back(name, t.count)
            for name, t in here.items()
            if t.count is not None and name in layout.boxes and name != current
        ),
        current=current,
        next=frozenset(
            edge.target
            for edge, drawn in zip(layout.edges, edges, strict=True)
            if edge.source == current and drawn is not Mark.RULED_OUT
        ),
    )


def _box(name: str, current: str, here: Mapping[str, Taken], flow: Flow, seen: Prospects) -> Mark:
    if name == current:
        return Mark.CURRENT
    if name in here:
        return Mark.TAKEN
    return Mark.POSSIBLE if seen.may_come(_place(name, flow)) else Mark.RULED_OUT


def _edge(edge: MapEdge, flow: Flow, seen: Prospects) -> Mark:
    source, target = _place(edge.source, flow), _place(edge.target, flow)
    if any(t.place == source and t.to == target and t.answer in edge.answers for t in seen.taken):
        return Mark.TAKEN
    is_open = any(seen.is_open(source, answer) for answer in edge.answers)
    return Mark.POSSIBLE if is_open else Mark.RULED_OUT


def _said(walk: Walk, flow: Flow, layout: MapLayout, seen: Prospects) -> dict[int, Text]:
    """Return the words of the answers a person took; the last one where a line was taken twice."""
    lines = {
        (edge.source, answer): i for i, edge in enumerate(layout.edges) for answer in edge.answers
    }
    said: dict[int, Text] = {}
    for taken in seen.taken:
        line = lines.get((taken.place.named_in(flow.id), taken.answer or ""))
        answer = walk.book.node(taken.place).answer(taken.answer or "")
        if line is None or answer is None or taken.count is None:
            continue
        said[line] = Text(taken.code, taken.code) if taken.code else answer.text
    return said


def _place(name: str, flow: Flow) -> Place:
    other, slash, node = name.partition("/")
    return Place(other, node) if slash else Place(flow.id, name)
