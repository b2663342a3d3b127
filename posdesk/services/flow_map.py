"""Lays a flow out as a map: the one place that knows the layout engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from posdesk.domain.flow import Flow, Node
from posdesk.domain.text import Lang, Text
from posdesk.domain.ways import Way, main_ways
from posdesk.services.map_layout import MapBox, MapEdge, MapLayout, Point, box_size

if TYPE_CHECKING:
    import graphlay

_USUAL = 8.0
"""Weight of an edge of the usual way, so that it runs straight down."""

_OPTIONS: Mapping[str, Any] = {
    "direction": "topbottom",
    "cycles": {"strategy": "follow_flow"},
    "routing": {"merge_edges": "joins"},
    "spacing": {
        "layer_gap": 34,
        "node_gap": 14,
        "dummy_gap": 11,
        "port_gap": 10,
        "stub": 11,
        "port_stroke_clear": 6,
        "edge_label_margin": 4,
    },
}

_ASKEW = 1.0
"""Pixels by which a part of a line may be askew and still be taken for a straight one."""

Lines = Mapping[tuple[str, str], list[str]]
"""From and to, as names of boxes: the ids of the answers that lead there."""


def lay_out(flow: Flow, lang: Lang = "zh_CN", taken: Iterable[Way] = ()) -> MapLayout:
    """Return the map of ``flow`` from top to bottom, its boxes wide enough for ``lang``.

    It shows the main ways of the flow, and those of ``taken`` that are not among them: for these
    the lines are drawn anew, while every box stays where it is.
    """
    key = _Key(flow)
    plain = _lay_out(key, lang)
    known = frozenset(_main_ways(key))
    more = tuple(way for way in dict.fromkeys(taken) if way not in known)
    return _with_ways(key, lang, more) if more else plain


class _Key:
    """A flow told apart by its identity: flows do not change once they are read."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    def __hash__(self) -> int:
        return id(self.flow)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.flow is other.flow


@lru_cache(maxsize=16)
def _main_ways(key: _Key) -> tuple[Way, ...]:
    return main_ways(key.flow)


@lru_cache(maxsize=16)
def _lay_out(key: _Key, lang: Lang) -> MapLayout:
    import graphlay  # late: the program starts without it

    flow, lines = key.flow, _lines(key.flow, _main_ways(key))
    stops = [node.id for node in flow.nodes.values() if not node.routes_by_itself]
    usual = set(zip(flow.usual_way, flow.usual_way[1:], strict=False))
    graph = graphlay.Graph()
    for name in dict.fromkeys((*stops, *(name for line in lines for name in line))):
        width, height = box_size(flow.nodes.get(name), lang)
        graph.node(name, width=width, height=height)
    for source, target in lines:
        graph.edge(source, target, weight=_USUAL if (source, target) in usual else 1.0)
    drawn = graphlay.layout(graph, options=_OPTIONS)
    return _read(flow, lines, drawn, drawn.bounds["min"])


@lru_cache(maxsize=32)
def _with_ways(key: _Key, lang: Lang, more: tuple[Way, ...]) -> MapLayout:
    """Return the map with lines for ``more`` ways; no box that it has already moves."""
    import graphlay

    plain, flow = _lay_out(key, lang), key.flow
    lines = _lines(flow, (*_main_ways(key), *more))
    graph = graphlay.Graph()
    for box in plain.boxes.values():
        centre = {"x": box.x + box.width / 2, "y": box.y + box.height / 2}
        graph.node(box.name, width=box.width, height=box.height, position=centre)
    held = [line for line in lines if line[1] in plain.boxes]
    for source, target in held:
        graph.edge(source, target)
    drawn = graphlay.reroute(graph, options=_OPTIONS)
    return _read(flow, {line: lines[line] for line in held}, drawn, {"x": 0.0, "y": 0.0})


def _lines(flow: Flow, ways: tuple[Way, ...]) -> Lines:
    """Return the ways as lines between boxes, in the order of the flow."""
    order = {name: place for place, name in enumerate(flow.nodes)}
    lines: dict[tuple[str, str], list[str]] = {}
    for way in sorted(ways, key=lambda w: order[w.source.node]):
        line = (way.source.named_in(flow.id), way.to.named_in(flow.id))
        lines.setdefault(line, []).append(way.answer)
    return lines


def _read(
    flow: Flow, lines: Lines, drawn: graphlay.Layout, origin: Mapping[str, float]
) -> MapLayout:
    left, top = origin["x"], origin["y"]
    least, most = drawn.bounds["min"], drawn.bounds["max"]
    boxes = {
        name: MapBox(
            name,
            node["center"]["x"] - node["size"]["width"] / 2 - left,
            node["center"]["y"] - node["size"]["height"] / 2 - top,
            node["size"]["width"],
            node["size"]["height"],
            flow.nodes.get(name),
        )
        for name, node in zip(drawn.ids, drawn.nodes, strict=True)
    }
    edges = tuple(
        MapEdge(
            source,
            target,
            tuple(answers),
            _label(flow.nodes[source], answers),
            _straight([(p["x"] - left, p["y"] - top) for p in edge["points"]]),
        )
        for ((source, target), answers), edge in zip(lines.items(), drawn.edges, strict=True)
    )
    return MapLayout(
        boxes,
        edges,
        x=least["x"] - left,
        y=least["y"] - top,
        width=most["x"] - least["x"],
        height=most["y"] - least["y"],
    )


def _label(node: Node, answers: list[str]) -> Text:
    said = [answer.text for answer in map(node.answer, answers) if answer is not None]
    return Text("、".join(t.zh_CN for t in said), ", ".join(t.en for t in said))


def _straight(points: list[Point]) -> tuple[Point, ...]:
    """Return ``points`` with every part level or upright: the engine leaves some a little askew."""
    made = [points[0]]
    for x, y in points[1:]:
        last_x, last_y = made[-1]
        across, down = abs(x - last_x), abs(y - last_y)
        if min(across, down) <= _ASKEW:
            made.append((last_x, y) if across < down else (x, last_y))
        else:
            made += [(last_x, (last_y + y) / 2), (x, (last_y + y) / 2), (x, y)]
    return tuple(made)
