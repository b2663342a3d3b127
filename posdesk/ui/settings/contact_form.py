"""The line in which a number of the shop's own is added."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.contact import CONTACT_KINDS, MOST_NAME
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.theme import Theme


class ContactForm(QWidget):
    """Kind, name and number; Enter in either line adds it."""

    added = Signal()

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._book, self._tr = book, tr
        self.kind = Choice(theme)
        self.kind.setAccessibleName(tr("Kind of number"))
        self.kind.setFixedWidth(128)
        for kind, words in CONTACT_KINDS.items():
            self.kind.addItem(tr.text(words), kind)
        self.trouble = Trouble(theme)
        self.name = self._line(tr("Name, such as the installer"))
        self.name.setMaxLength(MOST_NAME)
        self.number = self._line(tr("Number"))
        self.add = Button(tr("Add"), theme, icon_name="plus")
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.name, 3)
        row.addWidget(self.number, 2)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.trouble)

    def _line(self, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(words)
        line.setPlaceholderText(words)
        line.returnPressed.connect(self._add)
        CardGuard(line, words, self._tr, self.trouble)
        return line

    def _add(self) -> None:
        if self.trouble.offers:
            return  # a card number was taken out; the way on is offered
        name, number = self.name.text(), self.number.text()
        try:
            self._book.save_contact(str(self.kind.currentData()), name, number)
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))
            empty = self.name if not self.name.text().strip() else self.number
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.trouble.clear()
        self.name.clear()
        self.number.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit()
