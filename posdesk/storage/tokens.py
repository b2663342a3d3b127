"""What the full-text index knows of a case: pieces of its words, so that any stretch is found.

    of words      every character and every two neighbours, of letters every three, of numbers and
                  what is joined to them every three, four and six; never across a blank or a line
    of amounts    every beginning
    of initials   every two and three neighbours
    of its life   the state

The index cuts at every sign of ASCII that is no letter or digit, so those take the shape of private
characters; pieces of amounts and of initials, and the life, begin with one. Pieces only narrow a
search down: whether a case holds what is sought is told by its own words (``words.holds``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from posdesk.domain.life import Life
from posdesk.storage.words import Term

_PRIVATE = 0xE000
_AMOUNT, _LETTERS, _LIFE = "\ue080", "\ue081", "\ue082"
_SIGNS = {code: chr(_PRIVATE + code) for code in range(128) if not chr(code).isalnum()}
_FOREIGN = dict.fromkeys(range(_PRIVATE, _PRIVATE + 0x100), "\ue0ff")
"""Private characters that somebody wrote are all one, so that they are never taken for ours."""

_SHAPES = _SIGNS | _FOREIGN
_KNOWN = re.compile("[a-z]{2,}")
_RUN = re.compile("[0-9a-z]{3,}")


def tokens(words: str, amounts: str, initials: str, life: str) -> str:
    """Return the pieces of a case, parted by blanks, each once."""
    found = {_LIFE + life}
    found.update(*map(_of_line, words.split("\n")))
    found.update(*map(_of_initials, initials.split("\n")))
    for amount in amounts.split("¥")[1:]:
        found.update(_beginning(amount[:end]) for end in range(1, len(amount) + 1))
    return " ".join(found)


@lru_cache(maxsize=4096)
def _of_line(line: str) -> frozenset[str]:
    """Return the pieces of a line of words; many cases share what flows and states say."""
    found: set[str] = set()
    for part in line.split():
        shaped = part.translate(_SHAPES)
        found.update(shaped, _pieces(shaped, 2))
        for run in _RUN.findall(shaped):
            for size in _sizes(run):
                found.update(_pieces(run, size))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _of_initials(line: str) -> frozenset[str]:
    runs = _KNOWN.findall(line)
    pieces = (piece for run in runs for size in (2, 3) for piece in _pieces(run, size))
    return frozenset(_LETTERS + piece for piece in pieces)


def asked(terms: Iterable[Term], lives: Iterable[Life] = ()) -> str:
    """Return what to ask the index for: all that can hold ``terms`` and is in one of ``lives``."""
    wanted = [_either(list(_ways(term))) for term in terms]
    states = [_LIFE + life for life in sorted(lives)]
    if states:
        wanted.append(_either([[state] for state in states]))
    return " AND ".join(wanted)


def is_whole(term: Term) -> bool:
    """Return whether the index alone tells that a case holds ``term``."""
    text = term.text
    of_words = len(text) <= 2 or (_RUN.fullmatch(text) is not None and len(text) in _sizes(text))
    of_letters = term.letters is None or len(term.letters) <= 3
    return of_words and of_letters and not any("\ue000" <= c <= "\ue0ff" for c in text)


def _ways(term: Term) -> Iterator[list[str]]:
    yield list(_covering(term.text.translate(_SHAPES)))
    if term.amount is not None:
        yield [_beginning(term.amount[1:])]
    if term.letters is not None:
        size = min(len(term.letters), 3)
        yield [_LETTERS + piece for piece in _pieces(term.letters, size)]


def _covering(text: str) -> Iterable[str]:
    """Return the longest pieces that any words with ``text`` in them have."""
    if len(text) == 1:
        return [text]
    found = dict.fromkeys(_pieces(text, 2))
    for run in _RUN.findall(text):
        for pair in _pieces(run, 2):
            found.pop(pair, None)
        found |= dict.fromkeys(_pieces(run, max(n for n in _sizes(run) if n <= len(run))))
    return found


def _pieces(run: str, size: int) -> list[str]:
    return [run[at : at + size] for at in range(len(run) - size + 1)]


def _sizes(run: str) -> tuple[int, ...]:
    """Return how long the pieces of a run of letters and digits are."""
    return (3,) if run.isalpha() else (3, 4, 6)


def _beginning(amount: str) -> str:
    return _AMOUNT + amount.translate(_SHAPES)


def _either(ways: list[list[str]]) -> str:
    told = [" AND ".join(f'"{piece}"' for piece in way) for way in ways]
    return f"({' OR '.join(f'({way})' for way in told)})" if len(told) > 1 else f"({told[0]})"
