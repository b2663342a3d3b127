"""How words are compared in a search: full-width as half-width, upper as lower case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MASK = re.compile(r"[*•·●#]+")
_AMOUNT = re.compile(r"¥?(\d[\d,]*(?:\.\d{0,2})?)元?")


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: ``text`` as it may stand in words, ``amount`` as one may begin."""

    text: str
    amount: str | None


@lru_cache(maxsize=2048)
def normal(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, lower case, each mask of a card one asterisk."""
    return _MASK.sub("*", unicodedata.normalize("NFKC", text).casefold())


def terms(query: str) -> tuple[Term, ...]:
    """Return the parts of ``query``, all of which must be found; a bare mask asks for nothing."""
    parts = (part for part in normal(query).split() if part != "*")
    return tuple(Term(part, _amount(part)) for part in parts)


def _amount(part: str) -> str | None:
    found = _AMOUNT.fullmatch(part)
    return "¥" + found[1].replace(",", "") if found else None
