"""Signs a manager out who has left the till, so that the next person has no manager's rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_SIGNS_OF_LIFE = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    )
)
LOOK_EVERY = 5_000
"""Milliseconds between two looks at the clock."""


class IdleLock(QObject):
    """``idle`` after so many minutes without a key, a touch or the mouse.

    It listens at the window of the system, where every input arrives once, before any widget.
    """

    idle = Signal()

    def __init__(
        self, window: QWidget, clock: Callable[[], datetime], minutes: Callable[[], int]
    ) -> None:
        super().__init__(window)
        self._window, self._clock, self._minutes = window, clock, minutes
        self._last = clock()
        self._listens = False
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def listen(self) -> None:
        """Begin to listen, once the window has one of the system's."""
        handle = self._window.windowHandle()
        if not self._listens:
            handle.installEventFilter(self)
            self._listens = True

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()

    def begin_anew(self) -> None:
        """Count from now on."""
        self._last = self._clock()

    def look(self) -> None:
        """Tell where nobody has done anything for long; a clock set back counts as long."""
        now = self._clock()
        if now < self._last or now - self._last >= timedelta(minutes=self._minutes()):
            self._last = now
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._clock()
        return False
