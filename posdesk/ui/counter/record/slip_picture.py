"""A small slip on which the line of one field is framed: where to look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui.theme import Theme

_ORDER = (
    "merchant_name",
    "merchant_id",
    "terminal_id",
    "operator",
    "issuer",
    "card",
    "kind",
    "batch",
    "trace",
    "auth_code",
    "rrn",
    "at",
    "amount",
)
"""The fields from top to bottom as Q/CUP 009 prints them."""

_WIDTH, _HEIGHT = 60, 76


class SlipPicture(QWidget):
    """The slip; nothing is framed for a field that does not stand on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._field = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def point_at(self, field: str) -> None:
        """Frame the line of ``field``."""
        if field != self._field:
            self._field = field
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("control"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawPolygon(_paper())
        painter.setPen(Qt.PenStyle.NoPen)
        for place, name in enumerate(_ORDER):
            self._line(painter, place, name)
        if self._field in _ORDER:
            self._frame(painter, _ORDER.index(self._field))

    def _line(self, painter: QPainter, place: int, name: str) -> None:
        top = _top(place)
        painter.setBrush(self._theme.colour("text2" if place == 0 else "control"))
        if place == 0:
            painter.drawRect(QRectF(20, top, 20, 3))
            return
        painter.drawRect(QRectF(13, top, 10, 2))
        painter.setBrush(self._theme.colour("border"))
        painter.drawRect(QRectF(26, top, 12 + (len(name) * 7) % 9, 2))

    def _frame(self, painter: QPainter, place: int) -> None:
        tone = self._theme.tones["wait"]
        middle = _top(place) + 1
        painter.setBrush(QColor(tone.soft))
        painter.setPen(QPen(QColor(tone.soft_text), 1.5))
        painter.drawRoundedRect(QRectF(4, middle - 5, _WIDTH - 8, 10), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft_text))
        painter.drawRect(QRectF(12, middle - 1.5, 12, 3))
        painter.drawRect(QRectF(28, middle - 1.5, 18, 3))


def _top(place: int) -> float:
    return 7 + place * 4.9


def _paper() -> QPolygonF:
    edge = [QPointF(9.5, 1.5), QPointF(50.5, 1.5), QPointF(50.5, 71)]
    edge += [QPointF(50.5 - step * 4.1, 74.5 if step % 2 else 71) for step in range(1, 10)]
    edge.append(QPointF(9.5, 71))
    return QPolygonF(edge)
