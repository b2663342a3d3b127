"""How each box and line of the map is marked for one moment of a walk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from posdesk.domain.flow import Place
from posdesk.domain.prospects import Prospects, Taken, prospects
from posdesk.domain.text import Lang, Text
from posdesk.domain.walk import Walk
from posdesk.domain.ways import Way
from posdesk.services.flow_map import lay_out
from posdesk.services.map_layout import MapEdge, MapLayout


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
class MarkedMap:
    """A map for one moment of a walk; ``said`` holds the answers taken, by index of their line."""

    layout: MapLayout
    boxes: Mapping[str, Mark]
    edges: tuple[Mark, ...]
    said: Mapping[int, Text]
    way: tuple[Back, ...]
    current: str
    next: frozenset[str]


def marked_map(walk: Walk, lang: Lang) -> MarkedMap:
    """Return the map of the flow that ``walk`` stands in, marked with the walk."""
    flow, seen = walk.book.flow(walk.at.flow), prospects(walk)
    taken = [t for t in seen.taken if t.place.flow == flow.id]
    ways = [t.way for t in taken if t.way]
    layout = lay_out(flow, lang, ways)
    edges = tuple(_edge(edge, flow.id, frozenset(ways), seen.ways) for edge in layout.edges)
    current = walk.at.named_in(flow.id)
    back = {t.place.node: t.count for t in taken if t.count is not None}
    return MarkedMap(
        layout=layout,
        boxes={name: _box(_place(name, flow.id), back, seen) for name in layout.boxes},
        edges=edges,
        said=_said(walk, layout, taken),
        way=tuple(Back(name, count) for name, count in back.items() if name != current),
        current=current,
        next=frozenset(
            edge.target
            for edge, drawn in zip(layout.edges, edges, strict=True)
            if edge.source == current and drawn is not Mark.RULED_OUT
        ),
    )


def _box(place: Place, back: Mapping[str, int], seen: Prospects) -> Mark:
    if place == seen.at:
        return Mark.CURRENT
    if place.flow == seen.at.flow and place.node in back:
        return Mark.TAKEN
    return Mark.POSSIBLE if place in seen.places else Mark.RULED_OUT


def _edge(edge: MapEdge, flow: str, taken: frozenset[Way], open_: frozenset[Way]) -> Mark:
    source, to = _place(edge.source, flow), _place(edge.target, flow)
    ways = {Way(source, answer, to) for answer in edge.answers}
    if ways & taken:
        return Mark.TAKEN
    return Mark.POSSIBLE if ways & open_ else Mark.RULED_OUT


def _said(walk: Walk, layout: MapLayout, taken: list[Taken]) -> dict[int, Text]:
    """Return the words of the answers a person gave; the last one where a line was taken twice."""
    lines = {(e.source, a, e.target): i for i, e in enumerate(layout.edges) for a in e.answers}
    said: dict[int, Text] = {}
    for step in taken:
        to = step.to.named_in(step.place.flow)
        line = lines.get((step.place.node, step.answer or "", to))
        answer = walk.book.node(step.place).answer(step.answer or "")
        if line is not None and answer is not None:
            said[line] = Text(step.code, step.code) if step.code else answer.text
    return said


def _place(name: str, flow: str) -> Place:
    other, slash, node = name.partition("/")
    return Place(other, node) if slash else Place(flow, name)
