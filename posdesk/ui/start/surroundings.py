"""Tells at the start and while the window is open what is wrong around the data: clock, drive."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.text import Text
from posdesk.services.care import Caretaker
from posdesk.services.clock_check import ClockCheck

EVERY = 60_000
"""Milliseconds between two looks at the clock."""


class Surroundings(QObject):
    """Emits ``noticed`` with what a person should know; each once."""

    noticed = Signal(object)

    def __init__(self, care: Caretaker, clock: ClockCheck, parent: QObject) -> None:
        super().__init__(parent)
        self._care, self._clock = care, clock
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._begin)
        self._soon.start()

    def look(self) -> None:
        """Look at the clock once."""
        self._tell(self._clock.news())

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()
        self._soon.stop()

    def _begin(self) -> None:
        self._tell(self._care.network_drive())
        self.look()

    def _tell(self, said: Text | None) -> None:
        if said is not None:
            self.noticed.emit(said)
