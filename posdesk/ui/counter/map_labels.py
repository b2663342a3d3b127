"""Finds room for the answers taken: each on its own line, over no box and no other answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF

from posdesk.i18n import Translator
from posdesk.services.map_layout import MapEdge, MapLayout
from posdesk.ui.counter.map_marks import MarkedMap

_FRACTIONS = (0.5, 0.35, 0.65, 0.2, 0.8)
_CLEAR = 2.0
_WIDTHS = (104.0, 60.0, 34.0)
"""Widths to which an answer on its line is cut, the first that finds room."""

Size = tuple[float, float]
Cut = Callable[[str, float], tuple[str, float, float]]
"""Cuts words to a width; returns what is left of them, and its width and height."""


def fitted_labels(shown: MarkedMap, tr: Translator, cut: Cut) -> dict[int, tuple[str, QRectF]]:
    """Return the answers taken with their places, cut shorter where room is scarce."""
    labels: dict[int, tuple[str, QRectF]] = {}
    for most in _WIDTHS:
        left = {
            index: cut(tr.text(said).replace("\n", ""), most)
            for index, said in shown.said.items()
            if index not in labels
        }
        sizes = {index: (width, height) for index, (_, width, height) in left.items()}
        held = {index: rect for index, (_, rect) in labels.items()}
        for index, rect in place_labels(shown.layout, sizes, held).items():
            labels[index] = (left[index][0], rect)
    return labels


def place_labels(
    layout: MapLayout, sizes: Mapping[int, Size], placed: Mapping[int, QRectF]
) -> dict[int, QRectF]:
    """Return where the label of each line stands, by the index of the line.

    Labels that are ``placed`` already keep their room; one that finds none is left out.
    """
    taken = [QRectF(b.x, b.y, b.width, b.height) for b in layout.boxes.values()]
    taken += placed.values()
    found: dict[int, QRectF] = {}
    for index, size in sizes.items():
        spots = _spots(layout.edges[index], size)
        free = next((spot for spot in spots if _is_free(spot, taken)), None)
        if free is not None:
            found[index] = free
            taken.append(free)
    return found


def _spots(edge: MapEdge, size: Size) -> Iterator[QRectF]:
    parts = list(zip(edge.points, edge.points[1:], strict=False))
    parts.sort(key=lambda part: -_room(part[0], part[1], size))
    for fraction in _FRACTIONS:
        for (x1, y1), (x2, y2) in parts:
            middle = QPointF(x1 + (x2 - x1) * fraction, y1 + (y2 - y1) * fraction)
            rect = QRectF(0, 0, *size)
            rect.moveCenter(middle)
            yield rect


def _room(a: tuple[float, float], b: tuple[float, float], size: Size) -> float:
    """Return how much of a part is left beside its label; an upright part needs less of it."""
    return abs(a[1] - b[1]) - size[1] if a[0] == b[0] else abs(a[0] - b[0]) - size[0]


def _is_free(spot: QRectF, taken: Iterable[QRectF]) -> bool:
    around = spot.adjusted(-_CLEAR, -_CLEAR, _CLEAR, _CLEAR)
    return not any(around.intersects(other) for other in taken)
