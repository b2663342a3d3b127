"""One SQLite file: opened safely, written in whole transactions, its troubles told in words."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from posdesk.domain.errors import DataTrouble, UpgradeNeeded
from posdesk.domain.key import Key
from posdesk.ownership import make_folder, open_private
from posdesk.storage.driver import BUSY_SECONDS, Connection, DatabaseError, connect, tables
from posdesk.storage.schema import Schema
from posdesk.storage.trouble import NEWER, OLDER, gone, is_passing, raise_told, told, trouble

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
    """An open database of one ``schema``; used only by the thread that opened it.

    A connection that failed with its disk or drive is of no use when that comes back: the next
    step opens the file again, by ``connect``, after ``before_again`` had a word.
    """

    def __init__(
        self, path: Path, connection: Connection, connect: Callable[[], Connection] | None = None
    ) -> None:
        self.path = path
        self.connection = connection
        self.before_again: Callable[[], None] | None = None
        self._connect = connect
        self._failed = self._inside = False

    @classmethod
    def open(
        cls, path: Path, schema: Schema, key: Key | None = None, *, older: bool = False
    ) -> Database:
        """Open the database at ``path``, made new where it is not there yet.

        ``key`` is what it is encrypted with, ``None`` where it is not; ``older`` opens what an
        older program laid out, as it is, for whoever brings it up to ``schema``.

        Raises ``DataTrouble`` where it cannot be written, is damaged, is none of ours or was
        written by a newer program; ``UpgradeNeeded`` where it was by an older one.
        """
        prepare(path)
        with told(path):
            database = cls(path, connect(path, key), lambda: connect(path, key))
            try:
                database._begin(schema, older)
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
        return self._asked(lambda connection: connection.execute(sql, values).fetchone())

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows that ``sql`` finds."""
        found: list[Any] = self._asked(lambda c: c.execute(sql, values).fetchall())
        return found

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
        self._asked(lambda c: c.execute(begin))
        connection, self._inside = self.connection, True
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            # SQLite may have rolled back already; what failed first is what is told.
            if connection.in_transaction:
                with suppress(DatabaseError):
                    connection.execute("ROLLBACK")
            if isinstance(error, DatabaseError):
                self._raise(error)
            raise
        finally:
            self._inside = False

    def _asked(self, ask: Callable[[Connection], Any]) -> Any:
        """Ask the connection; where it failed, once more a new one."""
        if not self._failed:
            with told(self.path):
                try:
                    return ask(self.connection)
                except DatabaseError as error:
                    if self._inside or self._connect is None or not is_passing(error):
                        self._raise(error)
                    self._failed = True
        if self._connect is not None and not self._inside:
            self._open_again(self._connect)
        try:
            return ask(self.connection)
        except DatabaseError as error:
            self._raise(error)

    def _raise(self, error: DatabaseError) -> NoReturn:
        self._failed = self._failed or is_passing(error)
        raise_told(self.path, error)

    def _open_again(self, connect: Callable[[], Connection]) -> None:
        # SQLite would make an empty file in the place of a drive that is away.
        if not self.path.exists():
            raise gone(self.path)
        with told(self.path):
            if self.before_again is not None:
                self.before_again()
            fresh = connect()
            try:
                for pragma in _PRAGMAS:
                    fresh.execute(pragma)
                fresh.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except DatabaseError:
                fresh.close()
                raise
        with suppress(DatabaseError):
            self.connection.close()
        self.connection, self._failed = fresh, False

    def write_anew(self, wait: float) -> bool:
        """Write the whole file anew and empty its log, so that only what is there now is in them.

        Return whether that was done: not where others use the file for more than ``wait`` seconds.
        """
        execute = self.connection.execute
        try:
            execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
            execute("VACUUM")
            (busy, *_) = execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except DatabaseError as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                return False
            raise_told(self.path, error)
        finally:
            execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        return not busy

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self.connection.close()

    def _begin(self, schema: Schema, older: bool) -> None:
        """Refuse what is not ours before anything is changed; then set up, and make what is new."""
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        (mark,) = self.connection.execute("PRAGMA application_id").fetchone()
        if mark != schema.mark and (mark or self._has_tables()):
            raise trouble(self.path, "SQLITE_NOTADB")
        if version > schema.version:
            raise DataTrouble(NEWER, folder=self.path.parent)
        if 0 < version < schema.version and not older:
            raise UpgradeNeeded(OLDER, folder=self.path.parent)
        for pragma in _PRAGMAS:
            self.connection.execute(pragma)
        self._log_ahead()
        if version == 0:
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
    """Make folder and file, for their owner or their group alone, and see that they can be written.

    A file that is there is not opened: closing it would let go of every lock that SQLite holds on
    it for this process, and another program could then take its write-ahead log away.
    """
    try:
        make_folder(path.parent)
        if not path.exists():
            os.close(open_private(path, os.O_RDWR | os.O_CREAT | os.O_EXCL))
        elif not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    except FileExistsError:
        return  # another program was quicker
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise trouble(path, "SQLITE_FULL" if full else "SQLITE_READONLY", error) from error
