"""Looks into a finished backup without changing a byte of it, or of the folder it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from posdesk.domain.errors import DataTrouble, KeyNeeded
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.storage.backup.about import MARK, About, OwnFile, named, read_about
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError, connect_to_read
from posdesk.storage.durable import file_trouble
from posdesk.storage.trouble import raise_told

KEY_ENDING = ".key"
_PLAIN = b"SQLite format 3\x00"
_PAGE = 4096
"""What the size of every database file of ours is a multiple of."""

_NO_BACKUP = N_(
    "{file} is damaged or no backup of PosDesk; nothing was changed; choose another backup."
)
_LOCKED = N_(
    "The backup {file} is encrypted; nothing was changed; give the passphrase or the recovery code"
    " that held when it was made."
)
_NO_KEY_FILE = N_(
    "{file} is damaged, or it is encrypted and {key} does not lie beside it; nothing was changed;"
    " put both side by side or choose another backup."
)


def key_file(backup: Path) -> Path:
    """Return where the wrapped key of an encrypted ``backup`` lies: beside it."""
    return backup.with_name(backup.name + KEY_ENDING)


def is_encrypted(backup: Path) -> bool:
    """Return whether ``backup`` needs a key; raises ``DataTrouble`` where it cannot be read."""
    try:
        with backup.open("rb") as file:
            return file.read(len(_PLAIN)) != _PLAIN
    except OSError as error:
        raise file_trouble(backup, error) from error


@contextmanager
def reading(backup: Path, key: Key | None) -> Iterator[Database]:
    """Open ``backup`` to be read; ``key`` is used only where it is encrypted.

    Raises ``KeyNeeded`` where ``key`` does not open it, ``DataTrouble`` where it is no backup.
    """
    locked = is_encrypted(backup)
    if locked and key is None:
        raise _locked(backup)
    try:
        database = Database(backup, connect_to_read(backup, key if locked else None))
    except DatabaseError as error:
        raise_told(backup, error)
    try:
        _refuse_others(database, locked=locked)
        yield database
    except DatabaseError as error:
        raise_told(backup, error)
    except UnicodeDecodeError as error:
        # What SQLite quotes of a damaged file need not be text.
        raise DataTrouble(_NO_BACKUP, file=backup) from error
    finally:
        database.close()


def _refuse_others(database: Database, *, locked: bool) -> None:
    """Raise where this is no backup, or not one that this key opens."""
    try:
        (mark,) = database.connection.execute("PRAGMA application_id").fetchone()
        (tables,) = database.connection.execute(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'backup_about'"
        ).fetchone()
    except DatabaseError as error:
        if locked:
            raise _locked(database.path) from error
        raise DataTrouble(_NO_BACKUP, file=database.path) from error
    if mark != MARK or not tables:
        raise DataTrouble(_NO_BACKUP, file=database.path)


def _locked(backup: Path) -> DataTrouble:
    """Return what to say of a file that is encrypted, or no database at all."""
    if backup.stat().st_size % _PAGE or not backup.stat().st_size:
        return DataTrouble(_NO_BACKUP, file=backup)
    if key_file(backup).exists():
        return KeyNeeded(_LOCKED, file=backup)
    return KeyNeeded(_NO_KEY_FILE, file=backup, key=key_file(backup).name)


def look(backup: Path, key: Key | None = None) -> About:
    """Return what ``backup`` says of itself; raises ``KeyNeeded`` or ``DataTrouble``.

    This is quick and no proof that all of it is sound: ``check.check`` is that.
    """
    with reading(backup, key) as database:
        about = read_about(database)
    if about is None:
        raise DataTrouble(_NO_BACKUP, file=backup)
    return about


def own_files(backup: Path, key: Key | None = None) -> tuple[OwnFile, ...]:
    """Return the shop's own files as they lay when ``backup`` was made."""
    with reading(backup, key) as database:
        found = database.rows("SELECT name, body FROM backup_files ORDER BY name")
    return tuple(OwnFile(name, bytes(body)) for name, body in found)


def holds_case(backup: Path, key: Key | None, case_id: str) -> bool:
    """Return whether ``backup`` still holds what the events of a case say."""
    with reading(backup, key) as database:
        asked = 'SELECT 1 FROM events e JOIN payloads p ON p.pos = e.pos WHERE e."case" = ? LIMIT 1'
        return database.row(asked, (case_id,)) is not None


def named_digests(backup: Path, key: Key | None = None) -> tuple[str, ...]:
    """Return the digests (SHA-256 in hex) of the exhibits that ``backup`` names."""
    with reading(backup, key) as database:
        return named(database)
