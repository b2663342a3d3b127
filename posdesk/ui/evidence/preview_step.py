"""The step in which the real pages of the real draft are looked at, one large, all small."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.evidence.draft_pages import DraftPages
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.page_strip import PageStrip
from posdesk.ui.evidence.work import Work
from posdesk.ui.exhibits.page_canvas import ZOOM_STEP, PageCanvas
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

LARGE = 1500
"""Pixels of a page's width: small print of a slip can be read when zoomed in."""


class PreviewStep(Work):
    """PgUp and PgDn turn the pages, plus and minus zoom; nothing can be changed here."""

    def __init__(self, making: Making, theme: Theme, tr: Translator, tasks: Tasks) -> None:
        super().__init__(theme, tr("Preview"), tr("Every page as it will go out."))
        self._making, self._tr = making, tr
        self._large = DraftPages(tasks, LARGE, held=4)
        self._large.arrived.connect(self._arrived)
        self._large.failed.connect(lambda error: self.trouble.say(tr.error(error)))
        self.strip = PageStrip(theme, tr, tasks)
        self.strip.chosen.connect(self.show_page)
        self.canvas = PageCanvas(theme, tr)
        self.canvas.setAccessibleName(tr("The page"))
        self.canvas.page_wanted.connect(self.show_page)
        self._before = Button(tr("Page before"), theme, "icon", icon_name="chevron-left")
        self._after = Button(tr("Next page"), theme, "icon", icon_name="chevron-right")
        self._place = Words(style="body")
        self._smaller = Button(tr("Smaller (-)"), theme, "icon", icon_name="zoom-out")
        self._fit = Button(tr("Whole page (0)"), theme, "icon", icon_name="fit")
        self._larger = Button(tr("Larger (+)"), theme, "icon", icon_name="zoom-in")
        self._before.clicked.connect(lambda: self.show_page(self.canvas.page - 1))
        self._after.clicked.connect(lambda: self.show_page(self.canvas.page + 1))
        self._smaller.clicked.connect(lambda: self.canvas.zoom(1 / ZOOM_STEP))
        self._fit.clicked.connect(self.canvas.fit)
        self._larger.clicked.connect(lambda: self.canvas.zoom(ZOOM_STEP))
        self._lay_out()

    @property
    def pages(self) -> int:
        """How many pages the draft has that is looked at."""
        return self.strip.count

    def show_draft(self) -> None:
        """Look at the draft as it is now, at the same page where there still is one."""
        parts = self._making.fitted.parts if self._making.fitted is not None else ()
        self._large.show_parts(parts)
        self.strip.show_parts(parts)
        self.canvas.show_page(self.canvas.page, QImage())
        self.show_page(min(self.canvas.page, max(1, self.pages)))

    def show_page(self, page: int) -> None:
        """Show ``page`` (from 1) large."""
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < self.pages)
        if not 1 <= page <= self.pages:
            waits = self._making.trouble is None and not self.pages
            self._place.say(self._tr("Making the pages …") if waits else "")
            self._before.setEnabled(self.canvas.page > 1 and bool(self.pages))
            self._after.setEnabled(self.canvas.page < self.pages)
            if self.pages:
                self._say_place()
            return
        self.strip.choose(page)
        self.canvas.show_page(page, self._large.page(page) or QImage())
        self._say_place()

    def take_focus(self) -> None:
        """Stand on the page, where the keys turn it."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.canvas.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _say_place(self) -> None:
        self._place.say(self._tr("Page {page} of {pages}", page=self.canvas.page, pages=self.pages))

    def _arrived(self, page: int) -> None:
        if page == self.canvas.page:
            self.canvas.show_page(page, self._large.page(page) or QImage())

    def _lay_out(self) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._before, self._place, self._after):
            row.addWidget(part)
        row.addSpacing(8)
        for part in (self._smaller, self._fit, self._larger):
            row.addWidget(part)
        self.add_tools(tools)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.strip)
        below.addWidget(self.canvas, 1)
        self.body.addLayout(below, 1)
