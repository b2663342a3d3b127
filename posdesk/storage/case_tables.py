"""Writes the rows that tell of cases: the row of each, its pieces in the index, what it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from posdesk.domain.case import Case
from posdesk.storage.database import Database
from posdesk.storage.rows import SEARCHED, Row
from posdesk.storage.tokens import tokens

_COLUMNS = ", ".join(Row._fields)
_INSERT = f"INSERT INTO cases (place, {_COLUMNS}) VALUES (?{', ?' * len(Row._fields)})"
_PLACES = [f"{name} = ?" for name in Row._fields]
_SEARCHED = {n for n, name in enumerate(Row._fields) if name in SEARCHED}
_EXHIBIT = 'INSERT INTO exhibits ("case", id, sha256) VALUES (?, ?, ?)'


class CaseTables:
    """The tables ``cases``, ``pieces`` and ``exhibits``, inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _execute(self, sql: str, values: Sequence[object] = ()) -> Any:
        """Ask the connection as it is now: one that failed may have been replaced."""
        return self._database.connection.execute(sql, values)

    def insert(self, place: int, row: Row) -> None:
        """Write the row of a case that has none yet, at the place of its first event."""
        self._execute(_INSERT, (place, *row))
        self._index(place, row)

    def update(self, old: Row, new: Row) -> None:
        """Write what differs in the row of a case; its pieces only where they do.

        An index whose columns are left alone costs no page of the log.
        """
        changed = [n for n, value in enumerate(new) if value != old[n]]
        places = ", ".join([_PLACES[n] for n in changed])
        values = [new[n] for n in changed]
        (place,) = self._execute(
            f"UPDATE cases SET {places} WHERE id = ? RETURNING place", (*values, new.id)
        ).fetchone()
        if not _SEARCHED.isdisjoint(changed):
            self._execute("DELETE FROM pieces WHERE rowid = ?", (place,))
            self._index(place, new)

    def write_exhibits(self, case: Case) -> None:
        """Write which bytes the case names now: covered ones stand in the place of others."""
        self._execute('DELETE FROM exhibits WHERE "case" = ?', (case.id,))
        for values in named(case):
            self._execute(_EXHIBIT, values)

    def forget(self, case_ids: Collection[str]) -> None:
        """Delete all that is written of these cases.

        Their pieces stay readable in the file until ``search_care`` has gone over it.
        """
        for case_id in case_ids:
            for (place,) in self._execute(
                "DELETE FROM cases WHERE id = ? RETURNING place", (case_id,)
            ).fetchall():
                self._execute("DELETE FROM pieces WHERE rowid = ?", (place,))
            self._execute('DELETE FROM exhibits WHERE "case" = ?', (case_id,))

    def clear(self) -> None:
        """Delete all rows."""
        self._execute("DELETE FROM cases")
        self._execute("DELETE FROM exhibits")
        self._execute("INSERT INTO pieces (pieces) VALUES ('delete-all')")

    def _index(self, place: int, row: Row) -> None:
        self._execute("INSERT INTO pieces (rowid, said) VALUES (?, ?)", (place, pieces_of(row)))


def pieces_of(row: Row) -> str:
    """Return what the index knows of the case with this row."""
    return tokens(row.words, row.amounts, row.initials, row.life)


def named(case: Case) -> list[tuple[str, str, str]]:
    """Return the rows of the bytes that a case names: case, exhibit and digest."""
    kept = [(case.id, one.id, digest) for one in case.exhibits for digest in one.digests]
    return kept + [(case.id, one.event.bundle, one.event.sha256) for one in case.sent if one.kept]
