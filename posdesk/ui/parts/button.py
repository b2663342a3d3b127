"""Buttons: one primary on a page, plain ones, links and icons; Enter presses the focused one."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from posdesk.ui.icons import icon
from posdesk.ui.parts.painted import paint_ring
from posdesk.ui.theme import Theme, font

Look = Literal["primary", "plain", "link", "icon", "choice", "danger", "tick"]

_INKS = {
    "primary": "onAccent",
    "plain": "text",
    "link": "accent",
    "icon": "text2",
    "choice": "text",
    "danger": "onAccent",
    "tick": "text",
}


class Button(QPushButton):
    """A button of at least 40 px. An ``icon`` button shows no words; they are its name and tip."""

    def __init__(
        self, words: str, theme: Theme, look: Look = "plain", *, icon_name: str = ""
    ) -> None:
        super().__init__("" if look == "icon" else words)
        self._ring = theme.colour("onAccent") if look in ("primary", "danger") else None
        self.setProperty("part", look)
        self.setAccessibleName(words)
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if look == "icon":
            self.setToolTip(words)
        if look in ("choice", "tick"):
            self.setCheckable(True)
        if icon_name:
            self.setIcon(icon(icon_name, theme.colour(_INKS[look])))
            self.setIconSize(QSize(20, 20))

    def say(self, words: str) -> None:
        """Show other words."""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ring is not None and self.hasFocus():
            paint_ring(QPainter(self), self.rect(), self._ring)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
