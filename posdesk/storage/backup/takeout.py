"""Brings together the exhibits that a backup names, from wherever their bytes are still sound."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

from posdesk.domain.key import Key
from posdesk.storage import exhibits
from posdesk.storage.backup.exhibits import exhibits_file
from posdesk.storage.backup.look import reading
from posdesk.storage.backup.shares import Progress
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError, connect, connect_to_read

_AT_ONCE = 50
"""Exhibits written in one transaction."""


class Kept:
    """A file that may hold the bytes of exhibits; one that is damaged just holds fewer."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._table = table

    def get(self, digest: str) -> bytes | None:
        """Return the bytes, ``None`` where they are not there or not as they were."""
        row = self._asked("body", digest)
        return row[0] if row and sha256(row[0]).hexdigest() == digest else None

    def has(self, digest: str) -> bool:
        """Return whether the bytes are there, without reading them."""
        return self._asked("1", digest) is not None

    def _asked(self, what: str, digest: str) -> Any:
        sql = f"SELECT {what} FROM {self._table} WHERE sha256 = ?"
        try:
            return self._database.connection.execute(sql, (digest,)).fetchone()
        except DatabaseError:
            return None


def sources(
    stack: ExitStack,
    backup: Path,
    key: Key | None,
    others: Sequence[tuple[Path, Key | None]],
) -> tuple[Kept, ...]:
    """Open where the exhibits of ``backup`` may lie; ``stack`` closes them.

    They are the backup itself, the file beside it, and ``others``.
    """
    within = stack.enter_context(reading(backup, key))
    beside = (exhibits_file(backup.parent, key), key)
    opened = _opened(stack, (beside, *others))
    return (Kept(within, "backup_blobs"), *(Kept(one, "blobs") for one in opened))


def take_exhibits(
    backup: Path,
    key: Key | None,
    digests: Sequence[str],
    target: Path,
    others: Sequence[tuple[Path, Key | None]],
    progress: Progress,
) -> tuple[str, ...]:
    """Write the bytes of ``digests`` into the new file ``target``; return which are missing.

    They come out of the backup, from the exhibits beside it, or from ``others``.
    """
    missing = []
    with ExitStack() as stack:
        found = sources(stack, backup, key, others)
        made = Database.open(target, exhibits.EXHIBITS, key)
        stack.callback(made.close)
        # The exchange sees that all is on the disk, before anything relies on it.
        made.connection.execute("PRAGMA synchronous = OFF")
        for start in range(0, len(digests), _AT_ONCE):
            with made.atomic() as connection:
                for digest in digests[start : start + _AT_ONCE]:
                    body = _first(found, digest)
                    if body is None:
                        missing.append(digest)
                        continue
                    connection.execute(
                        "INSERT INTO blobs (sha256, size, put_at, body) VALUES (?, ?, ?, ?)",
                        (digest, len(body), int(time.time()), body),
                    )
            progress(start + _AT_ONCE, len(digests))
    return tuple(missing)


def _opened(stack: ExitStack, others: Sequence[tuple[Path, Key | None]]) -> Iterator[Database]:
    """Yield those of ``others`` that can be opened."""
    for path, key in others:
        if not path.exists():
            continue
        # What a kill left in the log beside a file belongs to it.
        live = any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))
        try:
            connection = connect(path, key) if live else connect_to_read(path, key)
        except DatabaseError:
            continue
        stack.callback(connection.close)
        yield Database(path, connection)


def _first(kept: Sequence[Kept], digest: str) -> bytes | None:
    """Return the bytes from the first source that still has them."""
    for one in kept:
        body = one.get(digest)
        if body is not None:
            return body
    return None
