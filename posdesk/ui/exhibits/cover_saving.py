"""Covering an exhibit for good, in the worker: one at a time, which can be given up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cover import Box
from posdesk.domain.errors import PosDeskError
from posdesk.intake.exhibits import CoveredExhibit
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.tasks import Job, Tasks


class CoverSaving(QObject):
    """``covered`` carries the new bytes, which are not kept yet; ``failed`` why there are none."""

    covered = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, keeper: ExhibitKeeper, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._tasks = keeper, tasks
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being covered."""
        return self._job is not None

    def start(self, data: bytes, mime: str, boxes: tuple[Box, ...]) -> None:
        """Cover ``boxes`` of ``data``."""
        keeper = self._keeper
        self._job = self._tasks.run(
            self,
            lambda report: keeper.cover_bytes(data, mime, boxes, report),
            self._done,
            self._failed,
            self.progressed.emit,
        )

    def cancel(self) -> None:
        """Give up; nothing is covered then."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _done(self, covered: CoveredExhibit) -> None:
        self._job = None
        self.covered.emit(covered)

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        self.failed.emit(error)
