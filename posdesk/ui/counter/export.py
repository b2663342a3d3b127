"""Making the bundle: ask where to, gather, write on the worker, say in place what was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from posdesk import paths
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from posdesk.reports.bundle import CaseFile
    from posdesk.services.evidence import Bundle, Evidence


class BundleExport(QObject):
    """Writes one bundle at a time; its line in place shows progress, result or failure."""

    def __init__(
        self, evidence: Evidence, tasks: Tasks, questions: Questions, tr: Translator
    ) -> None:
        super().__init__()
        self._evidence, self._tasks, self._questions, self._tr = evidence, tasks, questions, tr
        self._job: Job | None = None
        self._notice: Notice | None = None
        self._made: Path | None = None
        self._said = ""

    def start(self, case: Case, notice: Notice) -> None:
        """Ask where to and write the bundle of ``case``, telling of it in ``notice``."""
        self.start_all([case.id], case.number, notice)

    def start_all(self, cases: Sequence[str], name: str, notice: Notice) -> None:
        """Ask where to and write one bundle of these cases; ``name`` is what it may be called."""
        if self._job is not None:
            return
        target = self._questions.path_to_save(paths.documents_folder() / f"{name}.pdf")
        if target is None:
            return
        try:
            files = self._evidence.gather(cases)
        except PosDeskError as error:
            notice.show_error(error)
            return
        self._listen(notice)
        notice.show_progress(self._tr("Making {name} …", name=target.name), 0, 0)
        write: Callable[[Callable[[int, int], None]], Bundle] = partial(
            _write, self._evidence, files, target, self._tr
        )
        self._job = self._tasks.run(self, write, self._done, self._failed, self._progressed)

    def _listen(self, notice: Notice) -> None:
        if self._notice is not notice:
            notice.pressed.connect(self._pressed)
            self._notice = notice
        self._made = None

    def _pressed(self) -> None:
        """The button of the line: cancel while it is being made, open the folder afterwards."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if self._notice:
                self._notice.show_hint(self._tr("Stopped; nothing was written."))
        elif self._made is not None and self._notice and self._notice.words == self._said:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))

    def _progressed(self, count: int, total: int) -> None:
        if self._notice:
            self._notice.show_progress(self._tr("Making the bundle …"), count, total)

    def _done(self, bundle: Bundle) -> None:
        self._job, self._made = None, bundle.path
        if self._notice:
            self._said = self._tr(
                "Made: {name}, {pages} pages", name=bundle.path.name, pages=bundle.pages
            )
            self._notice.show_done(self._said, self._tr("Open folder"))

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        if self._notice:
            self._notice.show_error(error)


def _write(
    evidence: Evidence,
    files: Sequence[CaseFile],
    target: Path,
    tr: Translator,
    report: Callable[[int, int], None],
) -> Bundle:
    return evidence.write(evidence.draft(files, BundleOrder(lang=tr.lang), report), target)
