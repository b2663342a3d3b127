"""Whether another program wrote to the database: asked every second, so it may cost nothing."""

from __future__ import annotations

from posdesk.storage.database import Database


class News:
    """Remembers how the database of one connection was when it was looked at last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen = self._version()

    def has_come(self) -> bool:
        """Return whether others have written since the last look; own writing is no news."""
        seen, self._seen = self._seen, self._version()
        return self._seen != seen

    @property
    def newest_at(self) -> str:
        """When (ISO) the last event of the journal was, by the clock of then."""
        row = self._database.row("SELECT at FROM events ORDER BY pos DESC LIMIT 1")
        return str(row[0]) if row else ""

    def _version(self) -> tuple[int, int]:
        # SQLite counts anew on a connection that was opened again.
        (version,) = self._database.row("PRAGMA data_version")
        return id(self._database.connection), version
