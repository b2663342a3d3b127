"""The fourth question: who set the terminal up, and whom to call there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.contact import CHECK_FIRST, Contact
from posdesk.domain.provision import CONTACTS
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.first.question import Question
from posdesk.ui.first.shop_page import shop_field, show_on
from posdesk.ui.first.slip_drawing import SlipDrawing
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.contact_form import ContactForm
from posdesk.ui.theme import Theme

MOST_KNOWN = 2
"""Acquirers offered as one press; their numbers were right when they were published."""


class AcquirerPage(Question):
    """Name and number, with those that are known to be chosen, and a second person to call."""

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            theme,
            tr,
            tr("Who set up the terminal?"),
            tr("That is the acquirer: the one to call about money."),
        )
        self._book = book
        held = book.is_locked("shop.acquirer") or book.is_locked("shop.acquirer_phone")
        known = [c for c in book.contacts if c.kind == "acquirer" and not held][:MOST_KNOWN]
        self.known = [self._offer(contact) for contact in known]
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.known:
            row.addWidget(button)
        row.addWidget(Words(tr.text(CHECK_FIRST), "small", "text2"), 1)
        if known:
            self.body.addLayout(row)
        lines = QHBoxLayout()
        lines.setSpacing(12)
        self.body.addLayout(lines)
        self.name = self.add_line(shop_field(book, theme, tr, "acquirer"), lines)
        self.phone = self.add_line(shop_field(book, theme, tr, "acquirer_phone"), lines)
        self.more = Button(
            tr("One more number, such as the installer"), theme, "link", icon_name="plus"
        )
        self.more.setProperty("flush", True)
        self.more.clicked.connect(self._begin_another)
        self.form = ContactForm(book, theme, tr)
        self.form.kind.hide()
        self.form.added.connect(self._added)
        for line in (self.form.name, self.form.number):
            line.returnPressed.connect(self._end_of_form)
        self.form.hide()
        self.more.setVisible(not book.is_locked(CONTACTS))
        self._just_added = False
        self.others = Words(style="body", ink="text2", wrap=True)
        more = QHBoxLayout()
        more.addWidget(self.more)
        more.addStretch(1)
        self.body.addLayout(more)
        self.body.addWidget(self.form)
        self.body.addWidget(self.others)
        self._show_others()

    def make_picture(self) -> QWidget:
        slip = SlipDrawing(self.theme, self._tr, ("acquirer",))
        show_on(slip, "acquirer", self.name)
        return slip

    def _begin_another(self) -> None:
        self.more.hide()
        self.form.show()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_of_form(self) -> None:
        """Go on at Enter in the empty form."""
        is_empty = not (self.form.name.text() or self.form.number.text())
        if is_empty and not self._just_added:
            self.go_on()
        self._just_added = False

    def _added(self) -> None:
        self._just_added = True
        self._show_others()

    def _show_others(self) -> None:
        own = [c for c in self._book.contacts if c.own and c.kind == "acquirer"]
        named = self._tr(", ").join(f"{self._tr.text(c.name)} {c.number}" for c in own)
        self.others.say(self._tr("Kept: {numbers}", numbers=named) if named else "")
        self.others.setVisible(bool(named))

    def _offer(self, contact: Contact) -> Button:
        words = f"{self._tr.text(contact.name)} {contact.number}"
        button = Button(words, self.theme, icon_name="phone")
        button.clicked.connect(lambda: self._take(contact))
        return button

    def _take(self, contact: Contact) -> None:
        self.name.line.setText(self._tr.text(contact.name))
        self.phone.line.setText(contact.number)
        if self.keep():
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
