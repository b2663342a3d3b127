"""What may never be kept: finds card numbers, codes, PINs, expiry dates and track data in text.

The rules follow PCI DSS 4.0.1, 3.3.1 and 3.4.1. A finding says where it stands, never what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.text import N_


class Kind(StrEnum):
    """The kinds of data that are refused."""

    CARD = "card"
    CVV = "cvv"
    PIN = "pin"
    CODE = "code"
    EXPIRY = "expiry"
    TRACK = "track"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text, as offsets into it, that holds what may not be kept."""

    kind: Kind
    start: int
    end: int


# Digits of one number may be parted by these; anything else ends the number.
# Web pages and chats put blanks and joints between them that nobody sees.
_GAP = (
    r"[ \t\r\n\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
    r".·•・_\u2010-\u2015\u2212-]{1,3}"
)
_NUMBER = re.compile(rf"\d+(?:{_GAP}\d+)*")
# Prefix and length of the card brands seen in China; a 15-digit merchant number is none of them.
_ISSUED = re.compile(
    r"3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11,16}|35\d{14,17}|4(?:\d{12}|\d{15}|\d{18})"
    r"|5[1-5]\d{14}|5[06-8]\d{14,17}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|6\d{15,18}|81\d{14,17}|9\d{15,18}"
)
_MOST_DIGITS = 19

_IS = r"\s*(?:码|号|是|为|number|no\.?|code|is)?\s*[:：=是为]?\s*"
_B = "(?<![A-Za-z0-9_])"
"""A Latin word begins here, be it right after a Chinese one."""

_LABELLED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.CVV,
        re.compile(
            rf"(?:{_B}cv[vnc]2?|{_B}cid|安全码|校验码|验证值|卡背面?(?:后?三位|3位)(?:数|码)?){_IS}\d{{3,4}}(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.PIN,
        re.compile(rf"(?:密码|{_B}pin|{_B}password){_IS}\d{{4,12}}(?!\d)", re.IGNORECASE),
    ),
    (
        Kind.CODE,
        re.compile(
            rf"(?:验证码|校验码|动态码|短信码|动态口令|{_B}otp"
            rf"|{_B}one[- ]time (?:code|password)|{_B}(?:verification|sms) code)"
            rf"{_IS}\d{{4,8}}(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.EXPIRY,
        re.compile(
            rf"(?:有效期至?|到期日|{_B}exp(?:iry|ires|iration)?(?: date)?\b\.?"
            rf"|{_B}valid thru){_IS}"
            r"(?:\d{2}\s*[/-]\s*\d{2}(?:\d{2})?|\d{4}\s*[/年-]\s*\d{1,2}|\d{4})(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (Kind.TRACK, re.compile(r"%?B\d{12,19}\^[^^\n]{2,26}\^\d{4}|;?\d{12,19}[=D]\d{7,}")),
)


_CALLED_CARD = re.compile(
    rf"(?:卡号码?|{_B}card ?(?:number|no\.?|num\.?)|{_B}pan){_IS}$", re.IGNORECASE
)
_LONGEST_CALL = 24
"""Characters before a number in which the word for it is looked for."""


def luhn_ok(digits: str) -> bool:
    """Return whether ``digits`` pass the check of ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_FULL_WIDTH = {place: place - 0xFEE0 for place in range(0xFF01, 0xFF5F)}
"""What a Chinese keyboard in its wide mode gives for the signs of ASCII: hyphens, letters too."""


def _fold(text: str) -> str:
    """Return ``text`` with wide signs and every digit as ASCII, one for one: offsets hold."""
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, None) is not None else c
        for c in text.translate(_FULL_WIDTH)
    )


def _card_windows(folded: str) -> Iterator[Finding]:
    for run in _NUMBER.finditer(folded):
        groups = list(re.finditer(r"\d+", run[0]))
        taken_to = -1
        for first, head in enumerate(groups):
            if head.start() < taken_to:
                continue
            # No card has more digits: else a long list of numbers would take its length cubed.
            ends = range(min(len(groups), first + _MOST_DIGITS), first, -1)
            issued = [
                (groups[last - 1].end(), digits)
                for last in ends
                if _ISSUED.fullmatch(digits := "".join(g[0] for g in groups[first:last]))
            ]
            start = run.start() + head.start()
            sound = (end for end, digits in issued if luhn_ok(digits))
            end = next(sound, issued[0][0] if issued and _is_called_card(folded, start) else None)
            if end is not None:
                taken_to = end
                yield Finding(Kind.CARD, start, run.start() + end)


def _is_called_card(folded: str, start: int) -> bool:
    """Return whether the words right before ``start`` announce a card number."""
    return _CALLED_CARD.search(folded, max(0, start - _LONGEST_CALL), start) is not None


def find_sensitive(text: str) -> tuple[Finding, ...]:
    """Return every place of ``text`` that holds data which may never be kept, in order.

    A card number is any 13 to 19 digits on group boundaries with the prefix and length of an
    issuer that pass the Luhn check, or follow a word for one: a slip of the finger breaks the
    check and leaves the rest of the number. Full-width digits, spaces, hyphens and line ends do not
    hide it.
    """
    folded = _fold(text)
    found = list(_card_windows(folded))
    for kind, pattern in _LABELLED:
        found += (Finding(kind, m.start(), m.end()) for m in pattern.finditer(folded))
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def looks_like_card(text: str) -> bool:
    """Return whether ``text`` holds what looks like a full card number."""
    return any(f.kind is Kind.CARD for f in find_sensitive(text))


def keep_six_and_four(text: str) -> str:
    """Return ``text`` with every card number in it cut down to its first 6 and last 4 digits."""
    kept = text
    for found in reversed(find_sensitive(text)):
        if found.kind is Kind.CARD:
            digits = re.sub(r"\D", "", _fold(text[found.start : found.end]))
            kept = kept[: found.start] + f"{digits[:6]}******{digits[-4:]}" + kept[found.end :]
    return kept


def without_secrets(text: str) -> str:
    """Return ``text`` with nothing in it that may never be kept, for messages that quote a file."""
    plain = keep_six_and_four(text)
    for found in reversed(find_sensitive(plain)):
        plain = f"{plain[: found.start]}•••{plain[found.end :]}"
    return plain


_SENTENCES: Mapping[Kind, str] = {
    Kind.CARD: N_(
        "“{field}” looks like it holds a full card number, which may never be kept;"
        " nothing was stored; keep only the first 6 and last 4 digits."
    ),
    Kind.CVV: N_(
        "“{field}” holds a card security code, which may never be kept;"
        " nothing was stored; take the code out."
    ),
    Kind.PIN: N_(
        "“{field}” holds a PIN or password, which may never be kept;"
        " nothing was stored; take it out."
    ),
    Kind.CODE: N_(
        "“{field}” holds a one-time code, which may never be kept; nothing was stored; take it out."
    ),
    Kind.EXPIRY: N_(
        "“{field}” holds a card's expiry date, which may never be kept;"
        " nothing was stored; take it out."
    ),
    Kind.TRACK: N_(
        "“{field}” holds magnetic stripe data, which may never be kept;"
        " nothing was stored; take it out."
    ),
}


def require_text(field: str, text: str) -> None:
    """Raise ``WrongInput`` where ``text`` holds halves of characters, which no file can keep.

    They come from bytes that are no UTF-8 on a command line, and from escapes in JSON.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise WrongInput(
            N_("“{field}” holds signs that are no characters; nothing was stored; type it again."),
            field=field,
        )


def refuse_sensitive(field: str, text: str, *, not_a_card: bool = False) -> None:
    """Raise ``Refused`` where ``text`` holds what may never be kept.

    ``not_a_card`` says that a person has confirmed that what looks like a card number is none (an
    order number, say); it excuses nothing else.
    """
    for found in find_sensitive(text):
        if found.kind is Kind.CARD and not_a_card:
            continue
        raise Refused(_SENTENCES[found.kind], field=field)
