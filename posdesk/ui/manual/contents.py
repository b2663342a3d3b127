"""The contents at the left of the manual, or in their place what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from posdesk.domain.manual import Found, Manual
from posdesk.i18n import Translator
from posdesk.ui.theme import TARGET, font

CONTENTS = 296
_CHAPTER, _ANCHOR = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Contents(QListWidget):
    """Chapters under the names of their parts; arrows choose, and what is chosen is shown."""

    chosen = Signal(str, str)
    entered_text = Signal()

    def __init__(self, tr: Translator, manual: Manual) -> None:
        super().__init__()
        self._tr, self._manual = tr, manual
        self.setProperty("part", "contents")
        self.setFixedWidth(CONTENTS)
        self.setFont(font("body"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(tr("Contents"))
        self.currentItemChanged.connect(self._changed)
        self.show_contents("")

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The chapter and the words of each row that can be chosen."""
        items = (self.item(row) for row in range(self.count()))
        return tuple((i.data(_CHAPTER), i.text()) for i in items if i.data(_CHAPTER))

    def show_contents(self, chapter: str) -> None:
        """Show all chapters, the one on screen marked."""
        self._fill()
        for part in self._manual.parts:
            self._add_head(part.title)
            for one in part.chapters:
                self._add(one.title, one.id, "", TARGET - 4)
        self.mark(chapter)

    def show_found(self, found: Sequence[Found]) -> None:
        """Show the places found."""
        self._fill()
        count = len(found)
        self._add_head(self._tr("{count} places", count=count) if count else self._tr("No place"))
        titles = {one.id: one.title for one in self._manual.chapters}
        for place in found:
            title = titles[place.chapter]
            head = title if place.heading == title else f"{title} · {place.heading}"
            self._add(f"{head}\n{place.words}", place.chapter, place.anchor, 56)

    def mark(self, chapter: str) -> None:
        """Mark the chapter on screen, without going there once more."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(_CHAPTER) == chapter:
                self.setCurrentRow(row)
                break
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            item = self.currentItem()
            if item is not None:
                self._changed(item)
            self.entered_text.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)

    def _add_head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        bold = QFont(font("h3"))
        item.setFont(bold)
        item.setSizeHint(QSize(0, TARGET))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.addItem(item)

    def _add(self, words: str, chapter: str, anchor: str, height: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_CHAPTER, chapter)
        item.setData(_ANCHOR, anchor)
        item.setSizeHint(QSize(0, height))
        item.setToolTip(words)
        self.addItem(item)

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_CHAPTER):
            self.chosen.emit(item.data(_CHAPTER), item.data(_ANCHOR))
