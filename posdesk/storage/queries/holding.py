"""What a search for words and amounts asks of the derived tables, in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from posdesk.domain.life import Life
from posdesk.storage.tokens import asked, is_whole
from posdesk.storage.words import Term

PIECES = "pieces CROSS JOIN cases ON cases.place = pieces.rowid"
"""The index goes first, then the rows of what it found."""


@dataclass(frozen=True, slots=True)
class Held:
    """Conditions that a case meets, and their values."""

    where: tuple[str, ...]
    values: tuple[object, ...]

    def with_day(self, day: date) -> Held:
        """Return these conditions for the cases that were opened on a Beijing day."""
        begin, end = day.isoformat(), (day + timedelta(days=1)).isoformat()
        where = (*self.where, "opened_at >= ?", "opened_at < ?")
        return Held(where, (*self.values, begin, end))

    def __str__(self) -> str:
        """Return the conditions as they stand after WHERE."""
        return " AND ".join(self.where)


def holding(terms: Sequence[Term], lives: Iterable[Life] = Life) -> Held:
    """Return the conditions on ``cases``: a case holds ``terms`` and is in one of ``lives``."""
    where, values = ["1"], list[object]()
    for term in terms:
        ways, given = ["instr(words, ?)"], [term.text]
        if term.amount is not None:
            ways.append("instr(amounts, ?)")
            given.append(term.amount)
        elif term.letters is not None:
            ways.append("instr(initials, ?)")
            given.append(term.letters)
        where.append(f"({' OR '.join(ways)})")
        values += given
    states = sorted(set(lives))
    if len(states) < len(Life):
        where.append(f"life IN ({', '.join('?' * len(states))})")
        values += states
    return Held(tuple(where), tuple(values))


def indexed(terms: Sequence[Term], lives: Iterable[Life] = Life) -> Held:
    """Return the conditions on ``PIECES`` for the same: the index narrows, the rows decide."""
    held = holding(terms, lives)
    few = set(lives) if Life.CLOSED not in set(lives) else ()
    return Held(("pieces MATCH ?", *held.where), (asked(terms, few), *held.values))


def told_by_index(terms: Sequence[Term], lives: Iterable[Life] = Life) -> Held | None:
    """Return the condition on ``pieces`` alone, ``None`` where rows must be looked at."""
    if not all(map(is_whole, terms)):
        return None
    states = set(lives)
    return Held(("pieces MATCH ?",), (asked(terms, states if len(states) < len(Life) else ()),))
