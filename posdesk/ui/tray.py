"""The desktop notice, where the desktop has a place for one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from posdesk.ui.icons import icon
from posdesk.ui.theme import Theme

SHOWN_FOR = 10_000
"""Milliseconds a notice stays, where the desktop asks."""


class Notices(QObject):
    """Where notices beside the window are shown; ``pressed`` when somebody answers to one."""

    pressed = Signal()

    def tell(self, title: str, words: str) -> None:
        """Show a notice; here there is no place for one."""

    def put_away(self) -> None:
        """Show none any more."""


class Tray(Notices):
    """The program's sign among those of the desktop; it is there as long as the window is."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon("receipt", theme.colour("accent")), self)
        self._icon.setToolTip("PosDesk")
        self._icon.activated.connect(lambda _why: self.pressed.emit())
        self._icon.messageClicked.connect(self.pressed)
        self._icon.show()

    def tell(self, title: str, words: str) -> None:
        """Show a notice."""
        self._icon.showMessage(title, words, self._icon.icon(), SHOWN_FOR)

    def put_away(self) -> None:
        """Take the sign away."""
        self._icon.hide()


def notices(theme: Theme, parent: QObject) -> Notices:
    """Return the tray of this desktop, what shows nothing where it has none for notices."""
    if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
        return Tray(theme, parent)
    return Notices(parent)
