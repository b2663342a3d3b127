"""A page that is shown over another one until it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class OverPage(QWidget):
    """Says when it is ``left`` and, by ``keys_changed``, what its keys do now."""

    passing = False
    """Whether it is gone as soon as one goes to another page, instead of waiting there."""

    left = Signal()
    keys_changed = Signal(tuple)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here, for the status line."""
        return ()

    def take_focus(self) -> None:
        """Wait for keys where one begins."""
        self.setFocus()
