"""A case on the hand-over sheet, painted: when, what, and what else is known; pressed it opens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.shift.sections import Row
from posdesk.ui.theme import RADIUS_SMALL, Theme, font, metrics

_HEIGHT, _WHEN, _PAD = 60, 156, 10
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class SheetRow(PaintedButton):
    """One line of the sheet; ``row`` is what it shows."""

    def __init__(self, theme: Theme, row: Row, *, timed: bool) -> None:
        super().__init__(theme)
        self.row, self._timed = row, timed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        spoken = (row.when, row.left, row.number, row.what, row.amount, row.below)
        self.setAccessibleName(" ".join(part for part in spoken if part))

    def sizeHint(self) -> QSize:
        return QSize(420, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, row, theme = QPainter(self), self.row, self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse() or self.isDown():
            self.paint_frame(painter, RADIUS_SMALL, line="border")
        x, right = float(_PAD), float(self.width() - _PAD)
        if self._timed:
            self._paint_when(painter, x)
            x += _WHEN
        painter.setFont(font("strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(x, 8, right - x, 24), _RIGHT, row.amount)
        room = right - x - metrics("strong").horizontalAdvance(row.amount) - 16
        number = metrics("strong").horizontalAdvance(row.number) + 12.0
        paint_line(painter, QRectF(x, 8, room, 24), row.number)
        paint_line(painter, QRectF(x + number, 8, max(room - number, 0), 24), row.what)
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        paint_line(painter, QRectF(x, 32, right - x, 20), row.below)

    def _paint_when(self, painter: QPainter, x: float) -> None:
        row, theme = self.row, self.theme
        toned = row.tone in theme.tones
        ink = QColor(theme.tones[row.tone].soft_text) if toned else theme.colour("text")
        painter.setPen(ink)
        painter.setFont(font("strong"))
        paint_line(painter, QRectF(x, 8, _WHEN - 12, 24), row.when)
        painter.setFont(font("small"))
        paint_line(painter, QRectF(x, 32, _WHEN - 12, 20), row.left)
