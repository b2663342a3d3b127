"""Writing what was previewed: signed by a worker, whole or not at all, with a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import PosDeskError
from posdesk.services.evidence import Bundle, Evidence, Fitted
from posdesk.ui.tasks import Job, Stopped, Tasks

if TYPE_CHECKING:
    from posdesk.services.bundle_files import Signs


class Exporting(QObject):
    """One export at a time; ``written`` carries what was made, ``stopped`` that nothing was."""

    written = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, evidence: Evidence, tasks: Tasks) -> None:
        super().__init__()
        self._evidence, self._tasks = evidence, tasks
        self._job: Job | None = None
        self._end = _End()

    @property
    def is_busy(self) -> bool:
        """Whether a bundle is being written."""
        return self._job is not None

    def start(self, fitted: Fitted, target: Path, sealer: Signs | None) -> None:
        """Sign and write ``fitted`` as it was previewed, at ``target``."""
        evidence, end = self._evidence, _End()
        self._end = end

        def work(report: Callable[[int, int], None]) -> Bundle:
            def written(at: int, count: int) -> None:
                report(at, count)
                end.pass_by(last=at == count)

            end.pass_by(last=False)
            return evidence.write_all(fitted, target, sealer, written)

        self._job = self._tasks.run(
            self, work, self._done, self._failed, self.progressed.emit, long=True
        )

    def cancel(self) -> None:
        """Stop; where the last file is in its place already it is told of, not taken away."""
        if self._job is not None and self._end.stop():
            self._job.cancel()
            self._job = None
            self.stopped.emit()

    def _done(self, bundle: Bundle) -> None:
        self._job = None
        self.written.emit(bundle)

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        self.failed.emit(error)


class _End:
    """Which came first: that all is written, or that a person gave it up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped, self._passed = False, False

    def stop(self) -> bool:
        """Give up; return ``False`` where it is too late."""
        with self._lock:
            self._stopped = not self._passed
            return self._stopped

    def pass_by(self, *, last: bool) -> None:
        """Go on, or raise where it was given up; after the ``last`` nobody can give up."""
        with self._lock:
            if self._stopped:
                raise Stopped
            self._passed = last
