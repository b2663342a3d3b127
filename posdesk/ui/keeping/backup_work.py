"""Backing up beside all other work: once a day while the window is open, and when somebody asks.

It has a worker of its own, since a large shop's backup takes longer than anybody waits for a PDF.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.tasks import Job, Tasks

if TYPE_CHECKING:  # whoever made them has read them
    from posdesk.services.backup_check import CheckedBackup
    from posdesk.services.backups import Backups, Made
from posdesk.services.backup_list import Overview

FIRST, AGAIN = 3 * 60 * 1000, 30 * 60 * 1000
"""Milliseconds after which it is looked for the first time, and then again, whether one is due."""

FAILED_LONG = timedelta(days=3)


class BackupWork(QObject):
    """Runs one backup at a time; ``made`` and ``failed`` tell what came of it."""

    began = Signal()
    progressed = Signal(int, int)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    seen = Signal(object)
    checked = Signal(object)
    warned = Signal()

    def __init__(self, backups: Backups, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups, self._tasks = backups, Tasks(self)
        self._looks = Tasks(self)  # a look need not wait for what is being written
        self._job: Job | None = None
        self._warns = self._is_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST)
        self._timer.timeout.connect(self.look)

    @property
    def is_running(self) -> bool:
        """Whether a backup is being made."""
        return self._job is not None

    def watch(self) -> None:
        """Look from time to time whether the daily backup is due, and make it then."""
        self._timer.start()

    def look(self) -> None:
        """Make a backup now where one is due."""
        self._timer.setInterval(AGAIN)
        if self._job is None:
            self._looks.run(self, lambda _report: self._backups.is_due(), self._due, self._fail)

    def begin(self) -> None:
        """Make a backup now, unless one is being made."""
        if self._job is None:
            self._job = self._tasks.run(
                self, self._backups.make, self._done, self._fail, self.progressed.emit
            )
            self.began.emit()

    def check(self) -> None:
        """Read all backups back, unless one is being made; ``checked`` tells what came of it."""
        if self._job is None:
            self._job = self._tasks.run(
                self, self._backups.check, self._checked, self._fail_check, self.progressed.emit
            )
            self.began.emit()

    def stop(self) -> None:
        """Give up the backup that is being made or checked; older ones stay."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.stopped.emit()

    def survey(self) -> None:
        """Look through the backups there are; ``seen`` tells of them."""
        self._looks.run(self, lambda _report: self._backups.overview(), self._tell, self._fail_look)

    def finish(self) -> None:
        """Stop and wait for what runs: nothing may run when the data are closed."""
        if not self._is_over:
            self._is_over = True
            self._timer.stop()
            self._tasks.finish()
            self._looks.finish()

    def warning(self, tr: Translator) -> str:
        """Return what the status line says: empty unless backups have failed for days."""
        return tr("No backup for {days} days: see Settings", days=FAILED_LONG.days) * self._warns

    def _due(self, is_due: bool) -> None:
        if is_due:
            self.begin()

    def _done(self, made: Made) -> None:
        self._job = None
        self._warn(on=False)
        self.made.emit(made)

    def _fail(self, error: PosDeskError) -> None:
        self._job = None
        self.failed.emit(error)
        self._looks.run(
            self,
            lambda _report: self._backups.overview(),
            lambda seen: self._warn(on=_failed_long(seen)),
            lambda _error: self._warn(on=True),
        )

    def _checked(self, found: tuple[CheckedBackup, ...]) -> None:
        self._job = None
        self.checked.emit(found)

    def _fail_check(self, error: PosDeskError) -> None:
        self._job = None
        self.failed.emit(error)

    def _tell(self, overview: Overview) -> None:
        self.seen.emit(overview)

    def _fail_look(self, error: PosDeskError) -> None:
        self.failed.emit(error)

    def _warn(self, *, on: bool) -> None:
        if on != self._warns:
            self._warns = on
            self.warned.emit()


def _failed_long(overview: Overview) -> bool:
    last = overview.last
    return overview.has_news and (last is None or overview.at - last.made > FAILED_LONG)
