"""What lists ask of the derived tables: rows of cases, found by words, by day or as unfinished."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from posdesk.domain.errors import NotFound
from posdesk.domain.life import Life
from posdesk.domain.text import N_
from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import (
    CASES,
    CaseRow,
    UnfinishedWalk,
    case_row,
    unfinished_walk,
)
from posdesk.storage.queries.placed import rows_at
from posdesk.storage.queries.places import Places
from posdesk.storage.queries.wanted import Wanted
from posdesk.storage.rows import Row
from posdesk.storage.words import sought

_OPEN = frozenset({Life.OPEN, Life.WAITING})

_LATELY = 1000
"""How far back goes what has to be counted between two keys."""


class Queries:
    """Questions to the derived tables of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._places = Places(database)

    def case_id(self, reference: str) -> str:
        """Return the id of the case with this id or number; raises ``NotFound``."""
        row = self._database.row(
            "SELECT id FROM cases WHERE id = ?1 OR number = ?1 ORDER BY opened_at DESC LIMIT 1",
            (reference.strip(),),
        )
        if row is None:
            raise NotFound(
                N_("There is no case “{reference}”; nothing was changed; look it up in the list."),
                reference=reference.strip()[:40],
            )
        return str(row[0])

    def cases(
        self, query: str | None, opened_on: date | None, lives: Collection[Life], limit: int
    ) -> tuple[CaseRow, ...]:
        """Return the newest cases that hold every part of ``query``, opened on that Beijing day.

        ``lives`` are the states they may be in, all where it is empty.
        """
        wanted = Wanted(query or "", frozenset(lives or Life))
        if opened_on is None:
            return self._at(self._places.some(wanted, limit))
        return self._at(self._places.of_day(wanted, opened_on, limit))

    def at_hand(self, day: date, limit: int) -> tuple[CaseRow, ...]:
        """Return the cases opened or changed on a Beijing day, or promised for it."""
        begin, end = day.isoformat(), (day + timedelta(days=1)).isoformat()
        found = self._database.rows(
            f"{CASES} WHERE (last_at >= ?1 AND last_at < ?2)"
            " OR (opened_at >= ?1 AND opened_at < ?2) OR (promise_by >= ?1 AND promise_by < ?2)"
            " ORDER BY opened_at DESC, id DESC LIMIT ?3",
            (begin, end, limit),
        )
        return tuple(case_row(Row._make(row)) for row in found)

    def open_cases(self, query: str, limit: int) -> tuple[CaseRow, ...]:
        """Return the newest open cases that hold every part of ``query``."""
        if not sought(query):
            return ()
        return self._at(self._places.some(Wanted(query, _OPEN), limit))

    def flows_met(self) -> dict[str, int]:
        """Return how many of the newest cases each flow has."""
        found = self._database.rows(
            "SELECT flow, count(*) FROM (SELECT flow FROM cases ORDER BY opened_at DESC LIMIT ?)"
            " WHERE flow <> '' GROUP BY flow",
            (_LATELY,),
        )
        return {row[0]: row[1] for row in found}

    def unfinished(self) -> tuple[UnfinishedWalk, ...]:
        """Return the walks that can be gone on with, the newest first."""
        found = self._database.rows(f"{CASES} WHERE unfinished = 1 ORDER BY walk_at DESC")
        return tuple(unfinished_walk(Row._make(row)) for row in found)

    def named_exhibits(self) -> list[str]:
        """Return the digests of all bytes that events name."""
        return [row[0] for row in self._database.rows("SELECT DISTINCT sha256 FROM exhibits")]

    def naming(self, digest: str) -> list[str]:
        """Return the ids of the cases whose events name these bytes."""
        sql = 'SELECT DISTINCT "case" FROM exhibits WHERE sha256 = ? ORDER BY 1'
        return [row[0] for row in self._database.rows(sql, (digest,))]

    def _at(self, places: Iterable[int]) -> tuple[CaseRow, ...]:
        return tuple(rows_at(self._database, tuple(places)))
