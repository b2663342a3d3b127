"""Money in fen: whole numbers only, so that no sum is ever rounded."""

from __future__ import annotations

import re
import unicodedata

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

MAX_FEN = 10**12 - 1
"""ISO 8583 field 4 holds twelve digits of fen."""

_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")


def parse_amount(text: str) -> int:
    """Return the amount in fen that ``text`` ("500.00", "¥1,060", "５００元") names.

    Raises ``WrongInput`` for anything but a sum above zero with at most two decimals.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = plain.removeprefix("RMB").removeprefix("CNY").strip()
    plain = plain.removeprefix("¥").removesuffix("元").strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise WrongInput(
            N_("“{given}” is not an amount; nothing was stored; write it like 500.00."),
            given=text.strip()[:24],
        )
    yuan = found[1].replace(",", "").lstrip("0") or "0"
    # Python reads no number of thousands of digits, and none of these is an amount.
    too_long = len(yuan) > len(str(MAX_FEN))
    fen = 0 if too_long else int(yuan) * 100 + int((found[2] or "").ljust(2, "0"))
    if not 0 < fen <= MAX_FEN:
        raise WrongInput(
            N_("The amount {given} is out of range; nothing was stored; check the slip."),
            given=text.strip()[:24],
        )
    return fen


def plain_amount(fen: int) -> str:
    """Return ``500.00``: the form of files and of the command line."""
    return f"{fen // 100}.{fen % 100:02d}"


def show_amount(fen: int) -> str:
    """Return ``¥1,060.00``: the form people read."""
    return f"¥{fen // 100:,}.{fen % 100:02d}"
