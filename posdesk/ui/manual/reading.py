"""Opens the manual over whatever is on screen, and goes back there to where the cursor stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.manual.places import chapter_for, chapter_for_section
from posdesk.ui.pages import Pages
from posdesk.ui.theme import Theme

if TYPE_CHECKING:  # read from the disk once somebody wants it
    from posdesk.services.handbook import Handbook
    from posdesk.ui.manual.page import ManualPage


class Reading(QObject):
    """Holds the one manual page that is open, none for most of the day."""

    failed = Signal(str)

    def __init__(self, handbook: Handbook, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._handbook, self._theme, self._tr = handbook, theme, tr
        self.page: ManualPage | None = None

    def toggle(
        self, stack: QStackedWidget, pages: Pages, counter: CounterPage, first: QWidget | None
    ) -> None:
        """Open the manual over ``first`` where that is on screen, else over the page; or close it.

        ``stack`` is what the first start stands in.
        """
        if self.page is not None:
            self.page.left.emit()
        elif first is not None:
            self._open_over_first(stack, first)
        else:
            self._open_over_page(pages, counter)

    def _open_over_page(self, pages: Pages, counter: CounterPage) -> None:
        under, settings = pages.currentWidget(), pages.settings
        if settings is not None and under is settings:
            chapter = chapter_for_section(settings.sections[settings.place])
        else:
            chapter = chapter_for(under, in_walk=counter.in_walk)
        focused = pages.window().focusWidget()
        page = self._make(chapter)
        if page is not None:
            pages.show_over(page)
            page.left.connect(lambda: _focus_again(focused))

    def _open_over_first(self, stack: QStackedWidget, first: QWidget) -> None:
        focused = first.window().focusWidget()
        page = self._make(chapter_for(first))
        if page is not None:
            page.left.connect(lambda: _show_again(stack, first, page))
            page.left.connect(lambda: _focus_again(focused))
            stack.addWidget(page)
            stack.setCurrentWidget(page)
            page.take_focus()

    def _make(self, chapter: str) -> ManualPage | None:
        """Return the manual's page; where it cannot be read, say so and return none."""
        from posdesk.ui.manual.page import ManualPage

        try:
            self.page = ManualPage(self._handbook, self._theme, self._tr, chapter)
        except PosDeskError as error:
            self.failed.emit(self._tr.error(error))
            return None
        self.page.left.connect(self._closed)
        return self.page

    def _closed(self) -> None:
        self.page = None


def _focus_again(focused: QWidget | None) -> None:
    """Put the cursor back where it stood, unless that is gone by now."""
    if focused is not None and isValid(focused) and focused.isVisible():
        focused.setFocus()


def _show_again(stack: QStackedWidget, first: QWidget, page: ManualPage) -> None:
    stack.setCurrentWidget(first)
    stack.removeWidget(page)
    page.deleteLater()
