"""What the acquirer keeps, and a small reckoner: what should arrive of a sale."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit

from posdesk.domain.errors import WrongInput
from posdesk.domain.money import parse_amount, show_amount
from posdesk.domain.rates import RATE_LABELS, SALE_KINDS
from posdesk.i18n import Translator
from posdesk.services.rates import Rates
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.setting_field import SettingField
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.section import Section, hold_fields, invitation
from posdesk.ui.theme import Theme, font


class RatesSection(Section):
    """Three rates and the cap, then the reckoner."""

    def __init__(self, book: ShopBook, rates: Rates, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Rates"), tr("As in the contract. A payout that differs is checked by them.")
        )
        self._book, self._tr = book, tr
        self._first = invitation(
            tr("The rates stand in the acquirer's contract, or in its merchant app.")
        )
        self.fields = {name: self._field(theme, tr, name) for name in RATE_LABELS}
        self.reckoner = Reckoner(rates, theme, tr)
        self.body.addWidget(self._first)
        self.add_fields(*self.fields.values())
        self.body.addWidget(self.reckoner)
        for field in self.fields.values():
            field.line.stored.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now."""
        told = self._book.rates.as_written()
        self._first.setVisible(not told)
        for name, field in self.fields.items():
            if not field.line.is_changed:
                field.line.begin(told.get(name, ""))
        self.reckoner.reckon()

    def locked(self, lock: Lock) -> bool:
        return hold_fields(self.fields, "rates", lock)

    def _field(self, theme: Theme, tr: Translator, name: str) -> SettingField:
        def keep(text: str) -> str:
            return self._book.save_rates(name, text).as_written().get(name, "")

        hints = {
            "debit_card": tr("Such as 0.50%"),
            "cap": tr("Such as 20.00; empty where there is none"),
            "credit_card": tr("Such as 0.60%"),
            "qr": tr("WeChat, Alipay and UnionPay QR, such as 0.38%"),
        }
        value = self._book.rates.as_written().get(name, "")
        return SettingField(theme, tr, tr.text(RATE_LABELS[name]), hints[name], value, keep)


class Reckoner(Card):
    """An amount and a kind of sale in, the fee and what arrives out; nothing of it is stored."""

    def __init__(self, rates: Rates, theme: Theme, tr: Translator) -> None:
        super().__init__("sunken")
        self._rates, self._tr = rates, tr
        self.amount = QLineEdit("1000.00")
        self.amount.setAccessibleName(tr("Amount of the sale"))
        self.amount.setFont(font("input"))
        self.amount.setMaxLength(16)
        self.amount.setFixedWidth(160)
        self.trouble = Trouble(theme)
        CardGuard(self.amount, tr("Amount of the sale"), tr, self.trouble)
        self.amount.textChanged.connect(self.reckon)
        self.kinds = {kind: Button(tr.text(t), theme, "choice") for kind, t in SALE_KINDS.items()}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.amount)
        for button in self.kinds.values():
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.kinds["debit_card"].setChecked(True)
        group.buttonToggled.connect(self.reckon)
        self._fee, self._net = Words(style="amount"), Words(style="amount")
        self._why = Words(style="small", ink="text2", wrap=True)
        sums = QGridLayout()
        sums.setHorizontalSpacing(40)
        sums.setVerticalSpacing(0)
        for place, (label, value) in enumerate(
            ((tr("Fee"), self._fee), (tr("Should arrive"), self._net))
        ):
            sums.addWidget(Words(label, "small", "text2"), 0, place)
            sums.addWidget(value, 1, place)
        sums.setColumnStretch(2, 1)
        self.body.setSpacing(12)
        self.body.addWidget(Words(tr("What should arrive of a sale?"), "h3"))
        self.body.addLayout(row)
        self.body.addWidget(self.trouble)
        self.body.addLayout(sums)
        self.body.addWidget(self._why)
        self.reckon()

    @property
    def said(self) -> tuple[str, str, str]:
        """The fee, what arrives, and how it was reckoned."""
        return self._fee.text(), self._net.text(), self._why.text()

    def reckon(self) -> None:
        """Show the sums for what is typed and chosen now."""
        tr = self._tr
        kind = next(name for name, button in self.kinds.items() if button.isChecked())
        try:
            gross = parse_amount(self.amount.text())
        except WrongInput:
            self._show("—", "—", tr("Write an amount like 500.00."))
            return
        payout = self._rates.expected_net(kind, gross)
        if payout is None:
            why = tr("The rate for {kind} is still missing.", kind=SALE_KINDS[kind])
            self._show("—", "—", why)
            return
        how = tr("{rate} of the sale, rounded to the fen.", rate=payout.rate.shown())
        if payout.is_capped:
            how = tr("The cap holds: {rate} would be more.", rate=payout.rate.shown())
        self._show(show_amount(payout.fee), show_amount(payout.net), how)

    def _show(self, fee: str, net: str, why: str) -> None:
        self._fee.say(fee)
        self._net.say(net)
        self._why.say(why)
