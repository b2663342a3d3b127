"""A flow as a map: its boxes, its lines, and how large a box must be for its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width

from posdesk.domain.flow import Node
from posdesk.domain.text import Lang, Text

TEXT_SIZE = 13
"""Pixels of the type for which the boxes are sized."""

_LINE = 17
_BOX = 38
_PADDING = 22
_LEAST_WIDTH = 76
_EXIT_WIDTH = 112
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapBox:
    """A step's place on the map, in pixels.

    ``name`` is the node, or ``FLOW/NODE`` for an exit to another flow, which has no ``node``.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    node: Node | None


@dataclass(frozen=True, slots=True)
class MapEdge:
    """All answers that lead from one box to another, as one line of level and upright parts.

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
    """A whole map: its boxes by name, its edges, where it begins, and its size in pixels.

    Steps that only route by the facts have no box: edges lead to where one stops next.
    """

    boxes: Mapping[str, MapBox]
    edges: tuple[MapEdge, ...]
    x: float
    y: float
    width: float
    height: float


def box_size(node: Node | None, lang: Lang) -> tuple[float, float]:
    """Return how wide and high the box of ``node`` is; without a node it is an exit."""
    if node is None:
        return _EXIT_WIDTH, _BOX
    lines = node.label.in_(lang).split("\n")
    widest = max(_text_width(line) for line in lines)
    return max(_LEAST_WIDTH, widest + _PADDING), max(_BOX, len(lines) * _LINE + 4)


def _text_width(line: str) -> float:
    """Return about how wide ``line`` is: what Qt would measure, without Qt."""
    wide = sum(east_asian_width(c) in "WF" for c in line)
    return round(TEXT_SIZE * (wide + 0.6 * (len(line) - wide)))
