"""Writing a file that takes long: progress, cancel, and what was made, in the line of a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.taking_out import Report, TakenOut
from posdesk.ui.parts.notice import Notice
from posdesk.ui.tasks import Job, Tasks


class FileWork(QObject):
    """Writes one file at a time and tells of it in ``notice``, whose button it listens to."""

    def __init__(self, tasks: Tasks, tr: Translator, notice: Notice) -> None:
        super().__init__(notice)
        self._tasks, self._tr, self._notice = tasks, tr, notice
        self._job: Job | None = None
        self._made: TakenOut | None = None
        self._said = ""
        notice.pressed.connect(self._pressed)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def start(
        self, work: Callable[[Report], TakenOut], doing: str, done: Callable[[TakenOut], str]
    ) -> None:
        """Do ``work`` on the worker; ``doing`` and ``done`` say what is written and was written."""
        self._made = None

        def finished(made: TakenOut) -> None:
            self._job, self._made, self._said = None, made, done(made)
            self._notice.show_done(self._said, self._tr("Open folder"))

        def progressed(count: int, total: int) -> None:
            self._notice.show_progress(doing, count, total)

        self._notice.show_progress(doing, 0, 0)
        self._job = self._tasks.run(self, work, finished, self._failed, progressed, long=True)

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        self._notice.show_error(error)

    def _pressed(self) -> None:
        """The button of the line: cancel while it is written, open the folder afterwards."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._notice.show_hint(self._tr("Stopped; nothing was written."))
        elif self._made is not None and self._notice.words == self._said:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.path.parent)))
