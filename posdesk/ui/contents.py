"""What the window holds, in one language and one theme: the pages and what goes between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from posdesk.domain.text import Text
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.cases.badge import BadgeCount
from posdesk.ui.corner import Corner
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.counter.paper import Paper
from posdesk.ui.frame import framed, practice_strip
from posdesk.ui.integrity import RedLine
from posdesk.ui.manual.reading import Reading
from posdesk.ui.overlays import Overlays
from posdesk.ui.pages import Pages
from posdesk.ui.people.door import Door
from posdesk.ui.questions import Questions
from posdesk.ui.rail import Rail
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme
from posdesk.ui.watches import Watches

if TYPE_CHECKING:  # read from the disk once somebody goes there
    from posdesk.ui.cases.page import CasesPage
    from posdesk.ui.settings.page import SettingsPage
    from posdesk.ui.training.page import TrainingPage


class Contents(QStackedWidget):
    """Joins the pages; made anew as a whole when the language, the theme or the books change."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    practice_wanted = Signal()
    between_wanted = Signal(object)
    first_start_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        clock: Callable[[], datetime],
        door: Door,
        watches: Watches,
        *,
        practice: bool,
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._tr, self._tasks = desk, theme, tr, tasks
        self._questions, self._clock = questions, clock
        self._door, self._watches = door, watches
        self.books = desk.shop_book.library
        self.corner = self._make_corner()
        self.status = StatusLine(theme, tr)
        self.counter = counter = CounterPage(desk, theme, tr, tasks, questions, self.corner)
        self.rail = rail = Rail(theme, tr)
        self._count = BadgeCount(watches.cases, rail.cases, tr)
        self.pages = Pages(
            *(rail, counter, self.status),
            *(self._make_settings, self._make_training, self._make_cases),
        )
        self.overlays = Overlays(desk, theme, tr, tasks, questions, counter, self.pages)
        self.reading = Reading(desk.handbook, theme, tr)
        self.reading.failed.connect(self.say)
        self._join_counter()
        self._listen()
        above: list[QWidget] = [practice_strip(tr)] if practice else []
        above.append(RedLine(watches.integrity, theme, tr, self._show_keeping))
        self.addWidget(framed(*above, rail=rail, pages=self.pages, status=self.status))

    def say(self, sentence: str) -> None:
        """Tell it at the counter."""
        self.counter.tell(sentence)

    def show_case(self, case: str) -> None:
        """Go to the cases, to this one where it is named."""
        self.pages.show_cases(case or None)

    def show_people(self) -> None:
        """Show who is there, wherever it shows."""
        for corner in self.findChildren(Corner):
            corner.show_people()
        if self.pages.settings is not None:
            self.pages.settings.people.show_present()

    def follow(self) -> None:
        """Show what another program wrote, wherever it shows; typing goes on as it was."""
        self._watches.cases.refresh()
        if self.pages.cases is not None:
            self.pages.cases.follow()
        if not self.counter.follow():
            self._watches.others.put_off()
        self.show_people()

    def _join_counter(self) -> None:
        counter, overlays = self.counter, self.overlays
        counter.work_changed.connect(self._watches.cases.refresh)
        counter.case_wanted.connect(self.show_case)
        counter.cover_wanted.connect(overlays.cover)
        counter.evidence_wanted.connect(lambda case: overlays.make_evidence((case,)))
        counter.home.due.case_wanted.connect(self.show_case)
        counter.home.handed_over.wanted.connect(overlays.take_over_shift)
        QTimer.singleShot(0, overlays, overlays.tell_shift)

    def _listen(self) -> None:
        """Show what is seen from now on by what outlives the contents."""
        watches = self._watches
        watches.cases.renewed.connect(self.counter.show_due)
        watches.others.wrote.connect(self.follow)
        watches.surroundings.noticed.connect(self._notice)
        watches.dress(self._theme, self._tr, self.status, self.counter.home.due)
        self._door.dress(self._theme, self._tr)
        self._door.changed.connect(self.show_people)
        self._door.said.connect(self.say)

    def _notice(self, said: Text) -> None:
        self.say(self._tr.text(said))

    def _show_keeping(self) -> None:
        """Go to the backups, from any page."""
        from posdesk.ui.settings.page import KEEPING

        self.pages.show_settings(KEEPING)

    def _make_corner(self) -> Corner:
        desk = self._desk
        corner = Corner(
            self._theme, self._tr, desk.shop, desk.staff, self._clock, desk.policy.is_locked
        )
        corner.person_chosen.connect(self._door.choose)
        corner.sign_out_wanted.connect(self._door.sign_out)
        corner.language_chosen.connect(self.language_chosen)
        corner.theme_chosen.connect(self.theme_chosen)
        corner.folder_wanted.connect(self._open_folder)
        return corner

    def _make_cases(self) -> CasesPage:
        from posdesk.ui.cases.page import CasesPage

        page = CasesPage(
            *(self._desk, self._theme, self._tr, self._tasks, self._questions, self._clock),
            *(self._make_corner(), self._watches.cases),
        )
        page.changed.connect(self._case_changed)
        page.erased.connect(self.follow)
        page.walk_wanted.connect(self._go_on_with)
        page.cover_wanted.connect(self.overlays.cover)
        page.large_wanted.connect(self.overlays.show_exhibits)
        page.evidence_wanted.connect(self.overlays.make_evidence)
        page.check_wanted.connect(self.overlays.check_bundle)
        return page

    def _make_settings(self) -> SettingsPage:
        from posdesk.ui.settings.page import SettingsPage

        page = SettingsPage(
            *(self._desk, self._theme, self._tr, self._clock, self._tasks), self._questions
        )
        page.people_changed.connect(self.show_people)
        page.reload_wanted.connect(self._watches.books.read)
        page.folder_wanted.connect(self._open_folder)
        page.first_start_wanted.connect(self.first_start_wanted)
        page.between_wanted.connect(self.between_wanted)
        page.keeping.backup.join(self._watches.backups)
        page.keeping.forgetting.erased.connect(self.follow)
        page.language_chosen.connect(self.language_chosen)
        page.theme_chosen.connect(self.theme_chosen)
        return page

    def _make_training(self) -> TrainingPage:
        from posdesk.ui.training.page import TrainingPage

        desk = self._desk
        paper = Paper(desk.printouts, self._tasks, self._questions, self._tr)
        page = TrainingPage(desk.trainer, paper, self._theme, self._tr, desk.shop.cashier)
        page.practice_wanted.connect(self.practice_wanted)
        return page

    def _case_changed(self, case: str) -> None:
        """Let the counter follow what was changed on the cases page."""
        self.counter.refresh()
        self.counter.take_case(self._desk.log.case(case))

    def _go_on_with(self, case: str) -> None:
        """Go on with the walk of a case at the counter."""
        self.pages.show_counter()
        self.counter.open_case(case)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folder)))
