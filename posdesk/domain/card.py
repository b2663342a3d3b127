"""A card as it may be kept: the first six and the last four digits, never more."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.text import N_

_MASKED = re.compile(r"(\d{6,8})\D+(\d{4})")
_MASKS = "*•·●xX#-.…_ \t　"


@dataclass(frozen=True, slots=True)
class MaskedCard:
    """The digits of a card that PCI DSS 3.4.1 lets a shop keep and show."""

    first6: str
    last4: str

    def __str__(self) -> str:
        """Return ``622848******1234``: the form of files and of the command line."""
        return f"{self.first6}******{self.last4}"

    def shown(self) -> str:
        """Return ``622848 •••••• 1234``: the form people read."""
        return f"{self.first6} •••••• {self.last4}"


def parse_card(text: str) -> MaskedCard:
    """Return the masked card that ``text`` names: six digits, mask signs, four digits.

    A BIN of eight digits is cut to six. Raises ``Refused`` for more digits than may be kept and
    ``WrongInput`` for anything that is not a masked card.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = sum(c.isdigit() for c in plain)
    found = _MASKED.fullmatch(plain)
    between = plain[found.end(1) : found.start(2)] if found else ""
    if found and all(c in _MASKS for c in between):
        return MaskedCard(found[1][:6], found[2])
    if digits == 10 and plain.isdigit():
        return MaskedCard(plain[:6], plain[6:])
    if digits > 10:
        raise Refused(
            N_(
                "A full card number may not be kept; nothing was stored;"
                " give the first 6 and the last 4 digits, like 622848******1234."
            )
        )
    raise WrongInput(
        N_(
            "The card needs its first 6 and last 4 digits;"
            " nothing was stored; write it like 622848******1234."
        )
    )
