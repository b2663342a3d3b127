"""The shop as it introduces itself: what every case and letter of it takes over."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Shop:
    """Who and where we are; empty where nobody has said yet."""

    name: str = ""
    till: str = ""
    cashier: str = ""
    manager: str = ""
    merchant_id: str = ""
    terminal_id: str = ""
    acquirer: str = ""
    acquirer_phone: str = ""


CASHIER = "cashier"
"""The actor of whatever is done at a counter; an event names actors by id, never by name."""

ACTOR_WORDS: dict[str, Text] = {CASHIER: Text("收银员", "Cashier")}
