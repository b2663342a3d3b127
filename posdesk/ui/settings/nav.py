"""The list of sections at the left of the Settings page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font

NAV = 200


class SectionButton(PaintedButton):
    """One section: icon, word, and an amber mark where something in it is to be mended."""

    def __init__(self, theme: Theme, icon: str, words: str) -> None:
        super().__init__(theme)
        self._icon = icon
        self._marked = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFixedHeight(44)

    def mark(self, why: str) -> None:
        """Show that something is to be mended, empty for nothing."""
        self._marked = bool(why)
        self.setAccessibleDescription(why)
        self.setToolTip(why)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter, RADIUS_CONTROL, line=self.fill())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 10, 3, 24), 1.5, 1.5)
        ink = theme.colour("accent" if self.isChecked() else "text")
        paint_icon(painter, self._icon, ink, QRectF(14, 12, 20, 20))
        painter.setPen(ink)
        painter.setFont(font("strong" if self.isChecked() else "body"))
        room = self.width() - (76 if self._marked else 50)
        paint_line(painter, QRectF(44, 0, room, self.height()), self.text())
        if self._marked:
            tone = QColor(theme.tones["wait"].soft_text)
            paint_icon(painter, "warning", tone, QRectF(self.width() - 30, 13, 18, 18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()  # the list takes it
            return
        super().keyPressEvent(event)

    def fill(self) -> str:
        if self.isChecked():
            return "accentSoft"
        shown = super().fill()
        return "bg" if shown == "surface" else shown


class SettingsNav(QWidget):
    """The sections one below the other; arrows go up and down, Tab goes into the section."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setFixedWidth(NAV)
        self.buttons = [SectionButton(theme, icon, words) for icon, words in sections]
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for place, button in enumerate(self.buttons):
            group.addButton(button, place)
            column.addWidget(button)
        column.addStretch(1)
        group.idToggled.connect(self._toggled)

    def choose(self, place: int) -> None:
        """Go to a section."""
        self.buttons[place % len(self.buttons)].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((i for i, b in enumerate(self.buttons) if b.isChecked()), 0)
        if step is None:
            super().keyPressEvent(event)
            return
        self.choose(here + step)
        self.buttons[(here + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(place)
