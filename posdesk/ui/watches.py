"""Everything that looks around while the window is open, begun and stopped in one place."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.book_watch import BookWatch
from posdesk.ui.cases.watch import CaseWatch
from posdesk.ui.counter.due_strip import DueStrip
from posdesk.ui.integrity import IntegrityWatch
from posdesk.ui.keeping.backup_work import BackupWork
from posdesk.ui.others_watch import OthersWatch
from posdesk.ui.reminders import Reminding
from posdesk.ui.start.surroundings import Surroundings
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme
from posdesk.ui.tray import Notices, notices
from posdesk.ui.updates_watch import UpdatesWatch


class Watches(QObject):
    """Looks on from the moment it is made; each watch tells what it saw by its own signals.

    In practice nothing is backed up and nobody is reminded: ``reminding`` is ``None`` there.
    """

    def __init__(self, desk: Desk, tasks: Tasks, window: QWidget, *, practice: bool) -> None:
        super().__init__(window)
        self._window = window
        self._dressed: tuple[Theme, Translator, StatusLine] | None = None
        self._is_over = False
        self.books = BookWatch(desk.shop_book, tasks, self)
        self.cases = CaseWatch(desk.case_list, tasks, self)
        self.others = OthersWatch(desk.care, self)
        self.integrity = IntegrityWatch(desk.care, self)
        self.surroundings = Surroundings(desk.care, desk.clock_check, self)
        self.backups = BackupWork(desk.backups, self)
        self.backups.warned.connect(self._tell_backups)
        self.updates = UpdatesWatch(desk.updates, self)
        self.updates.heard.connect(self._tell_updates)
        self.reminding: Reminding | None = None
        if not practice:
            self.backups.watch()
            self.reminding = Reminding(
                desk.reminders, desk.preferences, self.cases, self._make_notices
            )

    def dress(self, theme: Theme, tr: Translator, status: StatusLine, due: DueStrip) -> None:
        """Speak another language from now on, in another status line and card of what is due."""
        self._dressed = theme, tr, status
        self._tell_backups()
        self._tell_updates()
        if self.reminding is not None:
            self.reminding.dress(due, tr)

    def stop(self) -> None:
        """Look no more and wait for what runs: the window is closed."""
        if self._is_over:
            return
        self._is_over = True
        self.books.stop()
        self.backups.finish()
        self.integrity.finish()
        self.cases.stop()
        self.others.stop()
        self.surroundings.stop()
        self.updates.stop()
        if self.reminding is not None:
            self.reminding.stop()

    def _tell_backups(self) -> None:
        if self._dressed is not None:
            _, tr, status = self._dressed
            status.warn(self.backups.warning(tr))

    def _tell_updates(self) -> None:
        if self._dressed is not None:
            _, tr, status = self._dressed
            status.tell_news(self.updates.words(tr))

    def _make_notices(self) -> Notices:
        if self._dressed is None:
            return Notices(self._window)
        return notices(self._dressed[0], self._window)
