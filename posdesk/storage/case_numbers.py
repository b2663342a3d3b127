"""Which number a case may have: the next of its day, and none that another case has."""

from __future__ import annotations

from datetime import date, timedelta

from posdesk.storage.database import Database


class CaseNumbers:
    """Gives case numbers, as they stand on paper."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, day: date) -> str:
        """Return the next free number of a Beijing day, as ``261120-03``, inside a transaction.

        Numbers of erased cases are on paper elsewhere, so openings count, not only rows.
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
        return f"{prefix}{max(most or 0, opened) + 1:02d}"

    def is_taken(self, number: str, case_id: str) -> bool:
        """Return whether another case than ``case_id`` has this number."""
        sql = "SELECT 1 FROM cases WHERE number = ? AND id <> ?"
        return self._database.row(sql, (number, case_id)) is not None
