"""Writes into the log what only the window sees: its screen, long work, when it stood still."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

from posdesk.services.diary import Diary, Kind
from posdesk.ui.session import Sitting
from posdesk.ui.tasks import Stopped, Tasks

STILL = 1.0
"""Seconds after which a person thinks that the window has died."""

_LONG = 500
"""Milliseconds; what is shorter than this and went well is not worth a line."""


class Witness(QObject):
    """Watches one sitting until its window is gone."""

    def __init__(self, diary: Diary, sitting: Sitting) -> None:
        super().__init__(sitting.window)
        self._diary, self._sitting = diary, sitting
        self._woke = 0.0
        for tasks in sitting.window.findChildren(Tasks):
            tasks.worked.connect(self._worked)
        self._loop: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        if self._loop is not None:
            self._loop.awake.connect(self._wake)
            self._loop.aboutToBlock.connect(self._rest)

    def finish(self) -> None:
        """Hear no more of the loop, which outlives the window and is in the midst of its events."""
        if self._loop is not None:
            self._loop.awake.disconnect(self._wake)
            self._loop.aboutToBlock.disconnect(self._rest)
            self._loop = None

    def seated(self) -> None:
        """Write on what screen the window came to stand."""
        screen, size = self._sitting.window.screen(), self._sitting.window.screen().size()
        self._diary.note(
            Kind.SEAT,
            width=size.width(),
            height=size.height(),
            scale=round(screen.devicePixelRatio() * 100),
            screens=len(screen.virtualSiblings()),
        )

    @Slot(object, int, object)
    def _worked(self, work: object, milliseconds: int, error: BaseException | None) -> None:
        failed = error is not None and not isinstance(error, Stopped)
        if callable(work) and (failed or milliseconds >= _LONG):
            self._diary.worked(work, milliseconds, error)

    @Slot()
    def _wake(self) -> None:
        self._woke = monotonic()

    @Slot()
    def _rest(self) -> None:
        """Write how long events kept the window from being painted, where that was too long."""
        woke, self._woke = self._woke, 0.0
        if woke and monotonic() - woke >= STILL:
            self._diary.note(Kind.SLOW, ms=round((monotonic() - woke) * 1000))
