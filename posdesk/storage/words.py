"""What a search finds: how words are compared, and whether a case holds what is sought."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_MASK = re.compile(r"[*•·●#]+")
_LETTERS = re.compile("[a-z]{2,}")
_AMOUNT = re.compile(r"¥?(\d[\d,]*(?:\.\d{0,2})?)元?")


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: ``text`` as it may stand in words, ``amount`` as one may begin.

    ``letters`` are what initials may hold, where nothing but two or more Latin letters was typed.
    """

    text: str
    amount: str | None = None
    letters: str | None = None

    def is_held(self, words: str, amounts: str, initials: str) -> bool:
        """Return whether a case with these has it."""
        if self.text in words:
            return True
        if self.amount is not None:
            return self.amount in amounts
        return self.letters is not None and self.letters in initials


@lru_cache(maxsize=2048)
def normal(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, lower case, each mask of a card one asterisk."""
    return _MASK.sub("*", unicodedata.normalize("NFKC", text).casefold())


def sought(query: str) -> tuple[Term, ...]:
    """Return the parts of ``query``, all of which must be held; a bare mask asks for nothing."""
    parts = dict.fromkeys(part for part in normal(query).split() if part != "*")
    return tuple(Term(part, _amount(part), _letters(part)) for part in parts)


def holds(terms: Iterable[Term], words: str, amounts: str, initials: str) -> bool:
    """Return whether a case has every one of ``terms``; SQL and memory go by this rule alike."""
    return all(term.is_held(words, amounts, initials) for term in terms)


def _amount(part: str) -> str | None:
    found = _AMOUNT.fullmatch(part)
    return "¥" + found[1].replace(",", "") if found else None


def _letters(part: str) -> str | None:
    return part if _LETTERS.fullmatch(part) else None
