"""The head of the covering page: which exhibit, which of its pages, and the tools."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class CoverHead(QWidget):
    """``page_wanted`` carries one page on or back; ``tools`` are what is at rest while saving."""

    page_wanted = Signal(int)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.back = Button(tr("Back"), theme, "icon", icon_name="chevron-left")
        self.back.setProperty("framed", True)
        self._title = Words(style="h2")
        self._name = Words(style="small", ink="text2")
        self._before = Button(tr("Page before"), theme, "icon", icon_name="chevron-left")
        self._place = Words(style="body")
        self._after = Button(tr("Next page"), theme, "icon", icon_name="chevron-right")
        self.undo = Button(tr("Undo (Ctrl+Z)"), theme, "icon", icon_name="return")
        self.zoom_out = Button(tr("Smaller (-)"), theme, "icon", icon_name="zoom-out")
        self.fit = Button(tr("Whole page (0)"), theme, "icon", icon_name="fit")
        self.zoom_in = Button(tr("Larger (+)"), theme, "icon", icon_name="zoom-in")
        self.add = Button(tr("Add a cover") + "  N", theme, icon_name="plus")
        self._before.clicked.connect(lambda: self.page_wanted.emit(-1))
        self._after.clicked.connect(lambda: self.page_wanted.emit(1))
        self._paging = (self._before, self._place, self._after)
        self.undo.setEnabled(False)
        self.tools = self._lay_out_tools()
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(self._title)
        named.addWidget(self._name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.back)
        row.addLayout(named, 1)
        row.addWidget(self.tools)

    def show_exhibit(self, title: str, name: str) -> None:
        """Show what is being covered."""
        self._title.say(title)
        self._name.say(name)

    def show_page(self, page: int, pages: int) -> None:
        """Show which page is on screen."""
        for part in self._paging:
            part.setVisible(pages > 1)
        self._place.say(self._tr("Page {page} of {pages}", page=page, pages=pages))
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < pages)

    def _lay_out_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (*self._paging, self.undo, self.zoom_out, self.fit, self.zoom_in):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self.add)
        return tools
