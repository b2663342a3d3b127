"""Copies the pages of a database that others go on writing to, as they were at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage.backup.shares import Progress
from posdesk.storage.database import Database, prepare
from posdesk.storage.driver import Connection, DatabaseError, connect
from posdesk.storage.trouble import raise_told, told, trouble

PAGES = 500
"""Pages a step, 2 MB: between two steps it can be stopped."""

_CODES = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
}
"""The driver gives the errors of a copy without a code."""


@contextmanager
def one_moment(path: Path, key: Key | None) -> Iterator[Database]:
    """Read one moment of the database at ``path`` by a connection of its own."""
    with told(path):
        database = Database(path, connect(path, key))
    try:
        with database.snapshot():
            yield database
    finally:
        database.close()


@contextmanager
def new_file(path: Path, key: Key | None) -> Iterator[Connection]:
    """Make the database ``path``, its owner's alone; nobody knows of it, nothing is made beside it.

    It is not safe from a kill while it is written, and closed when this is left.
    """
    prepare(path)
    with told(path):
        connection = connect(path, key)
    try:
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = OFF", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA temp_store = MEMORY")
        yield connection
    except DatabaseError as error:
        raise_told(path, error)
    finally:
        connection.close()


def copy_pages(source: Database, target: Connection, path: Path, progress: Progress) -> None:
    """Copy the moment that ``source`` holds into ``target``, the database at ``path``.

    ``target`` is then in the mode in which it needs no file beside it. ``progress`` may raise.
    """

    def step(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    try:
        source.connection.backup(target, pages=PAGES, progress=step)
    except DatabaseError as error:
        name = _CODES.get(str(error))
        if name is None:
            raise_told(path, error)
        at = source.path if name in ("SQLITE_CORRUPT", "SQLITE_BUSY") else path
        raise trouble(at, name, error) from error
    target.execute("PRAGMA journal_mode = DELETE")
    target.execute("PRAGMA journal_mode = OFF")
