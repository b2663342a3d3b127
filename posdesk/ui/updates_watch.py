"""Hears of newer versions once a day, where that is turned on, without anybody waiting for it.

A thread of its own that nobody waits for: looking a name up on a broken line may take half a
minute, and neither work nor the end of the program is held up by that.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from posdesk.i18n import Translator

if TYPE_CHECKING:  # whoever made it has read it
    from posdesk.services.updates import Heard, Updates

FIRST, EVERY = 60_000, 3_600_000
"""Milliseconds after the start, and between two looks whether a day has passed."""


class UpdatesWatch(QObject):
    """Emits what was ``heard``; whatever is wrong out there, nobody is told."""

    heard = Signal()

    _arrived = Signal(object)

    def __init__(self, updates: Updates, parent: QObject) -> None:
        super().__init__(parent)
        self._updates = updates
        self._thread: Thread | None = None
        self.last = updates.heard()
        self._arrived.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=FIRST)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def words(self, tr: Translator) -> str:
        """Return the line about a newer version, empty where there is none."""
        newer = self.last.newer if self._updates.is_on else None
        return tr("PosDesk {version} is out", version=newer.version) if newer else ""

    @Slot()
    def look(self) -> None:
        """Ask where it is due, unless it is being asked."""
        self._timer.setInterval(EVERY)
        if self._thread is None and self._updates.is_due:
            self._thread = Thread(target=self._ask, name="posdesk-updates", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()

    def _ask(self) -> None:
        found: Heard | Exception
        try:
            found = self._updates.look()
        except Exception as bug:  # noqa: BLE001 - raised on the Qt thread, where bugs are told
            found = bug
        with suppress(RuntimeError):  # the window is gone meanwhile
            self._arrived.emit(found)

    @Slot(object)
    def _keep(self, found: Heard | Exception) -> None:
        self._thread = None
        if isinstance(found, Exception):
            raise found
        self.last = found
        self.heard.emit()
