"""The records of a folder opened to be examined: nothing is changed, however damaged they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk import __version__
from posdesk.domain.event import Recorded
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError
from posdesk.storage.exhibits import EXHIBITS as EXHIBITS_SCHEMA
from posdesk.storage.exhibits import Exhibits
from posdesk.storage.form import connect_looking, newer_trouble, written_by
from posdesk.storage.health import Health, health
from posdesk.storage.journal import Journal
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.projection import Projection
from posdesk.storage.queries import Queries
from posdesk.storage.schema import Schema
from posdesk.storage.shape import Shape, cashiers, shape
from posdesk.storage.store import DATABASE, EXHIBITS
from posdesk.storage.trouble import told, trouble
from posdesk.storage.verify import Verification, verify

if TYPE_CHECKING:
    from posdesk.domain.key import Key


class Records:
    """The journal and the exhibits of a folder, only to be read; every step may raise."""

    def __init__(self, folder: Path, key: Key | None, database: Database) -> None:
        self._folder, self._key, self._database = folder, key, database
        self._journal = Journal(database)
        self._projection = Projection(database, self._journal)

    @classmethod
    def open(cls, folder: Path, key: Key | None = None) -> Records:
        """Open the records in ``folder``; raises ``DataTrouble`` where they are none of ours."""
        return cls(folder, key, _open(folder / DATABASE, JOURNAL, key))

    def health(self) -> Health:
        """Return versions, sizes and SQLite's own check."""
        return health(self._database, self._folder / EXHIBITS)

    def shape(self) -> Shape:
        """Return the form of the journal's file, without anything that it says."""
        return shape(self._database)

    def cashiers(self) -> tuple[str, ...]:
        """Return the names of those who took cases down."""
        return cashiers(self._database)

    def verify(self) -> Verification:
        """Go through the whole chain."""
        return verify(self._database, self._journal.counter, self._projection.is_current(), None)

    @property
    def is_of_this_version(self) -> bool:
        """Whether the tables are laid out as this program does it; else the next start does so."""
        (version,) = self._database.row("PRAGMA user_version")
        return bool(version == JOURNAL.version) and not self._projection.is_behind()

    def differing(self) -> tuple[str, ...]:
        """Return the ids of cases whose rows are not what the journal tells."""
        return self._projection.differing()

    def damaged_exhibits(self) -> tuple[str, ...]:
        """Return the digests of what events name and what is missing or damaged."""
        named = Queries(self._database).named_exhibits()
        if not (self._folder / EXHIBITS).exists():
            return tuple(sorted(named))
        exhibits = Exhibits.of(_open(self._folder / EXHIBITS, EXHIBITS_SCHEMA, self._key))
        try:
            return exhibits.damaged(named)
        finally:
            exhibits.close()

    def beside_cases(self) -> Sequence[Recorded]:
        """Return the events that belong to no case, in order."""
        return self._journal.of_no_case()

    def newest_at(self) -> str:
        """Return when (ISO) the last event of the journal was, empty where there is none."""
        row = self._database.row("SELECT at FROM events ORDER BY pos DESC LIMIT 1")
        return str(row[0]) if row else ""

    def latest_at(self) -> str:
        """Return the latest moment (ISO) that any event bears, empty where there is none."""
        (latest,) = self._database.row("SELECT max(at) FROM events")
        return str(latest or "")

    def close(self) -> None:
        """Close the files."""
        self._database.close()


def _open(path: Path, schema: Schema, key: Key | None) -> Database:
    with told(path):
        connection = connect_looking(path, key)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
        except DatabaseError:
            connection.close()
            raise
        theirs = written_by(connection) if mark == JOURNAL.mark else ""
    if mark != schema.mark or version > schema.version:
        connection.close()
        if mark != schema.mark:
            raise trouble(path, "SQLITE_NOTADB")
        raise newer_trouble(path.parent, theirs, __version__)
    return Database(path, connection)
