"""Brings the first start in front of the counter, and takes it away when it is over or put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.theme import Theme

if TYPE_CHECKING:  # read from the disk once it is asked
    from posdesk.ui.first.first_start import FirstStartPage


class Coming(QObject):
    """One for the window, through all languages; ``left`` says what was put off, if anything."""

    language_chosen = Signal(str)
    practice_wanted = Signal()
    left = Signal(str)

    def __init__(self, desk: Desk, window: QObject, *, may_practise: bool) -> None:
        super().__init__(window)
        self._desk, self._may_practise = desk, may_practise
        self._stack: QStackedWidget | None = None
        self.page: FirstStartPage | None = None

    def come(self, stack: QStackedWidget, theme: Theme, tr: Translator, place: int = 0) -> None:
        """Ask what a shop is asked first on top of ``stack``, from question ``place`` on."""
        from posdesk.services.first_start import FirstStart
        from posdesk.ui.first.first_start import FirstStartPage

        first = FirstStart(self._desk)
        page = FirstStartPage(first, theme, tr, place=place, may_practise=self._may_practise)
        queued = Qt.ConnectionType.QueuedConnection
        page.language_chosen.connect(self.language_chosen)
        page.left.connect(self._leave, queued)
        page.practice_wanted.connect(self._leave, queued)
        page.practice_wanted.connect(self.practice_wanted, queued)
        self.page, self._stack = page, stack
        stack.addWidget(page)
        stack.setCurrentWidget(page)
        page.take_focus()

    def let_go(self) -> int | None:
        """Forget the page, whose stack goes; return the number of its question to come back to."""
        page, self.page, self._stack = self.page, None, None
        return page.place if page is not None else None

    def _leave(self) -> None:
        """Keep what was said and take the page away; what is not fit is let go."""
        page, self.page = self.page, None
        if page is None or self._stack is None:
            return
        put_off = page.finish()
        self._stack.removeWidget(page)
        page.deleteLater()
        self.left.emit(put_off)
