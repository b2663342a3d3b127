"""Which number a case may have: the next of its day, and none that another case has."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property

from posdesk.storage.database import Database

_NUMBER = re.compile(r"\d{6}-\d{2,9}")
_BEFORE = """
SELECT json_extract(CAST(p.body AS TEXT), '$.last_number')
FROM events e JOIN payloads p ON p.pos = e.pos WHERE e."case" = '' AND e.type = 'journal_started'
"""


class CaseNumbers:
    """Gives case numbers, as they stand on paper."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, day: date) -> str:
        """Return the next free number of a Beijing day, as ``261120-03``, inside a transaction.

        Numbers of erased cases are on paper elsewhere, so openings count, not only rows; so are
        those that were given after the backup that these data were restored from.
        """
        prefix = day.strftime("%y%m%d-")
        (most,) = self._database.row(
            "SELECT max(CAST(substr(number, 8) AS INTEGER)) FROM cases"
            " WHERE number >= ? AND number < ?",
            (prefix, prefix + "："),
        )
        (opened,) = self._database.row(
            "SELECT count(*) FROM events WHERE type = 'case_opened' AND at >= ? AND at < ?",
            (day.isoformat(), (day + timedelta(days=1)).isoformat()),
        )
        before = max((int(n[7:]) for n in self._given_before if n.startswith(prefix)), default=0)
        return f"{prefix}{max(most or 0, opened, before) + 1:02d}"

    @cached_property
    def _given_before(self) -> tuple[str, ...]:
        """The last numbers of what these data took the place of, time and again."""
        found = self._database.rows(_BEFORE)
        return tuple(number for (number,) in found if _NUMBER.fullmatch(number or ""))

    def is_taken(self, number: str, case_id: str) -> bool:
        """Return whether another case than ``case_id`` has this number."""
        sql = "SELECT 1 FROM cases WHERE number = ? AND id <> ?"
        return self._database.row(sql, (number, case_id)) is not None
