"""A tag: a money state as colour, icon and words in one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui.icons import paint_icon
from posdesk.ui.theme import RADIUS_SMALL, Theme, font

_PAD, _ICON, _GAP = 8, 16, 4


class Tag(QWidget):
    """Words in the soft colours of ``tone``, with the tone's icon unless another is given."""

    def __init__(self, theme: Theme, tone: str = "idle", words: str = "", icon: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setFont(font("small"))
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(tone, words, icon)

    def show_state(self, tone: str, words: str, icon: str = "") -> None:
        """Show another state."""
        self._tone = self._theme.tones[tone]
        self._icon = icon or tone
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._words)
        return QSize(_PAD + _ICON + _GAP + width + _PAD, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self._tone.line), 1))
        painter.setBrush(QColor(self._tone.soft))
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        ink = QColor(self._tone.soft_text)
        paint_icon(painter, self._icon, ink, QRectF(_PAD, 4, _ICON, _ICON))
        painter.setPen(ink)
        left = _PAD + _ICON + _GAP
        where = QRectF(left, 0, self.width() - left - 2, 24)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._words)
