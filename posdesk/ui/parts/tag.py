"""A tag: a money state as colour, icon and words in one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import paint_line
from posdesk.ui.theme import RADIUS_SMALL, Theme, Tone, font, metrics

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
        paint_tag(painter, self._tone, QRectF(self.rect()), self._icon, self._words)


def paint_tag(painter: QPainter, tone: Tone, box: QRectF, icon: str, words: str) -> None:
    """Paint a tag at the left of ``box``, its words cut where there is no room for them."""
    wide = metrics("small").horizontalAdvance(words)
    frame = QRectF(box.left(), box.top(), min(box.width(), _PAD + _ICON + _GAP + wide + _PAD), 24)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tone.line), 1))
    painter.setBrush(QColor(tone.soft))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
    ink = QColor(tone.soft_text)
    paint_icon(painter, icon, ink, QRectF(frame.left() + _PAD, frame.top() + 4, _ICON, _ICON))
    painter.setFont(font("small"))
    painter.setPen(ink)
    paint_line(painter, frame.adjusted(_PAD + _ICON + _GAP, 0, -2, 0), words)
