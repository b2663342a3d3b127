"""Settings, Data: everything that ever happened as one file that other programs can read."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.taking_out import TakenOut, TakingOut
from posdesk.ui.file_work import FileWork
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class TakingOutPart(KeepingPart):
    """One button, and the line that tells what was made."""

    def __init__(
        self,
        taking_out: TakingOut,
        tasks: Tasks,
        questions: Questions,
        theme: Theme,
        tr: Translator,
    ) -> None:
        super().__init__(
            tr("Take everything out"),
            tr(
                "For another program: every entry ever made, one a line (JSON)."
                " The exhibits themselves are in the backups."
            ),
        )
        self._taking_out, self._questions, self._tr = taking_out, questions, tr
        self.take = Button(tr("Export the journal"), theme, icon_name="export")
        self.take.clicked.connect(self._take)
        self.notice = Notice(theme, tr)
        self._work = FileWork(tasks, tr, self.notice)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.follow(self.notice)

    def _take(self) -> None:
        if self._work.is_busy:
            return
        try:
            taking = self._taking_out.journal()
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        tr = self._tr
        name = tr("PosDesk journal") + ".jsonl"
        target = self._questions.file_to_save(paths.documents_folder() / name)
        if target is not None:
            doing = tr("Making {name} …", name=target.name)
            self._work.start(partial(taking.to_file, target), doing, self._made_words)

    def _made_words(self, made: TakenOut) -> str:
        return self._tr(
            "Made: {name}, {count} events", name=made.path.name, count=f"{made.count:,}"
        )
