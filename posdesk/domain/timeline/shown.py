"""How stored values read: slip values as on the slip, goods in words."""

from __future__ import annotations

from posdesk.domain.card import parse_card
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.text import Text
from posdesk.domain.transaction import SlipValue

GOODS_WORDS: dict[str, Text] = {
    "held": Text("货物先留店里", "Goods held in the shop"),
    "released": Text("货物已交客人", "Goods handed over"),
}


def shown_value(name: str, value: SlipValue | None) -> str:
    """Return a stored slip value as people read it; a dash where it was taken away."""
    if value is None:
        return "—"
    if isinstance(value, int):
        return show_amount(value)
    if name == "card":
        return parse_card(value).shown()
    return date_and_time(value) if name == "at" else value
