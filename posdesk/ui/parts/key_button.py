"""The one primary button of a page, with the key that presses it drawn inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import RADIUS_SMALL, Theme, font, metrics

HEIGHT = 52


class KeyButton(Button):
    """A tall primary button that shows its key."""

    def __init__(self, words: str, key: str, theme: Theme) -> None:
        super().__init__("", theme, "primary")
        self.setAccessibleName(words)
        self._words = Words(words, "answer", "onAccent")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 24, 0)
        row.setSpacing(8)
        for part in (self._words, _Cap(key, theme)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(row.sizeHint().width())

    def say_words(self, words: str) -> None:
        """Show other words."""
        self._words.say(words)
        self.setAccessibleName(words)
        self.setMinimumWidth(self._row.sizeHint().width())

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), HEIGHT)


class _Cap(QWidget):
    """The key, outlined in the ink of the button."""

    def __init__(self, key: str, theme: Theme) -> None:
        super().__init__()
        self._key, self._theme = key, theme
        self.setFixedSize(metrics("small").horizontalAdvance(key) + 14, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("onAccent"), 1))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(font("small"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._key)
