"""The one window: rail, page and status line, in one language and one theme at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import Role
from posdesk.domain.text import Text
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui import window_place
from posdesk.ui.book_watch import BookWatch
from posdesk.ui.cases.badge import BadgeCount
from posdesk.ui.cases.watch import CaseWatch
from posdesk.ui.corner import Corner
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.counter.paper import Paper
from posdesk.ui.integrity import IntegrityWatch, RedLine
from posdesk.ui.keeping.backup_work import BackupWork
from posdesk.ui.manual.reading import Reading
from posdesk.ui.others_watch import OthersWatch
from posdesk.ui.overlays import Overlays
from posdesk.ui.pages import Pages
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.people.door import Door
from posdesk.ui.questions import Questions
from posdesk.ui.rail import Rail
from posdesk.ui.reminders import Reminding
from posdesk.ui.start.surroundings import Surroundings
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme
from posdesk.ui.tray import notices
from posdesk.ui.updates_watch import UpdatesWatch

if TYPE_CHECKING:  # read from the disk once somebody goes there
    from posdesk.ui.cases.page import CasesPage
    from posdesk.ui.cases.place import Place
    from posdesk.ui.first.first_start import FirstStartPage
    from posdesk.ui.settings.page import SettingsPage
    from posdesk.ui.training.page import TrainingPage


@dataclass(frozen=True, slots=True)
class Kept:
    """What was on screen before the window was built anew."""

    case: str | None
    words: str
    settings: int | None = None
    question: int | None = None
    cases: Place | None = None


class MainWindow(QMainWindow):
    """Holds the page; closing it at any time loses nothing, since every answer is stored."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    practice_wanted = Signal()
    between_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        clock: Callable[[], datetime],
        *,
        questions: Questions | None = None,
        practice: bool = False,
        first_start: bool = False,
    ) -> None:
        super().__init__()
        self._desk, self._clock, self._practice = desk, clock, practice
        self.tasks = Tasks(self)
        self.questions = questions or Questions(tr)
        self.questions.window = self
        self.setWindowTitle("PosDesk  " + tr("Practice") if practice else "PosDesk")
        self.setMinimumSize(1024, 700)
        self.resize(1366, 768)
        window_place.restore(self, desk.folder)
        self._book_watch = BookWatch(desk.shop_book, self.tasks, self)
        self._open = True
        self._book_watch.began.connect(self._books_read)
        self._book_watch.renewed.connect(self._books_renewed)
        self._book_watch.failed.connect(self._books_not_read)
        self.first: FirstStartPage | None = None
        self.door = Door(desk, self.tasks, self, clock)
        self.door.changed.connect(self._people_changed)
        self.door.changed.connect(self._tell_old)
        self.door.said.connect(self._say)
        self.watch = CaseWatch(desk.case_list, self.tasks, self)
        self.others = OthersWatch(desk.care, self)
        self.integrity = IntegrityWatch(desk.care, self)
        self.others.wrote.connect(self._others_wrote)
        self.surroundings = Surroundings(desk.care, desk.clock_check, self)
        self.surroundings.noticed.connect(self._notice)
        handing_over = QShortcut(QKeySequence("Ctrl+F9"), self)
        handing_over.activated.connect(self.show_shift)
        pressing = QShortcut(QKeySequence("F8"), self)
        pressing.activated.connect(self._show_pressing)
        reading = QShortcut(QKeySequence("Shift+F1"), self)
        reading.activated.connect(self.show_manual)
        self.backing = BackupWork(desk.backups, self)
        self.backing.warned.connect(self._warn_of_backups)
        self.reminding: Reminding | None = None
        self.updates = UpdatesWatch(desk.updates, self)
        self.updates.heard.connect(self._tell_updates)
        if not practice:
            self.backing.watch()
            self.reminding = Reminding(
                desk.reminders, desk.preferences, self.watch, lambda: notices(self._theme, self)
            )
            self.reminding.answered.connect(self._answer_notice)
        self.page = self._build(theme, tr)
        if first_start:
            self.show_first_start()

    def undress(self) -> Kept:
        """Take the contents away, so that dressing the application touches nothing old."""
        page = self.page
        session = page.session if page.in_walk else None
        case = session.case.id if session else None
        question = self.first.place if self.first is not None else None
        kept = Kept(case, page.field.line.text(), self.pages.place, question, self.pages.case_place)
        self.first = None
        old = self.takeCentralWidget()
        if old is not None:
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)
        return kept

    def dress(self, theme: Theme, tr: Translator, kept: Kept) -> None:
        """Build the window anew in another theme or language; what was on screen stays."""
        self.page = self._build(theme, tr)
        if kept.case is not None:
            self.page.open_case(kept.case)
        elif kept.words:
            self.page.field.line.setText(kept.words)
        if kept.cases is not None:
            self.pages.restore_cases(kept.cases)
        if kept.settings is not None:
            self.pages.show_settings(kept.settings)
        if kept.question is not None:
            self.show_first_start(kept.question)

    def show_first_start(self, place: int = 0) -> None:
        """Ask what a shop is asked first, from question ``place`` on, in the counter's place."""
        from posdesk.services.first_start import FirstStart
        from posdesk.ui.first.first_start import FirstStartPage

        first = FirstStart(self._desk)
        page = FirstStartPage(
            first, self._theme, self._tr, place=place, may_practise=not self._practice
        )
        page.language_chosen.connect(self.language_chosen)
        page.left.connect(self._leave_first_start, Qt.ConnectionType.QueuedConnection)
        page.practice_wanted.connect(self._leave_first_start, Qt.ConnectionType.QueuedConnection)
        page.practice_wanted.connect(self.practice_wanted, Qt.ConnectionType.QueuedConnection)
        self.first = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take_focus()

    def show_shift(self) -> None:
        """Show the sheet for the next cashier, from any page but the first start."""
        if self.first is None:
            self.overlays.show_shift()

    def _show_pressing(self) -> None:
        """Go to the most urgent case that is due, from any page but the first start."""
        case = self.reminding.first if self.reminding is not None else ""
        if case and self.first is None:
            self._show_case(case)

    def _answer_notice(self) -> None:
        """Come to the front with the case that a notice was about."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        self._show_pressing()

    def show_manual(self) -> None:
        """Open the manual at the chapter that fits what is on screen; close it where it is open."""
        self.reading.toggle(self._stack, self.pages, self.page, self.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and not (self.pages.on_counter and self.page.in_walk):
            self.show_manual()
            return
        if self.first is not None or not (self.pages.on_counter and self.page.walk_key(event)):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        window_place.keep(self, self._desk.folder)
        if self._open:
            self._open = False
            self._book_watch.stop()
            self.backing.finish()
            self.integrity.finish()
            self.watch.stop()
            self.others.stop()
            self.surroundings.stop()
            self.updates.stop()
            if self.reminding is not None:
                self.reminding.stop()
        self.tasks.finish()
        super().closeEvent(event)

    def _build(self, theme: Theme, tr: Translator) -> CounterPage:
        self.questions.tr = tr
        self._theme, self._tr = theme, tr
        self._shown = self._desk.shop_book.library
        self.door.dress(theme, tr)
        self.top_corner = corner = self._make_corner()
        self._status = status = StatusLine(theme, tr)
        self._warn_of_backups()
        self._tell_updates()
        page = CounterPage(self._desk, theme, tr, self.tasks, self.questions, corner)
        page.work_changed.connect(self.watch.refresh)
        self.watch.renewed.connect(page.show_due)
        page.case_wanted.connect(self._show_case)
        rail = Rail(theme, tr)
        self._count = BadgeCount(self.watch, rail.cases, tr)
        rail.shift.clicked.connect(self.show_shift)
        rail.manual.clicked.connect(self.show_manual)
        page.home.due.case_wanted.connect(self._show_case)
        if self.reminding is not None:
            self.reminding.dress(page.home.due, tr)
        self.pages = Pages(
            rail, page, status, self._make_settings, self._make_training, self._make_cases
        )
        self.pages.counter_shown.connect(self._renew, Qt.ConnectionType.QueuedConnection)
        self.overlays = Overlays(
            *(self._desk, theme, tr, self.tasks, self.questions), page, self.pages
        )
        self.reading = Reading(self._desk.handbook, theme, tr)
        self.reading.failed.connect(page.tell)
        page.cover_wanted.connect(self.overlays.cover)
        page.evidence_wanted.connect(lambda case: self.overlays.make_evidence((case,)))
        page.home.handed_over.wanted.connect(self.overlays.take_over_shift)
        QTimer.singleShot(0, self.overlays, self.overlays.tell_shift)
        whole = QWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(self.pages, 1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._practice:
            column.addWidget(_practice_strip(tr))
        column.addWidget(RedLine(self.integrity, theme, tr, self._show_keeping))
        column.addLayout(row, 1)
        column.addWidget(status)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self.setCentralWidget(self._stack)
        page.go_home()
        return page

    def _show_keeping(self) -> None:
        """Go to the backups, from any page."""
        from posdesk.ui.settings.page import KEEPING

        self.pages.show_settings(KEEPING)

    def _make_corner(self) -> Corner:
        desk = self._desk
        corner = Corner(
            self._theme, self._tr, desk.shop, desk.staff, self._clock, desk.policy.is_locked
        )
        corner.person_chosen.connect(self.door.choose)
        corner.sign_out_wanted.connect(self.door.sign_out)
        corner.language_chosen.connect(self.language_chosen)
        corner.theme_chosen.connect(self.theme_chosen)
        corner.folder_wanted.connect(self._open_folder)
        return corner

    def _make_cases(self) -> CasesPage:
        from posdesk.ui.cases.page import CasesPage

        desk, tasks, questions = self._desk, self.tasks, self.questions
        page = CasesPage(
            *(desk, self._theme, self._tr, tasks, questions, self._clock),
            *(self._make_corner(), self.watch),
        )
        page.changed.connect(self._case_changed)
        page.erased.connect(self._others_wrote)
        page.walk_wanted.connect(self._go_on_with)
        page.cover_wanted.connect(self.overlays.cover)
        page.large_wanted.connect(self.overlays.show_exhibits)
        page.evidence_wanted.connect(self.overlays.make_evidence)
        page.check_wanted.connect(self.overlays.check_bundle)
        return page

    def _others_wrote(self) -> None:
        """Show what another program wrote, wherever it shows; typing goes on as it was."""
        self.watch.refresh()
        if self.pages.cases is not None:
            self.pages.cases.follow()
        if not self.page.follow():
            self.others.put_off()
        self._people_changed()

    def _case_changed(self, case: str) -> None:
        """Let the counter follow what was changed on the cases page."""
        self.page.refresh()
        self.page.take_case(self._desk.log.case(case))

    def _show_case(self, case: str) -> None:
        self.pages.show_cases(case or None)

    def _go_on_with(self, case: str) -> None:
        """Go on with the walk of a case at the counter."""
        self.pages.show_counter()
        self.page.open_case(case)

    def _tell_old(self) -> None:
        """Tell a manager who came in that cases are past their term, and nobody else."""
        forgetting, there = self._desk.forgetting, self._desk.staff.present
        is_manager = there is not None and there.role is Role.MANAGER and forgetting.may()
        old = forgetting.count_old() if is_manager else 0
        if old:
            words = self._tr("{count} cases are past their term: Settings, Data.", count=old)
            self.page.tell(words)

    def _people_changed(self) -> None:
        for corner in self.findChildren(Corner):
            corner.show_people()
        if self.pages.settings is not None:
            self.pages.settings.people.show_present()

    def _notice(self, said: Text) -> None:
        self._say(self._tr.text(said))

    def _say(self, sentence: str) -> None:
        self.page.tell(sentence)

    # -------------------------------------------------------------------------- the shop's own book

    def _make_settings(self) -> SettingsPage:
        from posdesk.ui.settings.page import SettingsPage

        page = SettingsPage(
            *(self._desk, self._theme, self._tr, self._clock, self.tasks), self.questions
        )
        page.people_changed.connect(self._people_changed)
        page.reload_wanted.connect(self._book_watch.read)
        page.folder_wanted.connect(self._open_folder)
        page.first_start_wanted.connect(self.show_first_start)
        page.between_wanted.connect(self.between_wanted)
        page.keeping.backup.join(self.backing)
        page.keeping.forgetting.erased.connect(self._others_wrote)
        page.language_chosen.connect(self.language_chosen)
        page.theme_chosen.connect(self.theme_chosen)
        return page

    def _warn_of_backups(self) -> None:
        self._status.warn(self.backing.warning(self._tr))

    def _tell_updates(self) -> None:
        self._status.tell_news(self.updates.words(self._tr))

    def _make_training(self) -> TrainingPage:
        from posdesk.ui.training.page import TrainingPage

        desk = self._desk
        paper = Paper(desk.printouts, self.tasks, self.questions, self._tr)
        page = TrainingPage(desk.trainer, paper, self._theme, self._tr, desk.shop.cashier)
        page.practice_wanted.connect(self.practice_wanted)
        return page

    def _renew(self) -> None:
        """Build the counter on the books as they are now; a walk on screen goes on in them."""
        if (
            self.first is None
            and self.pages.on_counter
            and self._shown is not self._desk.shop_book.library
        ):
            focused = self.focusWidget()
            if focused is not None:
                focused.clearFocus()  # what was being typed is stored first
            self.dress(self._theme, self._tr, self.undress())

    def _leave_first_start(self) -> None:
        """Go to the counter, which knows by now what was said; what is not fit is let go."""
        page, self.first = self.first, None
        if page is None:
            return
        put_off = page.finish()
        self._stack.removeWidget(page)
        page.deleteLater()
        self.pages.show_counter()
        self._renew()
        self._people_changed()
        if put_off:
            self.page.tell(put_off)

    def _books_read(self) -> None:
        if self.pages.settings is not None:
            self.pages.settings.say_reading()

    def _books_renewed(self) -> None:
        if self.pages.settings is not None:
            self.pages.settings.say_read()
        self._renew()

    def _books_not_read(self, error: PosDeskError) -> None:
        if self.pages.settings is not None:
            self.pages.settings.say_failed(error)
        else:
            self.page.tell(self._tr.error(error))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folder)))


def _practice_strip(tr: Translator) -> Card:
    """Return the line that says all the time that nothing here is real."""
    strip = Card("invitation", padding=8)
    words = Words(tr("Practice: nothing here is real, and it is gone with this window."), "h3")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    strip.body.addWidget(words)
    return strip
