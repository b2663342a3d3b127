"""The line in which a number of the shop's own is added."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.contact import CONTACT_KINDS, MOST_NAME
from posdesk.domain.errors import PosDeskError, Refused
from posdesk.domain.sensitive import looks_like_card
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.counter.record.trouble import Trouble
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import Theme


class Choice(QComboBox):
    """A list to choose from, with an arrow in the ink of the theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        where = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        paint_icon(QPainter(self), "chevron-down", self._theme.colour("text2"), where)


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
        self.name = self._line(tr("Name, such as the installer"))
        self.name.setMaxLength(MOST_NAME)
        self.number = self._line(tr("Number"))
        self.trouble = Trouble(theme)
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
        line.textEdited.connect(self._look)
        return line

    def _look(self, text: str) -> None:
        """Refuse a card number at once; it does not stay in the line."""
        if looks_like_card(text):
            self._add()

    def _add(self) -> None:
        name, number = self.name.text(), self.number.text()
        try:
            self._book.save_contact(str(self.kind.currentData()), name, number)
        except PosDeskError as error:
            if isinstance(error, Refused):
                for line in (self.name, self.number):
                    if looks_like_card(line.text()):
                        line.setText("")
            self.trouble.say(self._tr.error(error))
            empty = self.name if not self.name.text().strip() else self.number
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.trouble.clear()
        self.name.clear()
        self.number.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit()
