"""Keeps the list of cases up to date: after each change, when asked, and every minute."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.errors import PosDeskError
from posdesk.services.case_list import CaseList, Loaded
from posdesk.ui.tasks import Job, Tasks

AT_ONCE = 150
"""Cases with news that are read between two frames; more are left to the worker."""


class CaseWatch(QObject):
    """Reads what is new and tells of it; a minute's passing is news too."""

    renewed = Signal()
    failed = Signal(object)

    def __init__(self, cases: CaseList, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.cases = cases
        self._tasks = tasks
        self._job: Job | None = None
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self.refresh)
        self._soon.start()

    def refresh(self) -> None:
        """Read what is new, at once where it is little."""
        if self._job is not None:
            return
        try:
            done = self.cases.read(AT_ONCE)
        except PosDeskError as error:
            self.failed.emit(error)
            return
        if done:
            self.renewed.emit()
        else:
            self._job = self._tasks.run(self, self._load, self._loaded, self._not_loaded)

    def stop(self) -> None:
        """Watch no more: the window is closed."""
        self._minute.stop()
        self._soon.stop()

    def _load(self, _report: object) -> Loaded:
        return self.cases.load()

    def _loaded(self, loaded: Loaded) -> None:
        self._job = None
        self.cases.take(loaded)
        self.renewed.emit()

    def _not_loaded(self, error: PosDeskError) -> None:
        self._job = None
        self.failed.emit(error)
