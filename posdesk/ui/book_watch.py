"""Sees when a file of the shop's book changes, and has it read again on the worker."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from posdesk.domain.errors import PosDeskError
from posdesk.services.library import Library
from posdesk.services.shop_book import ShopBook
from posdesk.ui.tasks import Tasks

CALM = 400
"""Milliseconds of quiet before reading: editors write a file in several steps."""


class BookWatch(QObject):
    """Watches the data folder; a journal that is written there is no change of the book."""

    began = Signal()
    renewed = Signal()
    failed = Signal(object)

    def __init__(self, book: ShopBook, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._book, self._tasks = book, tasks
        self._reading = self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(self._calm.start)
        self._watcher.fileChanged.connect(self._calm.start)
        self._follow()

    def read(self) -> None:
        """Read all books again, whether or not a file changed."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self.began.emit()
        read = self._book.reader()
        self._tasks.run(self, lambda _report: read(), self._read, self._not_read)

    def stop(self) -> None:
        """See nothing any more: the window is being closed."""
        self._watcher.directoryChanged.disconnect()
        self._watcher.fileChanged.disconnect()
        self._calm.stop()

    def _look(self) -> None:
        self._follow()
        if self._book.has_changed():
            self.read()

    def _follow(self) -> None:
        """Watch every file there is; one that was replaced is forgotten by the system."""
        wanted = {str(path) for path in self._book.watched()}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if wanted - known:
            self._watcher.addPaths(sorted(wanted - known))

    def _read(self, library: Library) -> None:
        self._reading = False
        if not self._book.take(library) or self._again:
            self.read()
        else:
            self.renewed.emit()

    def _not_read(self, error: PosDeskError) -> None:
        self._reading = False
        self.failed.emit(error)
