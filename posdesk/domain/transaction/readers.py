"""How what a person typed for a field of the slip is read (ISO 8583 field lengths)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from posdesk.domain.card import parse_card
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def fixed_code(length: int) -> Callable[[str], str]:
    """Return what reads exactly ``length`` letters or digits."""

    def read(text: str) -> str:
        plain = _fold(text).replace(" ", "")
        if not re.fullmatch(rf"[0-9A-Za-z]{{{length}}}", plain):
            raise WrongInput(
                N_(
                    "“{field}” has exactly {length} letters or digits, this has {given};"
                    " nothing was stored; compare it with the slip."
                ),
                length=length,
                given=len(plain),
            )
        return plain

    return read


def six_digits(text: str) -> str:
    """Return a number of up to six digits with its leading zeros."""
    plain = _fold(text).replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,6}", plain) or int(plain) == 0:
        raise WrongInput(
            N_("“{field}” is a number of up to 6 digits; nothing was stored; compare the slip.")
        )
    return plain.zfill(6)


def day(text: str) -> str:
    """Return a day as ``2026-11-20``; written as ``2026/11/20`` or ``20261120`` too."""
    plain = re.sub(r"[/.年月]", "-", _fold(text).replace("日", "")).strip("-")
    parts = re.fullmatch(r"([0-9]{4})-?([0-9]{1,2})-?([0-9]{1,2})", plain)
    wrong = N_("“{field}” is a day; nothing was stored; write it like 2026-11-20.")
    if parts is None:
        raise WrongInput(wrong)
    try:
        return date(*map(int, parts.groups())).isoformat()
    except ValueError:
        raise WrongInput(wrong) from None


def order_no(text: str) -> str:
    """Return a wallet's order number."""
    plain = _fold(text).replace(" ", "")
    if not re.fullmatch(r"[0-9A-Za-z_\-|*@]{6,64}", plain):
        raise WrongInput(
            N_(
                "“{field}” has 6 to 64 letters, digits or _-|*@; nothing was stored;"
                " copy it from the wallet's record."
            )
        )
    return plain


def short_words(most: int) -> Callable[[str], str]:
    """Return what reads words of at most ``most`` characters."""

    def read(text: str) -> str:
        plain = " ".join(text.split())
        if not 0 < len(plain) <= most:
            raise WrongInput(
                N_("“{field}” has 1 to {most} characters; nothing was stored; shorten it."),
                most=most,
            )
        return plain

    return read


def masked_card(text: str) -> str:
    """Return a card number of which only the first six and last four digits are left."""
    return str(parse_card(text))
