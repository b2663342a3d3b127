"""The one window: what goes on in it from its opening to its close, whatever is on screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui import window_place
from posdesk.ui.contents import Contents
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.first.coming import Coming
from posdesk.ui.kept import Kept
from posdesk.ui.overlays import Overlays
from posdesk.ui.pages import Pages
from posdesk.ui.people.door import Door
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme
from posdesk.ui.watches import Watches

if TYPE_CHECKING:  # read from the disk once somebody goes there
    from posdesk.ui.first.first_start import FirstStartPage


class MainWindow(QMainWindow):
    """Holds the contents; closing it at any time loses nothing: every answer is stored."""

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
        self.setMinimumSize(900, 500)
        self.resize(1366, 768)
        window_place.restore(self, desk.folder)
        self.door = Door(desk, self.tasks, self, clock)
        self._coming = Coming(desk, self, may_practise=not practice)
        self._coming.language_chosen.connect(self.language_chosen)
        self._coming.practice_wanted.connect(self.practice_wanted)
        self._coming.left.connect(self._first_start_left)
        self.watches = Watches(desk, self.tasks, self, practice=practice)
        self.watches.books.began.connect(self._books_read)
        self.watches.books.renewed.connect(self._books_renewed)
        self.watches.books.failed.connect(self._books_not_read)
        if self.watches.reminding is not None:
            self.watches.reminding.answered.connect(self._answer_notice)
        for keys, show in (
            ("Ctrl+F9", self.show_shift),
            ("F8", self._show_pressing),
            ("Shift+F1", self.show_manual),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(show)
        self.contents = self._fill(theme, tr)
        if first_start:
            self.show_first_start()

    @property
    def page(self) -> CounterPage:
        """The counter."""
        return self.contents.counter

    @property
    def pages(self) -> Pages:
        """The pages, one of which is on screen."""
        return self.contents.pages

    @property
    def overlays(self) -> Overlays:
        """What lies over a page for a while."""
        return self.contents.overlays

    @property
    def first(self) -> FirstStartPage | None:
        """The first start, while it is in front of everything else."""
        return self._coming.page

    def undress(self) -> Kept:
        """Take the contents away, so that dressing the application touches nothing old."""
        kept = Kept.of(self.page, self.pages, self._coming.let_go())
        old = self.takeCentralWidget()
        if old is not None:
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)
        return kept

    def dress(self, theme: Theme, tr: Translator, kept: Kept) -> None:
        """Build the window anew in another theme or language; what was on screen stays."""
        self.contents = self._fill(theme, tr)
        kept.put_back(self.page, self.pages)
        if kept.question is not None:
            self.show_first_start(kept.question)

    def show_first_start(self, place: int = 0) -> None:
        """Ask what a shop is asked first, from question ``place`` on, in the counter's place."""
        self._coming.come(self.contents, self._theme, self._tr, place)

    def show_shift(self) -> None:
        """Show the sheet for the next cashier, from any page but the first start."""
        if self.first is None:
            self.overlays.show_shift()

    def _show_pressing(self) -> None:
        """Go to the most urgent case that is due, from any page but the first start."""
        case = self.watches.reminding.first if self.watches.reminding is not None else ""
        if case and self.first is None:
            self.contents.show_case(case)

    def _answer_notice(self) -> None:
        """Come to the front with the case that a notice was about."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        self._show_pressing()

    def show_manual(self) -> None:
        """Open the manual at the chapter that fits what is on screen; close it where it is open."""
        self.contents.reading.toggle(self.contents, self.pages, self.page, self.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and not (self.pages.on_counter and self.page.in_walk):
            self.show_manual()
            return
        if self.first is not None or not (self.pages.on_counter and self.page.walk_key(event)):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        window_place.keep(self, self._desk.folder)
        self.watches.stop()
        self.tasks.finish()
        super().closeEvent(event)

    def _fill(self, theme: Theme, tr: Translator) -> Contents:
        self.questions.tr = tr
        self._theme, self._tr = theme, tr
        contents = Contents(
            *(self._desk, theme, tr, self.tasks, self.questions, self._clock),
            *(self.door, self.watches),
            practice=self._practice,
        )
        contents.language_chosen.connect(self.language_chosen)
        contents.theme_chosen.connect(self.theme_chosen)
        contents.practice_wanted.connect(self.practice_wanted)
        contents.between_wanted.connect(self.between_wanted)
        contents.first_start_wanted.connect(self.show_first_start)
        contents.rail.shift.clicked.connect(self.show_shift)
        contents.rail.manual.clicked.connect(self.show_manual)
        contents.pages.counter_shown.connect(self._renew, Qt.ConnectionType.QueuedConnection)
        self.setCentralWidget(contents)
        contents.counter.go_home()  # in the window by now, so that the cursor stays
        return contents

    def _renew(self) -> None:
        """Build the counter on the books as they are now; a walk on screen goes on in them."""
        if (
            self.first is None
            and self.pages.on_counter
            and self.contents.books is not self._desk.shop_book.library
        ):
            focused = self.focusWidget()
            if focused is not None:
                focused.clearFocus()  # what was being typed is stored first
            self.dress(self._theme, self._tr, self.undress())

    def _first_start_left(self, put_off: str) -> None:
        """Go to the counter, which knows by now what was said."""
        self.pages.show_counter()
        self._renew()
        self.contents.show_people()
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
