"""Paints the boxes and lines of a map: rounded ends ask, square corners act, tints end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from posdesk.domain.flow import NodeKind
from posdesk.services.map_layout import TEXT_SIZE, MapBox, MapEdge
from posdesk.ui.counter.map_dress import MapDress
from posdesk.ui.counter.map_marks import Mark, MarkedMap
from posdesk.ui.icons import paint_icon
from posdesk.ui.theme import FAMILY, Theme

_BEND = 6.0
_LINE = 16.0
_ARROW = 7.0
_DASHES = [4.0, 3.0]
_MOST_WAYS = 1000


def map_font(size: float = TEXT_SIZE, *, bold: bool = False) -> QFont:
    """Return the type of the map."""
    made = QFont(FAMILY)
    made.setPixelSize(round(size))
    made.setBold(bold)
    return made


class MapPainter:
    """Paints in one theme; ``painter`` is scaled to map pixels."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._dress = MapDress(theme)
        self._ways: dict[int, tuple[QPainterPath, QPolygonF]] = {}
        self._held: list[MapEdge] = []
        self._plain = map_font()
        self._strong = map_font(bold=True)
        self._said = map_font(12, bold=True)
        self._said_width = QFontMetricsF(self._said)

    def map(
        self, painter: QPainter, shown: MarkedMap, seen: QRectF, words: Callable[[MapBox], str]
    ) -> None:
        """Paint what is in ``seen``: first the lines, ruled out below taken, then the boxes."""
        drawn = zip(shown.layout.edges, shown.edges, strict=True)
        for edge, how in sorted(drawn, key=lambda pair: pair[1].value):
            if seen.intersects(_around(edge)):
                self.edge(painter, edge, how)
        for name, box in shown.layout.boxes.items():
            rect = QRectF(box.x, box.y, box.width, box.height)
            if seen.intersects(rect.adjusted(-6, -6, 6, 6)):
                self.box(painter, box, shown.boxes[name], words(box))

    def box(self, painter: QPainter, box: MapBox, mark: Mark, words: str) -> None:
        """Paint one box with its words."""
        rect = QRectF(box.x, box.y, box.width, box.height)
        dress = self._dress.box(box, mark)
        painter.setPen(_pen(dress.line, dress.width, dashed=dress.dashed))
        painter.setBrush(dress.fill)
        painter.drawPath(_outline(box, rect))
        if mark is Mark.CURRENT:
            painter.setPen(_pen(self._theme.colour("accent"), 1.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(_outline(box, rect.adjusted(-4, -4, 4, 4)))
        painter.setPen(dress.ink)
        painter.setFont(self._strong if self._is_strong(box, mark) else self._plain)
        if box.node is None:
            self._exit(painter, rect, dress.ink, words)
        else:
            _draw_lines(painter, rect, words.split("\n"))

    def edge(self, painter: QPainter, edge: MapEdge, mark: Mark) -> None:
        """Paint one line with its arrow head."""
        colour, width = self._dress.line(mark)
        path, tip = self._ways.get(id(edge)) or self._draw(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colour, width, dashed=mark is Mark.RULED_OUT))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(tip)

    def _draw(self, edge: MapEdge) -> tuple[QPainterPath, QPolygonF]:
        """Return the line of ``edge``, drawn once and held as long as the edge may be shown."""
        if len(self._ways) > _MOST_WAYS:
            self._ways.clear()
            self._held.clear()
        self._held.append(edge)
        self._ways[id(edge)] = drawn = _way(edge)
        return drawn

    def label_size(self, words: str, most: float) -> tuple[str, float, float]:
        """Return the words of an answer cut to ``most`` pixels, and the size they take."""
        shown = self._said_width.elidedText(words, Qt.TextElideMode.ElideRight, most)
        return shown, self._said_width.horizontalAdvance(shown) + 8, 18.0

    def label(self, painter: QPainter, rect: QRectF, words: str) -> None:
        """Paint the answer taken on its line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(self._theme.colour("accent"))
        painter.setFont(self._said)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def focus(self, painter: QPainter, box: MapBox) -> None:
        """Paint the ring around the box that Enter would go back to."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(self._theme.colour("focus"), 2))
        rect = QRectF(box.x, box.y, box.width, box.height).adjusted(-4, -4, 4, 4)
        painter.drawRoundedRect(rect, 6, 6)

    def _exit(self, painter: QPainter, rect: QRectF, ink: QColor, words: str) -> None:
        paint_icon(painter, "arrow-right", ink, QRectF(rect.x() + 8, rect.center().y() - 8, 16, 16))
        room = rect.adjusted(28, 0, -6, 0)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _is_strong(self, box: MapBox, mark: Mark) -> bool:
        ends = box.node is not None and box.node.kind is NodeKind.OUTCOME
        return mark in {Mark.TAKEN, Mark.CURRENT} or (ends and mark is Mark.POSSIBLE)


def _pen(colour: QColor, width: float, *, dashed: bool = False) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern(_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _draw_lines(painter: QPainter, rect: QRectF, lines: list[str]) -> None:
    """Draw ``lines`` closer together than the typeface would, which leaves no room in a box."""
    top = rect.center().y() - len(lines) * _LINE / 2
    for number, line in enumerate(lines):
        row = QRectF(rect.x(), top + number * _LINE - 1, rect.width(), _LINE)
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, line)


def _outline(box: MapBox, rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    if box.node is not None and box.node.kind in {NodeKind.QUESTION, NodeKind.LOOKUP}:
        radius = min(rect.height() / 2, 19.0 + (rect.height() - box.height) / 2)
    elif box.node is not None and box.node.kind is NodeKind.OUTCOME:
        radius = 8.0
    else:
        radius = 3.0
    path.addRoundedRect(rect, radius, radius)
    return path


def _way(edge: MapEdge) -> tuple[QPainterPath, QPolygonF]:
    """Return the line with rounded bends, cut short for the arrow head, and the head."""
    points = [QPointF(x, y) for x, y in edge.points]
    tip, before = points[-1], points[-2]
    across, down = _unit(before, tip)
    points[-1] = QPointF(tip.x() - across * _ARROW, tip.y() - down * _ARROW)
    path = QPainterPath(points[0])
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        in_x, in_y = _unit(before, here)
        out_x, out_y = _unit(here, after)
        room = min(_BEND, _length(before, here) / 2, _length(here, after) / 2)
        path.lineTo(here.x() - in_x * room, here.y() - in_y * room)
        path.quadTo(here, QPointF(here.x() + out_x * room, here.y() + out_y * room))
    path.lineTo(points[-1])
    half = _ARROW * 0.5
    wings = [
        tip,
        QPointF(points[-1].x() - down * half, points[-1].y() + across * half),
        QPointF(points[-1].x() + down * half, points[-1].y() - across * half),
    ]
    return path, QPolygonF(wings)


def _around(edge: MapEdge) -> QRectF:
    left, right = min(x for x, _ in edge.points), max(x for x, _ in edge.points)
    top, bottom = min(y for _, y in edge.points), max(y for _, y in edge.points)
    return QRectF(left - 4, top - 4, right - left + 8, bottom - top + 8)


def _length(a: QPointF, b: QPointF) -> float:
    return abs(a.x() - b.x()) + abs(a.y() - b.y())


def _unit(a: QPointF, b: QPointF) -> tuple[float, float]:
    """Return the direction from ``a`` to ``b``, which lie level or upright."""
    length = _length(a, b) or 1.0
    return (b.x() - a.x()) / length, (b.y() - a.y()) / length
