"""A found part of a call line as a tag: pressed, its words become plain text again."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.theme import RADIUS_SMALL, Theme, font, metrics

_PAD, _ICON, _GAP, HIGH = 6, 16, 4, 32


class CallTag(PaintedButton):
    """Icon and words in one line; ``guessed`` ones, which no word of the line says, are dashed."""

    def __init__(self, theme: Theme, icon: str, words: str, tip: str, *, guessed: bool) -> None:
        super().__init__(theme)
        self._icon, self._guessed = icon, guessed
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = metrics("small").horizontalAdvance(self.text())
        close = 0 if self._guessed else 12 + _GAP
        return QSize(_PAD + _ICON + _GAP + words + close + _PAD, HIGH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("focus" if self.hasFocus() else "control"))
        pen.setWidthF(2 if self.hasFocus() else 1)
        if self._guessed and not self.hasFocus():
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface" if self._guessed else "hover"))
        edge = pen.widthF() / 2
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        ink = theme.colour("text2" if self._guessed else "text")
        paint_icon(painter, self._icon, ink, QRectF(_PAD, (HIGH - _ICON) / 2, _ICON, _ICON))
        painter.setFont(font("small"))
        painter.setPen(ink)
        left = _PAD + _ICON + _GAP
        words = QRectF(left, 0, self.width() - left, HIGH)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if not self._guessed:
            cross = QRectF(self.width() - _PAD - 11, (HIGH - 11) / 2, 11, 11)
            paint_icon(painter, "close", theme.colour("text3"), cross)
