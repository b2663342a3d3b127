"""The manual over the page one came from: contents, text, search; Esc goes back there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from posdesk.i18n import Translator
from posdesk.services.handbook import Handbook
from posdesk.ui.manual.contents import CONTENTS, Contents
from posdesk.ui.manual.reader import Reader
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.over_page import OverPage
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP, Theme


class ManualPage(OverPage):
    """Shows one chapter at a time; where one was before is kept, for the way back."""

    passing = True

    def __init__(self, handbook: Handbook, theme: Theme, tr: Translator, chapter: str = "") -> None:
        super().__init__()
        self._handbook, self._theme, self._tr = handbook, theme, tr
        manual = handbook.manual(tr.lang)
        self.contents = Contents(tr, manual)
        self.reader = Reader(theme, tr)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the manual"))
        self.search.setAccessibleName(tr("Search the manual"))
        self.search.setClearButtonEnabled(True)
        self._trail: list[tuple[str, int]] = []
        self._lay_out()
        self.contents.chosen.connect(self._chosen)
        self.contents.entered_text.connect(self.reader.setFocus)
        self.reader.followed.connect(self.open_chapter)
        self.search.textChanged.connect(self._searched)
        self.open_chapter(chapter if manual.chapter(chapter) else manual.chapters[0].id)

    @property
    def chapter(self) -> str:
        """The chapter on screen."""
        return self.reader.chapter.id if self.reader.chapter else ""

    def open_chapter(self, chapter: str, anchor: str = "") -> None:
        """Show a chapter from ``anchor`` on; the one before can be come back to."""
        found = self._handbook.manual(self._tr.lang).chapter(chapter)
        if found is None:
            return
        if self.reader.chapter is not None:
            self._trail.append((self.chapter, self.reader.verticalScrollBar().value()))
        self._show(found.id, anchor)

    def go_back(self) -> None:
        """Show what was on screen before."""
        if self._trail:
            chapter, place = self._trail.pop()
            self._show(chapter)
            self.reader.verticalScrollBar().setValue(place)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        tr = self._tr
        return (
            ("Tab", tr("contents, text, links")),
            ("Ctrl+F", tr("search")),
            ("Alt+←", tr("chapter before")),
            ("Ctrl +/−", tr("type size")),
            ("Esc", tr("close the manual")),
        )

    def take_focus(self) -> None:
        """Wait where one reads."""
        self.reader.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_F1:
            self.left.emit()
        elif key == Qt.Key.Key_Left and held & Qt.KeyboardModifier.AltModifier:
            self.go_back()
        elif control and key == Qt.Key.Key_F:
            self.search.setFocus()
            self.search.selectAll()
        elif control and key in _SIZES:
            self.reader.resize_type(_SIZES[Qt.Key(key)])
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter_list()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Clear the search first; from anywhere else go back to where one was."""
        if self.search.text():
            self.search.clear()
            self.reader.setFocus()
        else:
            self.left.emit()

    def _enter_list(self) -> None:
        """Go from the search into what it found."""
        if self.search.hasFocus() and self.contents.rows:
            self.contents.setFocus()
            self.contents.setCurrentRow(1)

    def _show(self, chapter: str, anchor: str = "") -> None:
        manual, lang = self._handbook.manual(self._tr.lang), self._tr.lang
        found = manual.chapter(chapter)
        if found is not None:
            self.reader.show_chapter(found, self._handbook.pictures(lang), anchor)
            self._back.setEnabled(bool(self._trail))
            if not self.search.text():
                self.contents.mark(chapter)

    def _chosen(self, chapter: str, anchor: str) -> None:
        self.open_chapter(chapter, anchor)
        self.reader.mark(self.search.text())

    def _searched(self, words: str) -> None:
        if words.strip():
            self.contents.show_found(self._handbook.find(words, self._tr.lang))
        else:
            self.contents.show_contents(self.chapter)

    def _lay_out(self) -> None:
        tr, theme = self._tr, self._theme
        close = Button(tr("Close") + "  Esc", theme, icon_name="back")
        close.setAccessibleName(tr("Close"))
        close.clicked.connect(self.left)
        self._back = Button(tr("Chapter before"), theme, "icon", icon_name="chevron-left")
        self._back.clicked.connect(self.go_back)
        smaller = Button(tr("Smaller type"), theme, "icon", icon_name="zoom-out")
        smaller.clicked.connect(lambda: self.reader.resize_type(-1))
        larger = Button(tr("Larger type"), theme, "icon", icon_name="zoom-in")
        larger.clicked.connect(lambda: self.reader.resize_type(1))
        head = QHBoxLayout()
        head.setSpacing(12)
        title = Words(tr("Manual"), "step")
        title.setFixedWidth(CONTENTS)
        head.addWidget(title)
        head.addWidget(self.search, 1)
        for button in (self._back, smaller, larger, close):
            head.addWidget(button)
        card = Card(padding=1)
        card.body.addWidget(self.reader)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.contents)
        row.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)


_SIZES = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
