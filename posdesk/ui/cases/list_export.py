"""What the export button of the cases page offers: the list as a table, the chosen cases whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from posdesk import paths
from posdesk.domain.asked import PAGED, Asked
from posdesk.domain.chip import CHIP_WORDS
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.services.taking_out import Form, TakenOut, Taking, TakingOut
from posdesk.ui.file_work import FileWork
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks


class ListExport(QObject):
    """Asks where to, writes on the worker, and tells of it in the page's line."""

    def __init__(
        self,
        taking_out: TakingOut,
        tasks: Tasks,
        questions: Questions,
        tr: Translator,
        notice: Notice,
    ) -> None:
        super().__init__(notice)
        self._taking_out, self._questions, self._tr = taking_out, questions, tr
        self._notice, self._work = notice, FileWork(tasks, tr, notice)

    def take_list(self, form: Form, asked: Asked, shown: Iterable[Listed | None]) -> None:
        """Write the list that is ``asked`` for, as it is ``shown``, narrowed and sorted."""
        rows = () if asked.chip in PAGED else tuple(one for one in shown if one is not None)
        name = self._tr("Cases {chip}", chip=CHIP_WORDS[asked.chip])
        self._take(
            lambda: self._taking_out.asked(asked, rows, form, self._tr.lang), f"{name}.{form}"
        )

    def take_cases(self, cases: Sequence[str], names: str) -> None:
        """Write all that is known of these cases as JSON; ``names`` is what to call them."""
        take = partial(self._taking_out.named, cases, Form.JSON, self._tr.lang)
        self._take(take, f"{names}.{Form.JSON}")

    def _take(self, take: Callable[[], Taking], name: str) -> None:
        if self._work.is_busy:
            return
        try:
            taking = take()
        except PosDeskError as error:
            self._notice.show_error(error)
            return
        target = self._questions.file_to_save(paths.documents_folder() / name)
        if target is not None:
            doing = self._tr("Making {name} …", name=target.name)
            self._work.start(partial(taking.to_file, target), doing, self._made_words)

    def _made_words(self, made: TakenOut) -> str:
        if made.count == 1:
            return self._tr("Made: {name}, 1 case", name=made.path.name)
        return self._tr("Made: {name}, {count} cases", name=made.path.name, count=f"{made.count:,}")
