"""The cases that are not closed, told by how far each has come, so that a list reads only news."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CaseRow, case_row
from posdesk.storage.rows import Row
from posdesk.storage.words import Term, holds

_SEARCHED = f"SELECT {', '.join(Row._fields)} FROM cases"

_AT_ONCE = 500
"""Ids in one question; SQLite takes a limited number."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A case for lists, with the words and amounts that a search asks for and its last hash."""

    row: CaseRow
    words: str
    amounts: str
    initials: str
    head: bytes

    def holds(self, asked: Collection[Term]) -> bool:
        """Return whether the case holds every part of a query, as a question to SQL would find."""
        return holds(asked, self.words, self.amounts, self.initials)


class Living:
    """Questions to the derived tables of one database about many cases at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heads(self, limit: int) -> Mapping[str, bytes]:
        """Return by id the last hash of the newest cases that are not closed."""
        return dict(
            self._database.rows(
                "SELECT id, head FROM cases WHERE life <> 'closed' ORDER BY opened_at DESC LIMIT ?",
                (limit,),
            )
        )

    def count(self) -> int:
        """Return how many cases are not closed."""
        # Without the name SQLite goes through an index of all cases.
        (count,) = self._database.row(
            "SELECT count(*) FROM cases INDEXED BY cases_living WHERE life <> 'closed'"
        )
        return int(count)

    def cases(self, ids: Sequence[str]) -> tuple[Searchable, ...]:
        """Return the cases with these ids, in no order."""
        found: list[Searchable] = []
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            sql = f"{_SEARCHED} WHERE id IN ({', '.join('?' * len(some))})"
            for found_row in self._database.rows(sql, some):
                r = Row._make(found_row)
                found.append(Searchable(case_row(r), r.words, r.amounts, r.initials, r.head))
        return tuple(found)
