"""One SQLite file: opened safely, written in whole transactions, its troubles told in words."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.storage.driver import BUSY_SECONDS, Connection, DatabaseError, connect, tables
from posdesk.storage.schema import Schema
from posdesk.storage.trouble import NEWER, raise_told, told, trouble

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Without this INSERT OR REPLACE would delete rows unseen by the triggers.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """An open database of one ``schema``; used only by the thread that opened it."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self.connection = connection

    @classmethod
    def open(cls, path: Path, schema: Schema, key: Key | None = None) -> Database:
        """Open the database at ``path``, made new or brought up to ``schema`` where needed.

        ``key`` is what it is encrypted with, ``None`` where it is not.

        Raises ``DataTrouble`` where it cannot be written, is damaged, is none of ours or was
        written by a newer program.
        """
        prepare(path)
        with told(path):
            database = cls(path, connect(path, key))
            try:
                database._begin(schema)
            except BaseException:
                database.close()
                raise
        return database

    @property
    def tables(self) -> Tables:
        """The same database through sqlite-utils."""
        return tables(self.connection)

    def row(self, sql: str, values: Sequence[object] = ()) -> Any:
        """Return the first row that ``sql`` finds, or ``None``."""
        try:
            return self.connection.execute(sql, values).fetchone()
        except DatabaseError as error:
            raise_told(self.path, error)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows that ``sql`` finds."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except DatabaseError as error:
            raise_told(self.path, error)

    def atomic(self) -> AbstractContextManager[Connection]:
        """Do everything inside or nothing; no other program writes meanwhile.

        Raises ``DataTrouble`` where that cannot be had; then nothing was done.
        """
        return self._transaction("BEGIN IMMEDIATE")

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Read one moment of the database, whatever others write meanwhile."""
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        connection = self.connection
        try:
            connection.execute(begin)
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            # SQLite may have rolled back already; what failed first is what is told.
            if connection.in_transaction:
                with suppress(DatabaseError):
                    connection.execute("ROLLBACK")
            if isinstance(error, DatabaseError):
                raise_told(self.path, error)
            raise

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self.connection.close()

    def _begin(self, schema: Schema) -> None:
        """Refuse what is not ours before anything is changed; then set up and bring up to date."""
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        (mark,) = self.connection.execute("PRAGMA application_id").fetchone()
        if mark != schema.mark and (mark or self._has_tables()):
            raise trouble(self.path, "SQLITE_NOTADB")
        if version > schema.version:
            raise DataTrouble(NEWER, folder=self.path.parent)
        for pragma in _PRAGMAS:
            self.connection.execute(pragma)
        self._log_ahead()
        if version < schema.version:
            # Of two programs that open a new folder at once the second finds nothing left to do.
            with self.atomic():
                schema.bring_up(self.tables)

    def _has_tables(self) -> bool:
        return bool(self.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])

    def _log_ahead(self) -> None:
        """Switch to a write-ahead log; SQLite does not wait for others here by itself."""
        until = time.monotonic() + BUSY_SECONDS
        while self.connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
            except DatabaseError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return


def prepare(path: Path) -> None:
    """Make folder and file readable by their owner alone, and see that they can be written.

    A file that is there is not opened: closing it would let go of every lock that SQLite holds on
    it for this process, and another program could then take its write-ahead log away.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        elif not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    except FileExistsError:
        return  # another program was quicker
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise trouble(path, "SQLITE_FULL" if full else "SQLITE_READONLY", error) from error
