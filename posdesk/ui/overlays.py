"""The pages that lie over another for a while: exhibits, their covers, the hand-over sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.counter.paper import Paper
from posdesk.ui.latest import Latest
from posdesk.ui.pages import Pages
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class Overlays(QObject):
    """Opens them over the present page; each is read from the disk once it is wanted."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        counter: CounterPage,
        pages: Pages,
    ) -> None:
        super().__init__(pages)
        self._desk, self._theme, self._tr = desk, theme, tr
        self._tasks, self._questions = tasks, questions
        self._counter, self._pages = counter, pages

    def show_exhibits(self, case: str, exhibits: tuple[str, ...]) -> None:
        """Show the exhibits of a case, some of them large."""
        from posdesk.ui.exhibits.large_page import LargePage

        desk = self._desk
        large = LargePage(
            *(desk.exhibits, self._theme, self._tr, self._tasks, self._questions),
            *(desk.log.case, desk.log.case(case)),
        )
        large.cover_wanted.connect(self.cover)
        large.changed.connect(self._counter.take_case)
        self._pages.show_over(large)
        large.choose(exhibits)

    def cover(self, case: str, exhibit: str) -> None:
        """Show the page on which parts of an exhibit are covered."""
        from posdesk.ui.exhibits.cover_editor import CoverEditor

        desk = self._desk
        try:
            editor = CoverEditor(
                *(desk.exhibits, desk.sending, self._theme, self._tr, self._tasks),
                *(case, exhibit),
            )
        except PosDeskError as error:
            self._counter.tell(self._tr.error(error))
            return
        editor.covered.connect(self._counter.take_case)
        self._pages.show_over(editor)

    def make_evidence(self, cases: Sequence[str]) -> None:
        """Show the page on which the bundle of these cases is made; raises ``NotAllowed``."""
        from posdesk.ui.evidence.page import EvidencePage

        page = EvidencePage(
            *(self._desk, self._theme, self._tr, self._tasks, self._questions),
            *(self._drafting, cases),
        )
        page.changed.connect(self._counter.take_case)
        page.cover_wanted.connect(self.cover)
        page.check_wanted.connect(self.check_bundle)
        self._pages.show_over(page)

    def check_bundle(self, file: Path | None = None) -> None:
        """Show the page on which a bundle is checked, that in ``file`` at once."""
        from posdesk.ui.evidence.check_page import CheckPage

        desk, page = self._desk, self._pages.currentWidget()
        if not isinstance(page, CheckPage):
            page = CheckPage(desk.verifier, self._theme, self._tr, self._tasks, self._questions)
            self._pages.show_over(page)
        if file is not None:
            page.told.clear()  # it was told of another file
            page.look_at(file)

    @cached_property
    def _drafting(self) -> Latest:
        """The thread that makes drafts, begun once somebody wants one."""
        from posdesk.ui.evidence.making import Unread

        return self._tasks.latest(Unread())

    def show_shift(self, *, taking: bool = False) -> None:
        """Show what the sheet for the next cashier says, or the one that waits."""
        from posdesk.ui.shift.page import ShiftPage

        if isinstance(self._pages.currentWidget(), ShiftPage):
            return
        paper = Paper(self._desk.printouts, self._tasks, self._questions, self._tr)
        try:
            page = ShiftPage(self._desk, self._theme, self._tr, paper, taking=taking)
        except PosDeskError as error:
            self._counter.tell(self._tr.error(error))
            return
        page.changed.connect(self.tell_shift)
        page.case_wanted.connect(self._show_case_of_sheet)
        self._pages.show_over(page)

    def take_over_shift(self) -> None:
        """Show the sheet that waits to be taken over."""
        self.show_shift(taking=True)

    def tell_shift(self) -> None:
        """Tell the next cashier at the counter of the sheet that waits."""
        self._counter.home.handed_over.show_sheet(
            self._desk.shifts.open_sheet(), self._desk.log.now()
        )

    def _show_case_of_sheet(self, number: str) -> None:
        self._pages.show_cases(self._desk.log.case(number).id)
