"""Whom to call: the number for a call script, from the shop's settings and the contact book."""

from __future__ import annotations

from collections.abc import Iterable

from posdesk.domain.case import Case
from posdesk.domain.contact import Contact
from posdesk.domain.shop import Shop
from posdesk.domain.text import Lang, Text
from posdesk.services.library import Library

CARD_BACK = Text("卡背面的电话", "the number on the back of the card")
ON_CONTRACT = Text("签购单或合同上的电话", "the number on a slip or the contract")
POLICE = Text("110", "110")
LEFT_BY_CUSTOMER = Text("客人留的电话", "the number that the customer left")
OUR_MANAGER = Text("店长", "your manager")
MANAGER = Text("店长", "Manager")
ACQUIRER = Text("收单机构", "Acquirer")
ISSUER = Text("客人的发卡银行", "Customer's bank")
ON_CARD = Text("卡背面的电话", "on the card's back")
INSTALLER = Text("装机、维修", "Installer")
FRAUD = Text("反诈专线", "Anti-fraud line")
MOST_OWN = 3
"""Own contacts on the counter card: as many as it has room for."""

IN_THE_APP = Text("官方 App 里的客服", "the service line in the official app")


class Contacts:
    """The contact book with the shop's own entries laid over it."""

    def __init__(self, shop: Shop, book: Iterable[Contact]) -> None:
        self._shop = shop
        self._book = tuple(book)

    def renew(self, library: Library) -> None:
        """Name other numbers from now on."""
        self._shop, self._book = library.shop, library.contacts

    def number_for(self, whom: str, case: Case | None) -> Text:
        """Return whom to dial for a call script's ``whom``, with the name where it is known.

        A number from the book is to be checked on the official site before it is trusted.
        """
        if whom in {"acquirer", "provider"}:
            return self._acquirer()
        if whom == "issuer":
            return self._named(case.slip.issuer if case else None, "issuer") or CARD_BACK
        if whom in {"wallet", "platform"}:
            return self._named(case.slip.channel if case else None, "wallet") or IN_THE_APP
        if whom == "customer":
            return LEFT_BY_CUSTOMER
        if whom == "manager":
            return OUR_MANAGER
        if whom == "fraud":
            return self._first("fraud") or POLICE
        return self._named(whom, whom) or IN_THE_APP

    def to_call(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """Return whom a cashier calls, as (name, number): the shop's own contacts among them.

        An empty number is to be written in by hand.
        """
        shop = self._shop
        acquirer = " ".join((ACQUIRER.in_(lang), shop.acquirer)).strip()
        known = {shop.acquirer_phone}
        lines = [
            (" ".join((MANAGER.in_(lang), shop.manager)).strip(), ""),
            (acquirer, self._acquirer_number()),
        ]
        own = [contact for contact in self._book if contact.own and contact.number not in known]
        lines += [(contact.name.in_(lang), contact.number) for contact in own[:MOST_OWN]]
        if not any(contact.kind == "other" for contact in own):
            lines.append((INSTALLER.in_(lang), ""))
        lines.append((ISSUER.in_(lang), ON_CARD.in_(lang)))
        fraud = next((c.number for c in self._book if c.kind == "fraud"), POLICE.in_(lang))
        return (*lines, (FRAUD.in_(lang), fraud))

    def _acquirer_number(self) -> str:
        """Return the acquirer's number, none where nobody has said who that is."""
        shop = self._shop
        named = (
            contact.number
            for contact in self._book
            if contact.kind == "acquirer"
            and shop.acquirer
            and any(
                name in shop.acquirer or shop.acquirer in name
                for name in (contact.name.zh_CN, contact.name.en)
            )
        )
        return shop.acquirer_phone or next(named, "")

    def _acquirer(self) -> Text:
        named, phone = self._shop.acquirer, self._shop.acquirer_phone
        if phone:
            return Text(f"{named} {phone}".strip(), f"{named} {phone}".strip())
        return self._named(named, "acquirer") or ON_CONTRACT

    def _named(self, name: str | None, kind: str) -> Text | None:
        if not name:
            return None
        for contact in self._book:
            known = (contact.name.zh_CN, contact.name.en)
            if contact.kind == kind and any(n in name or name in n for n in known):
                return _spoken(contact)
        return None

    def _first(self, kind: str) -> Text | None:
        return next((_spoken(contact) for contact in self._book if contact.kind == kind), None)


def _spoken(contact: Contact) -> Text:
    return Text(f"{contact.name.zh_CN} {contact.number}", f"{contact.name.en} {contact.number}")
