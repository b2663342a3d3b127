"""The flow book: what was shipped, what is the shop's own, and what is wrong in its files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.book_entries import BookEntry, BookFault
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.section import Section
from posdesk.ui.theme import Theme


class FlowsSection(Section):
    """Files are edited elsewhere; here one sees what came of it."""

    reload_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Flows"),
            tr("Your own texts, flows and codes lie in the data folder and go before the shipped."),
        )
        self._book, self._theme, self._tr = book, theme, tr
        self.notice = Notice(theme, tr)
        self.reload = Button(tr("Read again"), theme, icon_name="return")
        self.reload.clicked.connect(self.reload_wanted)
        self.folder = Button(tr("Open the folder"), theme, icon_name="file")
        self.folder.clicked.connect(self.folder_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder)
        row.addWidget(self.reload)
        row.addSpacing(8)
        row.addWidget(
            Words(tr("A changed file is read by itself."), "small", "text2", wrap=True), 1
        )
        self._until = Words(tr("Until it is mended, what was shipped is used:"), "strong", "wait")
        self._faults = QVBoxLayout()
        self._faults.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._until)
        self.body.addLayout(self._faults)
        self.body.addLayout(self._list)
        self.faults: list[Card] = []
        self.rows: list[FlowRow] = []
        self.refresh()

    def refresh(self) -> None:
        """Show the book as it is now."""
        for old in (*self.faults, *self.rows):
            old.hide()
            old.deleteLater()
        self._until.setVisible(bool(self._book.faults))
        self.faults = [fault_card(fault, self._tr) for fault in self._book.faults]
        for card in self.faults:
            self._faults.addWidget(card)
        self.rows = []
        for entry in self._book.entries():
            row = FlowRow(entry, self._theme, self._tr)
            row.copy_wanted.connect(partial(self._copy, entry.id))
            self.rows.append(row)
            self._list.addWidget(row)

    def say_reading(self) -> None:
        """Say that the files are being read."""
        self.reload.setEnabled(False)
        self.notice.show_hint(self._tr("Reading and checking…"))

    def say_read(self, at: str) -> None:
        """Say what came of reading."""
        self.reload.setEnabled(True)
        count = len(self._book.faults)
        if count:
            words = self._tr("Read at {time}; {count} to mend.", time=at, count=count)
            self.notice.show_hint(words)
        else:
            self.notice.show_done(self._tr("Read at {time}; all is sound.", time=at))

    def say_failed(self, error: PosDeskError) -> None:
        """Say why nothing could be read; the books are as they were."""
        self.reload.setEnabled(True)
        self.notice.show_error(error)

    def _copy(self, flow: str) -> None:
        try:
            file = self._book.own_copy(flow)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        words = self._tr("Copied to {file}: change it with any editor.", file=f"flows/{file.name}")
        self.notice.show_done(words)
        self.folder_wanted.emit()


def fault_card(fault: BookFault, tr: Translator) -> Card:
    """Return one fault with its file and line."""
    card = Card("trouble", padding=10)
    where = tr("{file}, line {line}", file=fault.file, line=fault.line)
    card.body.setSpacing(2)
    card.body.addWidget(Words(where, "strong", "wait"))
    card.body.addWidget(Words(tr.text(fault.text), "body", "wait", wrap=True))
    return card


class FlowRow(QWidget):
    """A flow with its id, where it comes from, and a way to a copy of one's own."""

    copy_wanted = Signal()

    def __init__(self, entry: BookEntry, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.entry = entry
        title = tr("Shared part “{name}”", name=entry.id) if entry.is_part else tr.text(entry.title)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(Words(title, "strong"))
        row.addWidget(Words("" if entry.is_part else entry.id, "small", "text3"))
        row.addStretch(1)
        self.where = Words(
            tr("The shop's own") if entry.own else tr("Shipped"),
            "small",
            "accent" if entry.own else "text2",
        )
        row.addWidget(self.where)
        self.copy = Button(tr("Make a copy to change"), theme, "link")
        self.copy.setAccessibleName(tr("Make a copy of {name} to change", name=title))
        self.copy.clicked.connect(self.copy_wanted)
        if not entry.own:
            row.addWidget(self.copy)
        else:
            row.addSpacing(self.copy.sizeHint().width() + row.spacing())
            self.copy.hide()
            self.copy.setParent(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(rule())
        self.setMinimumHeight(49)
