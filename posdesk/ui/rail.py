"""The left rail: the pages that work, as icons with words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.theme import RADIUS_CARD, RAIL, Theme, font


class Rail(QFrame):
    """The logo and one button a page."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("part", "rail")
        self.setFixedWidth(RAIL)
        self.counter = RailButton(theme, "counter", tr("Counter"))
        self.settings = RailButton(theme, "settings", tr("Settings"))
        self.training = RailButton(theme, "training", tr("Training"))
        self.choose(self.counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(12)
        column.addWidget(_Logo(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        for button in (self.counter, self.training, self.settings):
            column.addWidget(button)
        column.addStretch(1)

    def choose(self, chosen: RailButton) -> None:
        """Show which page is on screen."""
        for button in (self.counter, self.training, self.settings):
            button.setChecked(button is chosen)
        self.update()

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
