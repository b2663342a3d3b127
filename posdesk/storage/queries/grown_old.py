"""Which closed cases were closed before a day, the oldest first."""

from __future__ import annotations

from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CASES, CaseRow, case_row
from posdesk.storage.rows import Row

# A case is opened before it is closed, and by that an index leads to the few that can be old. The
# plus keeps SQLite from taking the index of states instead, which leads to every closed case.
_OLD = "+life = 'closed' AND opened_at < ?1 AND life_at < ?1"


class GrownOld:
    """Questions to the derived tables of one database about the age of cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cases(self, before: str, limit: int) -> tuple[CaseRow, ...]:
        """Return the cases that were closed before ISO time ``before`` and are closed still."""
        sql = f"{CASES} WHERE {_OLD} ORDER BY life_at, id LIMIT ?2"
        return tuple(case_row(Row._make(r)) for r in self._database.rows(sql, (before, limit)))

    def count(self, before: str, most: int) -> int:
        """Return how many there are, ``most`` where there are that many or more."""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM cases WHERE {_OLD} LIMIT ?2)"
        return int(self._database.row(sql, (before, most))[0])

    def of_cashier(self, name: str) -> int:
        """Return how many cases name this cashier."""
        (count,) = self._database.row("SELECT count(*) FROM cases WHERE cashier = ?", (name,))
        return int(count)
