"""Sees within about a second what another program, such as the command line, wrote to the data."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.errors import PosDeskError
from posdesk.services.care import Caretaker

EVERY = 1000
"""Milliseconds between two looks; one look reads a single number."""


class OthersWatch(QObject):
    """Tells of what others ``wrote``, once for all that came since the last look."""

    wrote = Signal()

    def __init__(self, care: Caretaker, parent: QObject) -> None:
        super().__init__(parent)
        self._care = care
        self._waiting = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look once; data that cannot be read just now are looked at again the next time."""
        try:
            news = self._care.has_news()
        except PosDeskError:
            self._waiting = True
            return
        if news or self._waiting:
            self._waiting = False
            self.wrote.emit()

    def put_off(self) -> None:
        """Tell it again at the next look: somebody is typing where it would show."""
        self._waiting = True

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()
