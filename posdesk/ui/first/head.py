"""The top of the first start: whose it is, how far one has come, and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import RADIUS_CARD, Theme

HEIGHT = 72
_BAR, _GAP = 40, 6


class Head(QFrame):
    """The mark, the bars, and the button for a customer who is waiting."""

    left = Signal()

    def __init__(self, theme: Theme, tr: Translator, count: int) -> None:
        super().__init__()
        self._tr, self._count = tr, count
        self.setProperty("part", "head")
        self.setFixedHeight(HEIGHT)
        self._bars = _Bars(theme, count)
        self.words = Words(style="body", ink="text2")
        self.start = Button(tr("A customer is waiting: start now"), theme, icon_name="counter")
        self.start.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(_Mark(theme))
        row.addWidget(Words("PosDesk", "h2"))
        row.addStretch(1)
        row.addWidget(self._bars)
        row.addWidget(self.words)
        row.addSpacing(12)
        row.addWidget(self.start)

    def show_place(self, place: int) -> None:
        """Show at which question one is, from 0; beyond the last one all are answered."""
        self._bars.show_place(place)
        if place < self._count:
            words = self._tr("Question {place} of {count}", place=place + 1, count=self._count)
        else:
            words = self._tr("All asked")
        self.words.say(words)


class _Mark(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(self.rect(), RADIUS_CARD, RADIUS_CARD)
        paint_icon(painter, "receipt", self._theme.colour("onAccent"), QRectF(8, 8, 24, 24))


class _Bars(QWidget):
    """A bar for each question; those up to the present one are filled."""

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._theme, self._count, self._place = theme, count, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_place(self, place: int) -> None:
        self._place = place
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._count * (_BAR + _GAP) - _GAP, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._count):
            painter.setBrush(self._theme.colour("accent" if number <= self._place else "border"))
            painter.drawRoundedRect(QRectF(number * (_BAR + _GAP), 0, _BAR, 6), 3, 3)
