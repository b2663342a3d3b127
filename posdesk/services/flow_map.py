"""Lays a flow out as a map: the one place that knows the layout engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from posdesk.domain.flow import Flow, Node
from posdesk.domain.text import Lang, Text
from posdesk.domain.walk import DONE

if TYPE_CHECKING:
    import graphlay

TEXT_SIZE = 13
"""Pixels of the type for which the boxes are sized."""

_LINE = 17
_BOX = 38
_PADDING = 22
_LEAST_WIDTH = 76
_EXIT_WIDTH = 112
_ROUTE_HEIGHT = 12
_USUAL = 8.0
"""Weight of an edge of the usual way, so that it runs straight down."""

_OPTIONS: Mapping[str, Any] = {
    "direction": "topbottom",
    "spacing": {
        "layer_gap": 34,
        "node_gap": 14,
        "dummy_gap": 11,
        "port_gap": 10,
        "stub": 11,
        "port_stroke_clear": 6,
        "edge_label_margin": 4,
    },
    "routing": {"merge_edges": "joins"},
}


_ASKEW = 1.0
"""Pixels by which a part of a line may be askew and still be taken for a straight one."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapBox:
    """A node's place on the map in pixels from the top left corner.

    ``name`` is the node, or ``FLOW/NODE`` for an exit to another flow, which has no ``node``.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    node: Node | None

    @property
    def is_route(self) -> bool:
        """Whether nobody stops here, so that it is drawn small and without words."""
        return self.node is not None and self.node.routes_by_itself


@dataclass(frozen=True, slots=True)
class MapEdge:
    """All answers that lead from one box to another, as one line of horizontal and vertical parts.

    ``answers`` are their ids (``DONE`` for the way on from an action), ``label`` their words, empty
    for the way on from an action.
    """

    source: str
    target: str
    answers: tuple[str, ...]
    label: Text
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A whole map: its boxes by name, its edges, and its size in pixels."""

    boxes: Mapping[str, MapBox]
    edges: tuple[MapEdge, ...]
    width: float
    height: float


def lay_out(flow: Flow, lang: Lang = "zh_CN") -> MapLayout:
    """Return the map of ``flow`` from top to bottom, its boxes wide enough for ``lang``."""
    return _lay_out(_Key(flow, lang))


class _Key:
    """A flow in one language, told apart by its identity: flows do not change once read."""

    def __init__(self, flow: Flow, lang: Lang) -> None:
        self.flow = flow
        self.lang = lang

    def __hash__(self) -> int:
        return hash((id(self.flow), self.lang))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.flow is other.flow and self.lang == other.lang


@lru_cache(maxsize=16)
def _lay_out(key: _Key) -> MapLayout:
    import graphlay  # late: the program starts without it

    flow = key.flow
    ways = _ways(flow)
    names = [*flow.nodes, *dict.fromkeys(to for _, to in ways if to not in flow.nodes)]
    graph = graphlay.Graph()
    for name in names:
        width, height = _size(flow, ways, name, key.lang)
        graph.node(name, width=width, height=height)
    for source, target in ways:
        graph.edge(source, target, weight=_USUAL if _is_usual(flow, source, target) else 1.0)
    return _read(flow, ways, graphlay.layout(graph, options=_OPTIONS))


Ways = dict[tuple[str, str], list[tuple[str, Text]]]
"""From and to: the answers that lead there."""


def _ways(flow: Flow) -> Ways:
    ways: Ways = {}
    for node in flow.nodes.values():
        for answer, text, target in _answers(node):
            ways.setdefault((node.id, target), []).append((answer, text))
    return ways


def _answers(node: Node) -> Iterator[tuple[str, Text, str]]:
    if node.next is not None:
        yield DONE, Text("", ""), node.next
    for answer in node.answers:
        yield answer.id, answer.text, answer.next


def _is_usual(flow: Flow, source: str, target: str) -> bool:
    return (source, target) in zip(flow.usual_way, flow.usual_way[1:], strict=False)


def _size(flow: Flow, ways: Ways, name: str, lang: Lang) -> tuple[float, float]:
    node = flow.nodes.get(name)
    if node is None:
        return _EXIT_WIDTH, _BOX
    if node.routes_by_itself:
        comes = sum(to == name for _, to in ways)
        goes = sum(source == name for source, _ in ways)
        return max(24.0, 10.0 * max(comes, goes)), _ROUTE_HEIGHT
    lines = node.label.in_(lang).split("\n")
    widest = max(_text_width(line) for line in lines)
    return max(_LEAST_WIDTH, widest + _PADDING), max(_BOX, len(lines) * _LINE + 4)


def _text_width(line: str) -> float:
    """Return about how wide ``line`` is: what Qt would measure, without Qt."""
    wide = sum(east_asian_width(c) in "WF" for c in line)
    return round(TEXT_SIZE * (wide + 0.6 * (len(line) - wide)))


def _read(flow: Flow, ways: Ways, drawn: graphlay.Layout) -> MapLayout:
    left, top = drawn.bounds["min"]["x"], drawn.bounds["min"]["y"]
    right, bottom = drawn.bounds["max"]["x"], drawn.bounds["max"]["y"]
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
            tuple(answer for answer, _ in answers),
            Text("、".join(t.zh_CN for _, t in answers), ", ".join(t.en for _, t in answers)),
            _straight([(p["x"] - left, p["y"] - top) for p in edge["points"]]),
        )
        for ((source, target), answers), edge in zip(ways.items(), drawn.edges, strict=True)
    )
    return MapLayout(boxes, edges, right - left, bottom - top)


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
