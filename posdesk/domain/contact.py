"""Whom one can call: a name with its number, shipped as published or given by the shop."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.errors import WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import N_, Text

CONTACT_KINDS: dict[str, Text] = {
    "acquirer": Text("收单机构", "Acquirer"),
    "issuer": Text("发卡行", "Issuing bank"),
    "wallet": Text("钱包", "Wallet"),
    "switch": Text("清算机构", "Card network"),
    "fraud": Text("反诈", "Anti-fraud"),
    "other": Text("其他", "Other"),
}
CHECK_FIRST = Text("以官网为准", "check on the official site")
"""Said with every shipped number: it was right when it was published."""

MOST_NAME = 40

_NUMBER = re.compile(r"\+?[0-9(][0-9 ()*#-]{1,22}[0-9)#](?:[-转xX ]{1,3}[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Contact:
    """One number to call; ``kind`` is one of ``CONTACT_KINDS``, ``own`` that the shop gave it."""

    number: str
    kind: str
    name: Text
    own: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What one contact shares with the one that it is laid over."""
        return self.kind, self.name.zh_CN


def overlaid(shipped: tuple[Contact, ...], own: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return the shop's own contacts, then the shipped ones that none of them stands for."""
    taken = {contact.key for contact in own}
    return (*own, *(contact for contact in shipped if contact.key not in taken))


def put_in_place(own: Sequence[Contact], contact: Contact, over: Contact | None) -> list[Contact]:
    """Return ``own`` with ``contact`` where ``over`` or its own elder stood, else at the end."""
    gone = {contact.key} | ({over.key} if over else set())
    place = next((i for i, c in enumerate(own) if c.key in gone), len(own))
    rest = [c for c in own if c.key not in gone]
    return [*rest[:place], contact, *rest[place:]]


def read_contact(kind: str, name: str, number: str, english: str = "") -> Contact:
    """Return the shop's own contact that a person gave.

    Raises ``WrongInput`` for what is no name or number, ``Refused`` for what may never be kept.
    """
    if kind not in CONTACT_KINDS:
        raise WrongInput(
            N_("“{given}” is no kind of contact; nothing was stored; known: {known}."),
            given=kind[:24],
            known=", ".join(CONTACT_KINDS),
        )
    named, other = " ".join(name.split()), " ".join(english.split())
    for words in (named, other):
        refuse_sensitive("name", words)
    if not 0 < len(named) <= MOST_NAME or len(other) > MOST_NAME:
        raise WrongInput(
            N_("A contact has a name of 1 to {most} characters; nothing was stored."),
            most=MOST_NAME,
        )
    return Contact(read_phone(number), kind, Text(named, other or named), own=True)


def read_phone(text: str) -> str:
    """Return a telephone number as it is to be dialled and read."""
    refuse_sensitive("phone", text)
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("—", "-").split())
    digits = sum(c.isdigit() for c in plain)
    if not _NUMBER.fullmatch(plain) or not 3 <= digits <= 18:
        raise WrongInput(
            N_("“{given}” is no telephone number; nothing was stored; write it like 010-12345678."),
            given=text.strip()[:24],
        )
    return plain
