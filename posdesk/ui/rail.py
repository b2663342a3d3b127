"""The left rail: the pages that work, as icons with words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.theme import RADIUS_CARD, RAIL, Theme, font, metrics

_ROOMY = 540
"""Height from which on there is room between the buttons."""


class Rail(QFrame):
    """The logo and one button a page."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("part", "rail")
        self.setFixedWidth(RAIL)
        self.counter = RailButton(theme, "counter", tr("Counter"))
        self.cases = RailButton(theme, "cases", tr("Cases"))
        self.settings = RailButton(theme, "settings", tr("Settings"))
        self.training = RailButton(theme, "training", tr("Training"))
        self.manual = RailButton(theme, "question", tr("Manual"))
        self.manual.setToolTip("F1, Shift+F1")
        self.shift = RailButton(theme, "person", tr("Hand over"))
        self.choose(self.counter)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(12)
        column.addWidget(_Logo(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        for button in self._buttons:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.manual)
        column.addWidget(self.shift)

    def choose(self, chosen: RailButton) -> None:
        """Show which page is on screen."""
        for button in self._buttons:
            button.setChecked(button is chosen)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring the buttons nearer to each other where the screen is low."""
        self._column.setSpacing(12 if self.height() >= _ROOMY else 3)
        super().resizeEvent(event)

    @property
    def _buttons(self) -> tuple[RailButton, ...]:
        return (self.counter, self.cases, self.training, self.settings)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        for button in self.findChildren(RailButton):
            if button.isChecked():
                painter.drawRect(QRectF(0, button.y() + 12, 3, 40))


class RailButton(PaintedButton):
    """A page; the one on screen is filled softly, with a bar at the edge."""

    def __init__(self, theme: Theme, icon: str, words: str) -> None:
        super().__init__(theme)
        self._icon = icon
        self._badge = 0
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFixedHeight(64)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter, RADIUS_CARD, line=self.fill())
        ink = theme.colour("accent" if self.isChecked() else "text2")
        paint_icon(painter, self._icon, ink, QRectF((self.width() - 24) / 2, 9, 24, 24))
        painter.setPen(ink)
        painter.setFont(font("small"))
        where = QRectF(0, 36, self.width(), 20)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter)

    @property
    def badge(self) -> int:
        """The count on the button, 0 where there is none."""
        return self._badge

    def show_badge(self, count: int, said: str) -> None:
        """Show a red count; ``said`` is what it means in words, none where it is 0."""
        self._badge = count
        self.setAccessibleDescription(said if count else "")
        self.setToolTip(said if count else "")
        self.update()

    def _paint_badge(self, painter: QPainter) -> None:
        shown = str(self._badge) if self._badge < 100 else "99+"
        wide = max(18.0, metrics("badge").horizontalAdvance(shown) + 10.0)
        box = QRectF(self.width() / 2 + 4, 5, wide, 18)
        tone = self.theme.tones["stop"]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.solid))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(tone.on_solid))
        painter.setFont(font("badge"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def nextCheckState(self) -> None:
        """Leave it to the window which page is on screen."""

    def fill(self) -> str:
        return "accentSoft" if self.isChecked() else super().fill()


class _Logo(QWidget):
    """The mark of PosDesk: a slip on the accent colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(40, 40))
        self.setAccessibleName("PosDesk")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        ink = self._theme.colour("onAccent")
        paint_icon(painter, "receipt", ink, QRectF(8, 8, 24, 24))
