"""Who the shop is: printed on every case and letter, so that nobody types it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from posdesk.domain.shop import SHOP_FIELDS
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.setting_field import KeepValue, SettingField
from posdesk.ui.settings.section import Section, hold_fields, invitation
from posdesk.ui.theme import Theme

_FIELDS = ("name", "merchant_id", "terminal_id", "till", "cashier", "manager")


class ShopSection(Section):
    """Six lines; the acquirer is with the numbers to call."""

    first_start_wanted = Signal()

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Shop"), tr("Goes onto every case and every letter to a bank. Type it once.")
        )
        self._first = invitation(
            tr("Begin with the slip: name, merchant ID and terminal ID stand on every one.")
        )
        self._book = book
        self.fields = {name: self._field(theme, tr, name) for name in _FIELDS}
        self.body.addWidget(self._first)
        self.add_fields(*self.fields.values())
        self.again = Button(tr("Go through the first questions again"), theme, icon_name="receipt")
        self.again.clicked.connect(self.first_start_wanted)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now."""
        self._first.setVisible(not (self._book.shop.name or self._book.shop.merchant_id))
        for name, field in self.fields.items():
            if not field.line.is_changed:
                field.line.begin(getattr(self._book.shop, name))

    def locked(self, lock: Lock) -> bool:
        return hold_fields(self.fields, "shop", lock)

    def _field(self, theme: Theme, tr: Translator, name: str) -> SettingField:
        spec = SHOP_FIELDS[name]
        value = getattr(self._book.shop, name)
        label, hint = tr.text(spec.label), tr.text(spec.hint)
        return SettingField(theme, tr, label, hint, value, keep_shop(self._book, name))


def keep_shop(book: ShopBook, name: str) -> KeepValue:
    """Return what stores one field of the shop."""
    return lambda text: str(getattr(book.save_shop(name, text), name))
