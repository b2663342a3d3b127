"""Writes a database again under another key, or under none, and sees that nothing is missing.

SQLCipher's own export copies every table, index, trigger and the tables behind a search index; page
copies cannot change whether a file is encrypted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.storage.database import prepare
from posdesk.storage.driver import Connection, DatabaseError, connect
from posdesk.storage.durable import file_trouble
from posdesk.storage.projection import Progress
from posdesk.storage.trouble import raise_told, told, trouble

_DIFFERS = N_(
    "The copy of {file} under the other key is not what it was made of; nothing was changed; check"
    " the disk with “posdesk doctor” and try again."
)
_EVERY = 50_000
"""Steps of SQLite between two looks at how far the copy is."""

_CODES = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "unable to open database file": "SQLITE_CANTOPEN",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
}
"""The export tells its errors in words, without a code."""

_SCHEMA = 'SELECT type, name, tbl_name, sql FROM "{}".sqlite_schema ORDER BY type, name'
_TABLES = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0"


def opens(path: Path, key: Key | None) -> bool:
    """Return whether ``key`` opens the database at ``path``; ``None`` opens what is plain.

    Raises ``DataTrouble`` where the disk does not let it be read.
    """
    if not path.exists():
        return False
    try:
        connection = connect(path, key)
    except DatabaseError:
        return False
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            return False
        raise_told(path, error)
    finally:
        connection.close()
    return True


def recrypt(
    source: Path,
    key: Key | None,
    target: Path,
    new_key: Key | None,
    progress: Progress | None = None,
) -> None:
    """Write the database ``source`` to the new file ``target``, encrypted with ``new_key``.

    Nobody may write to ``source`` meanwhile. ``progress`` is told of bytes and may raise to give
    up. Raises ``DataTrouble``; what is at ``target`` then is no whole copy.
    """
    try:
        for ending in ("", "-wal", "-shm", "-journal"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise file_trouble(target, error) from error
    prepare(target)
    with told(source), _connected(source, key) as connection:
        secret = f"x'{new_key.secret.hex()}'" if new_key else ""
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("ATTACH DATABASE ? AS other KEY ?", (str(target), secret))
        # A copy that is cut short is thrown away, and a whole one is synced before it counts.
        connection.execute("PRAGMA other.journal_mode = OFF")
        connection.execute("PRAGMA other.synchronous = OFF")
        with _in_words(source, target), _watched(connection, source, target, progress):
            connection.execute("SELECT sqlcipher_export('other')").fetchone()
        for pragma in ("user_version", "application_id"):
            (value,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
            connection.execute(f"PRAGMA other.{pragma} = {value}")
        if not _is_same(connection):
            raise DataTrouble(_DIFFERS, file=source)
        connection.execute("DETACH DATABASE other")
    check(target, new_key)


def check(path: Path, key: Key | None) -> None:
    """Read the whole database anew; raises ``DataTrouble`` where it is not sound."""
    with told(path), _connected(path, key) as connection:
        found = connection.execute("PRAGMA quick_check").fetchall()
    if found != [("ok",)]:
        raise trouble(path, "SQLITE_CORRUPT")


def damaged_blobs(path: Path, key: Key | None, progress: Progress | None = None) -> frozenset[str]:
    """Return the digests in a file of exhibits whose bytes are not what they were."""
    wrong = set()
    with told(path), _connected(path, key) as connection:
        (total,) = connection.execute("SELECT count(*) FROM blobs").fetchone()
        rows = connection.execute("SELECT sha256, body FROM blobs ORDER BY number")
        for done, (digest, body) in enumerate(rows, 1):
            if sha256(body).hexdigest() != digest:
                wrong.add(digest)
            if progress:
                progress(done, total)
    return frozenset(wrong)


def _is_same(connection: Connection) -> bool:
    """Return whether the copy has every table, index and trigger, and as many rows in each."""
    schemas = [connection.execute(_SCHEMA.format(name)).fetchall() for name in ("main", "other")]
    if schemas[0] != schemas[1]:
        return False
    for (table,) in connection.execute(_TABLES).fetchall():
        counts = [
            connection.execute(f'SELECT count(*) FROM {name}."{table}"').fetchone()
            for name in ("main", "other")
        ]
        if counts[0] != counts[1]:
            return False
    return True


@contextmanager
def _connected(path: Path, key: Key | None) -> Iterator[Connection]:
    connection = connect(path, key)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _in_words(source: Path, target: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        name = _CODES.get(str(error))
        if name is None:
            raise
        raise trouble(source if name == "SQLITE_CORRUPT" else target, name, error) from error


@contextmanager
def _watched(
    connection: Connection, source: Path, target: Path, progress: Progress | None
) -> Iterator[None]:
    """Tell ``progress`` how far the copy is; what it raises ends the statement and is raised."""
    if progress is None:
        yield
        return
    total, raised = max(source.stat().st_size, 1), list[BaseException]()

    def look() -> int:
        try:
            progress(min(target.stat().st_size, total), total)
        except BaseException as error:  # noqa: BLE001 - raised again below, past SQLite's C code
            raised.append(error)
            return 1
        return 0

    setter: Callable[[Callable[[], int] | None, int], None] = connection.set_progress_handler
    setter(look, _EVERY)
    try:
        yield
    except DatabaseError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        setter(None, 0)
