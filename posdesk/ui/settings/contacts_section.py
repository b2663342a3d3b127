"""Whom to call: the acquirer first, then the shop's own numbers over the shipped ones."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.contact import CHECK_FIRST, CONTACT_KINDS, Contact
from posdesk.domain.provision import CONTACTS
from posdesk.domain.shop import SHOP_FIELDS
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import rule
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.setting_field import SettingField, SettingLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.contact_form import ContactForm
from posdesk.ui.settings.section import Section, hold_fields, invitation
from posdesk.ui.settings.shop_section import keep_shop
from posdesk.ui.settings.taking_off import TakingOff
from posdesk.ui.theme import TARGET, Theme


class ContactsSection(Section):
    """A changed number becomes the shop's own; taking it off brings the shipped one back."""

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Contacts"),
            tr("Offered in the call script wherever somebody is called."),
        )
        self._book, self._theme, self._tr = book, theme, tr
        self._lock: Lock | None = None
        self.rows: list[ContactRow] = []
        self._first = invitation(
            tr("Give the acquirer's name and number: most calls of the counter go there.")
        )
        self.fields = {name: self._field(name) for name in ("acquirer", "acquirer_phone")}
        self.form = ContactForm(book, theme, tr)
        self.form.added.connect(self.refresh)
        self._off = TakingOff(theme, tr, self.refresh, self)
        self.notice = self._off.notice
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self._first)
        self.add_fields(*self.fields.values())
        self.body.addWidget(rule())
        self.body.addWidget(Words(tr("Numbers"), "h3"))
        self._how = Words(
            tr("Press a number to change it: then it is the shop's own."), "small", "text2"
        )
        self.body.addWidget(self._how)
        self.body.addWidget(self.form)
        self.body.addWidget(self.notice)
        self.body.addLayout(self._list)
        self.fields["acquirer_phone"].line.stored.connect(self._invite)
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers as they are stored now."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            ContactRow(self._book, contact, self._theme, self._tr)
            for contact in self._book.contacts
        ]
        for row in self.rows:
            row.changed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
            row.removed.connect(partial(self._remove, row.contact))
            if self._lock is not None and self._lock.is_locked(CONTACTS):
                self._lock.hold(row.line, row.cross)
            self._list.addWidget(row)
        for name, field in self.fields.items():
            if not field.line.is_changed:
                field.line.begin(getattr(self._book.shop, name))
        self._invite()

    def locked(self, lock: Lock) -> bool:
        self._lock = lock
        fields = hold_fields(self.fields, "shop", lock)
        is_locked = lock.is_locked(CONTACTS)
        if is_locked:
            self.form.hide()
            self._how.hide()
            self.body.insertWidget(self.body.indexOf(self._how), lock.sign())
        self.refresh()
        return fields or is_locked

    def _invite(self) -> None:
        self._first.setVisible(not self._book.shop.acquirer_phone)

    def _remove(self, contact: Contact) -> None:
        name = contact.name
        if self._off.attempt(lambda: self._book.remove_contact(contact)):
            self._off.offer(
                self._tr("{name} is taken off.", name=name),
                lambda: self._book.save_contact(
                    contact.kind, name.zh_CN, contact.number, english=name.en
                ),
            )

    def _field(self, name: str) -> SettingField:
        spec, tr = SHOP_FIELDS[name], self._tr
        value = getattr(self._book.shop, name)
        label, hint = tr.text(spec.label), tr.text(spec.hint)
        return SettingField(self._theme, tr, label, hint, value, keep_shop(self._book, name))


class ContactRow(QWidget):
    """Kind, name, the number to type into, and whose number it is."""

    changed = Signal()
    removed = Signal()

    def __init__(self, book: ShopBook, contact: Contact, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._book, self.contact = book, contact
        self.trouble = Trouble(theme)
        name = tr.text(contact.name)
        self.line = SettingLine(tr, self.trouble, contact.number, self._keep)
        self.line.setAccessibleName(tr("Number of {name}", name=name))
        self.line.setFixedWidth(150)
        if not contact.own:
            self.line.setProperty("part", "row")
        self.line.stored.connect(self.changed)
        kind = Words(tr.text(CONTACT_KINDS[contact.kind]), "small", "text2")
        kind.setFixedWidth(88)
        whose = tr("The shop's own") if contact.own else tr.text(CHECK_FIRST)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(0, 6, 0, 6)
        row.addWidget(kind)
        row.addWidget(Words(name, "strong" if contact.own else "body", wrap=True), 1)
        row.addWidget(self.line)
        said = Words(whose, "small", "accent" if contact.own else "text2")
        said.setFixedWidth(152 if tr.lang == "en" else 88)
        row.addWidget(said)
        self.cross = Button(tr("Take {name} off", name=name), theme, "icon", icon_name="close")
        self.cross.clicked.connect(self.removed)
        self.cross.setVisible(contact.own)
        row.addWidget(self.cross)
        if not contact.own:
            row.addSpacing(TARGET + row.spacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.trouble)
        column.addWidget(rule())

    def _keep(self, text: str) -> str:
        known = self.contact
        names = known.name
        kept = self._book.save_contact(known.kind, names.zh_CN, text, english=names.en, over=known)
        return kept.number
