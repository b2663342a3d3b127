"""The one answer to a full card number in any text field: one key keeps its first 6 and last 4."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from posdesk.domain.errors import Refused
from posdesk.domain.sensitive import (
    Kind,
    find_sensitive,
    keep_six_and_four,
    refuse_sensitive,
)
from posdesk.i18n import Translator
from posdesk.ui.parts.trouble import Offer

KEEP_KEY: Final = "F6"
A_PASTE: Final = 6
"""Characters that come at once: more than a key types, so what came is looked at right away."""

HELD_FOR: Final = 60_000
"""Milliseconds after which a number that waits to be cut or confirmed is let go."""

_LEAST_DIGITS = 13


def card_refusal(field: str, text: str) -> Refused:
    """Return the one sentence about the card number in ``text``; it never says the number."""
    cards = "\n".join(text[f.start : f.end] for f in find_sensitive(text) if f.kind is Kind.CARD)
    try:
        refuse_sensitive(field, cards)
    except Refused as refused:
        return refused
    raise ValueError("there is no card number in the text")


def keep_offer(tr: Translator, take: Callable[[], None]) -> Offer:
    """Return the offer to keep only six and four digits; ``take`` does so."""
    words = tr("Keep only 6+4")
    return f"{words}  {KEEP_KEY}", take


def six_and_four(text: str) -> str:
    """Return ``text`` with its card numbers cut to six and four digits, empty where there is none.

    A number that only looks like one in a card's own field is cut too, if it is long enough.
    """
    kept = keep_six_and_four(text)
    if kept != text:
        return kept
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return f"{digits[:6]}******{digits[-4:]}" if len(digits) >= _LEAST_DIGITS else ""


def without_cards(text: str) -> str:
    """Return ``text`` with every card number in it taken out."""
    for found in reversed(find_sensitive(text)):
        if found.kind is Kind.CARD:
            text = text[: found.start] + text[found.end :]
    return text
