"""Finds room for the answers taken: each on its own line, over no box and no other answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF

from posdesk.services.flow_map import MapEdge, MapLayout

_FRACTIONS = (0.5, 0.35, 0.65, 0.2, 0.8)
_CLEAR = 2.0

Size = tuple[float, float]


def place_labels(layout: MapLayout, sizes: Mapping[int, Size]) -> dict[int, QRectF]:
    """Return where the label of each line stands, by the index of the line.

    A label without any free room stands at the middle of its longest part.
    """
    boxes = [QRectF(b.x, b.y, b.width, b.height) for b in layout.boxes.values()]
    placed: dict[int, QRectF] = {}
    for index, size in sizes.items():
        spots = list(_spots(layout.edges[index], size))
        taken = [*boxes, *placed.values()]
        placed[index] = next((spot for spot in spots if _is_free(spot, taken)), spots[0])
    return placed


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
