"""The exhibits of backups: one file in a folder of backups keeps each of them once.

It is written without a write-ahead log, which needs what a stick or a network drive may not have.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.in_place import put_in_place
from posdesk.storage.backup.look import is_encrypted, look, reading
from posdesk.storage.backup.shares import Progress
from posdesk.storage.database import Database, prepare
from posdesk.storage.driver import Connection, DatabaseError, connect
from posdesk.storage.exhibits import EXHIBITS
from posdesk.storage.schema import Schema
from posdesk.storage.trouble import NEWER, raise_told, told, trouble

KEPT = Schema("exhibits", mark=EXHIBITS.mark, steps=EXHIBITS.steps[:1])
"""Kept exhibits stay in the first layout: an older program's backups lie in the same folder."""

DAMAGED = ".damaged"
"""The ending of such a file that SQLite cannot open any more; it lies aside for a while."""

_BATCH = 32 * 1024 * 1024
"""Bytes that are made durable in one go."""

_NOT_KEPT = N_(
    "The exhibit {digest} is not with the backup {file}, or it is damaged; everything else is kept;"
    " look for it in another backup."
)
_NOT_READ_BACK = N_(
    "Exhibits written to {file} did not read back as they were; no backup was made there, the older"
    " ones are kept; check that disk or USB stick and try again."
)


def exhibits_file(folder: Path, key: Key | None) -> Path:
    """Return the file in ``folder`` with the exhibits of its backups encrypted with ``key``."""
    return folder / (f"exhibits-{key.id}.db" if key else "exhibits.db")


class LiveExhibits:
    """The exhibits of a data folder that others go on working in, read one at a time."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._database = Database(path, connect(path, key)) if path.exists() else None

    def get(self, digest: str) -> bytes | None:
        """Return the bytes under ``digest``, ``None`` where they are gone or damaged."""
        if self._database is None:
            return None
        try:
            row = self._database.row("SELECT body FROM blobs WHERE sha256 = ?", (digest,))
        except DataTrouble:
            return None
        body = bytes(row[0]) if row else None
        return body if body is not None and sha256(body).hexdigest() == digest else None

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()


class KeptExhibits:
    """The exhibits that the backups in one folder share; for one program at a time."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        """Open them, made new where they are not there yet or damaged beyond opening."""
        self.path = exhibits_file(folder, key)
        try:
            self._database = self._open(key)
        except DataTrouble:
            if not _is_damaged(self.path, key):
                raise
            # What is lost with it are exhibits of the past; all that are there now come anew.
            aside = self.path.with_name(self.path.name + DAMAGED)
            put_in_place(self.path, aside)
            aside.touch()
            self._database = self._open(key)

    def _open(self, key: Key | None) -> Database:
        prepare(self.path)
        with told(self.path):
            database = Database(self.path, connect(self.path, key))
            try:
                _set_up(database.connection)
                (mark,) = database.row("PRAGMA application_id")
                if mark not in (0, EXHIBITS.mark):
                    raise trouble(self.path, "SQLITE_NOTADB")
                (version,) = database.row("PRAGMA user_version")
                if version > KEPT.version:
                    raise DataTrouble(NEWER, folder=self.path.parent)
                if version < KEPT.version:
                    with database.atomic():
                        KEPT.bring_up(database.tables)
            except BaseException:
                database.close()
                raise
        return database

    def lacking(self, digests: Collection[str]) -> list[str]:
        """Return those of ``digests`` that are not kept here yet."""
        there = {digest for (digest,) in self._database.rows("SELECT sha256 FROM blobs")}
        return sorted(set(digests) - there)

    def take(
        self, digests: Collection[str], get: Callable[[str], bytes | None], progress: Progress
    ) -> list[str]:
        """Keep those of ``digests`` that are not here yet, read back; return those not to be had.

        Raises ``DataTrouble``; what was kept so far is kept.
        """
        wanted, missing = self.lacking(digests), list[str]()
        batch, size = list[tuple[str, bytes]](), 0
        for done, digest in enumerate(wanted, start=1):
            body = get(digest)
            if body is None:
                missing.append(digest)
            else:
                batch.append((digest, body))
                size += len(body)
            if size > _BATCH:
                self._put(batch)
                batch, size = [], 0
            progress(done, len(wanted))
        self._put(batch)
        return missing

    def _put(self, batch: Sequence[tuple[str, bytes]]) -> None:
        now = int(time.time())
        rows = [(digest, len(body), now, body) for digest, body in batch]
        with self._database.atomic() as connection:
            connection.executemany(
                "INSERT INTO blobs (sha256, size, put_at, body) VALUES (?, ?, ?, ?)", rows
            )
        for digest, _ in batch:
            (body,) = self._database.row("SELECT body FROM blobs WHERE sha256 = ?", (digest,))
            if sha256(body).hexdigest() != digest:
                raise DataTrouble(_NOT_READ_BACK, file=self.path)

    def keep_only(self, named: Collection[str]) -> int:
        """Let go of what no backup names any more; return how many went."""
        kept = set(named)
        with self._database.atomic() as connection:
            there = connection.execute("SELECT sha256 FROM blobs").fetchall()
            going = [(digest,) for (digest,) in there if digest not in kept]
            connection.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", going)
            connection.executemany("DELETE FROM blobs WHERE sha256 = ?", going)
            connection.execute("DELETE FROM leaving")
        return len(going)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


class BackupExhibits:
    """The exhibits that go with one backup: in itself where it is whole, else beside it."""

    def __init__(self, database: Database, key: Key | None, *, whole: bool) -> None:
        self._backup = database.path
        self._database, self._beside = database, False
        self._table = "backup_blobs" if whole else "blobs"
        if not whole:
            path = exhibits_file(self._backup.parent, key)
            if path.exists():
                # Not read only: where a kill left it half written, SQLite mends it here.
                self._database, self._beside = Database(path, connect(path, key)), True

    def get(self, digest: str) -> bytes:
        """Return the bytes under ``digest``; raises ``DataTrouble`` where they are not there."""
        body = self.found(digest)
        if body is None:
            raise DataTrouble(_NOT_KEPT, digest=digest[:16], file=self._backup)
        return body

    def found(self, digest: str) -> bytes | None:
        """Return the bytes under ``digest``, ``None`` where they are not there or damaged."""
        row = None
        if self._beside or self._table == "backup_blobs":
            asked = f"SELECT body FROM {self._table} WHERE sha256 = ?"
            with suppress(DataTrouble):
                row = self._database.row(asked, (digest,))
        return bytes(row[0]) if row and sha256(row[0]).hexdigest() == digest else None

    def close(self) -> None:
        """Close what was opened besides the backup."""
        if self._beside:
            self._database.close()


@contextmanager
def backup_exhibits(backup: Path, key: Key | None) -> Iterator[BackupExhibits]:
    """Open the exhibits that go with ``backup``; ``key`` is used only where it is encrypted."""
    used = key if is_encrypted(backup) else None
    about = look(backup, key)
    with reading(backup, key) as database:
        try:
            found = BackupExhibits(database, used, whole=about.whole)
        except DatabaseError as error:
            raise_told(exhibits_file(backup.parent, used), error)
        try:
            yield found
        finally:
            found.close()


def _set_up(connection: Connection) -> None:
    for pragma in ("journal_mode = DELETE", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchone()
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def _is_damaged(path: Path, key: Key | None) -> bool:
    """Return whether SQLite says that the file is none, rather than that it cannot be had."""
    try:
        connection = connect(path, key)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("SELECT count(*) FROM blobs").fetchone()
        finally:
            connection.close()
    except DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        return name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))
    return False
