"""Where the cases lie that are wanted, in the order wanted: by narrow indexes, never by a scan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from posdesk.storage.database import Database
from posdesk.storage.queries.holding import PIECES, Held, holding, indexed, told_by_index
from posdesk.storage.queries.wanted import By, Wanted
from posdesk.storage.trouble import told
from posdesk.storage.words import sought

_KEYS = {By.PLACE: "", By.NUMBER: "number", By.AMOUNT: "ifnull(amount, 0)"}
_ALL = -1

_PROBED = 300
"""Hits that are looked at to tell whether hits are many."""

_DENSE = 600
"""Hits are many where there is one in so many places, which are some eighty cases: then going
through all cases in their order is quicker than sorting the hits."""

_NEAR = 15_000
"""Cases that are gone through, which takes some fifty milliseconds."""


class Places:
    """Asks the derived tables of one database for places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def some(self, wanted: Wanted, limit: int) -> Iterator[int]:
        """Yield the first places of what is wanted."""
        terms = sought(wanted.query)
        if not terms:
            return self._plain(wanted, limit)
        if wanted.by is not By.PLACE and self._is_dense(wanted):
            found = list(self._near(wanted, limit))
            if len(found) == limit:
                return iter(found)
        return self._found(PIECES, wanted, indexed(terms, wanted.lives), limit)

    def of_day(self, wanted: Wanted, day: date, limit: int) -> Iterator[int]:
        """Yield the newest places of what is wanted and was opened on a Beijing day."""
        held = holding(sought(wanted.query), wanted.lives).with_day(day)
        sql = f"SELECT place FROM cases WHERE {held} ORDER BY place DESC LIMIT ?"
        return self._ask(sql, (*held.values, limit))

    def all(self, wanted: Wanted) -> Iterator[int]:
        """Yield the places of all that is wanted."""
        terms = sought(wanted.query)
        if not terms:
            return self._plain(wanted, _ALL)
        alone = told_by_index(terms, wanted.lives)
        if alone is not None and wanted.by is By.PLACE:
            return self._found("pieces", wanted, alone, _ALL)
        return self._found(PIECES, wanted, indexed(terms, wanted.lives), _ALL)

    def count(self, wanted: Wanted) -> int | None:
        """Return how many are wanted, ``None`` where only going through them tells."""
        if sought(wanted.query):
            return None
        lives = sorted(wanted.lives)
        asked = ", ".join("?" * len(lives))
        sql = f"SELECT count(*) FROM cases INDEXED BY cases_life WHERE life IN ({asked})"
        (count,) = self._database.row(sql, lives)
        return int(count)

    def _plain(self, wanted: Wanted, limit: int) -> Iterator[int]:
        if wanted.by is not By.PLACE:
            return self._by_key(wanted, holding((), wanted.lives), limit)
        sql = f"SELECT place FROM cases WHERE life = ? ORDER BY place {_way(wanted)} LIMIT ?"
        found: list[int] = []
        for life in sorted(wanted.lives):
            found += self._ask(sql, (life, limit))
        # Sorting what lies in a few sorted stretches is merging.
        found.sort(reverse=wanted.down)
        return iter(found[:limit] if limit != _ALL else found)

    def _by_key(self, wanted: Wanted, held: Held, limit: int) -> Iterator[int]:
        """Go through an index of all cases in their order."""
        table = f"cases INDEXED BY cases_{wanted.by}"
        sql = f"SELECT place FROM {table} WHERE {held} {_order(wanted, 'place')} LIMIT ?"
        return self._ask(sql, (*held.values, limit))

    def _near(self, wanted: Wanted, limit: int) -> Iterator[int]:
        """Look at the first cases of the order only; hits may all lie far behind."""
        held = holding(sought(wanted.query), wanted.lives)
        near = f"SELECT place FROM cases INDEXED BY cases_{wanted.by} {_order(wanted, 'place')}"
        # The order of a cross join is that of what stands first.
        table = f"({near} LIMIT {_NEAR}) AS near CROSS JOIN cases ON cases.place = near.place"
        return self._ask(
            f"SELECT near.place FROM {table} WHERE {held} LIMIT ?", (*held.values, limit)
        )

    def _found(self, table: str, wanted: Wanted, held: Held, limit: int) -> Iterator[int]:
        """Go through what the index of pieces finds; other orders are sorted."""
        order = _order(wanted, "pieces.rowid")
        sql = f"SELECT pieces.rowid FROM {table} WHERE {held} {order} LIMIT ?"
        return self._ask(sql, (*held.values, limit))

    def _is_dense(self, wanted: Wanted) -> bool:
        """Return whether the newest hits lie close to each other."""
        held = indexed(sought(wanted.query), wanted.lives)
        newest = f"SELECT pieces.rowid FROM {PIECES} WHERE {held} ORDER BY pieces.rowid DESC"
        hits = list(self._ask(f"{newest} LIMIT ?", (*held.values, _PROBED)))
        (last,) = self._database.row("SELECT max(place) FROM cases")
        return len(hits) == _PROBED and (last - hits[-1]) < _PROBED * _DENSE

    def _ask(self, sql: str, values: tuple[object, ...]) -> Iterator[int]:
        with told(self._database.path):
            for (place,) in self._database.connection.execute(sql, values):
                yield place


def _way(wanted: Wanted) -> str:
    return "DESC" if wanted.down else "ASC"


def _order(wanted: Wanted, place: str) -> str:
    key, way = _KEYS[wanted.by], _way(wanted)
    return f"ORDER BY {key} {way}, {place} {way}" if key else f"ORDER BY {place} {way}"
