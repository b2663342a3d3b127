"""Brings together the exhibits that a backup names, from wherever their bytes are still sound."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage import exhibits
from posdesk.storage.backup.look import reading
from posdesk.storage.backup.shares import Progress
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError, connect, connect_to_read

_AT_ONCE = 50
"""Exhibits written in one transaction."""


class _Source:
    """A file that may hold the bytes of exhibits; one that is damaged just holds fewer."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._sql = f"SELECT body FROM {table} WHERE sha256 = ?"

    def get(self, digest: str) -> bytes | None:
        """Return the bytes, ``None`` where they are not there or not as they were."""
        try:
            row = self._database.connection.execute(self._sql, (digest,)).fetchone()
        except DatabaseError:
            return None
        return row[0] if row and sha256(row[0]).hexdigest() == digest else None


def take_exhibits(
    backup: Path,
    key: Key | None,
    digests: Sequence[str],
    target: Path,
    others: Sequence[tuple[Path, Key | None]],
    progress: Progress,
) -> tuple[str, ...]:
    """Write the bytes of ``digests`` into the new file ``target``; return which are missing."""
    missing = []
    with ExitStack() as stack:
        within = stack.enter_context(reading(backup, key))
        sources = [_Source(within, "backup_blobs")]
        sources += [_Source(one, "blobs") for one in _opened(stack, others)]
        made = Database.open(target, exhibits.EXHIBITS, key)
        stack.callback(made.close)
        # The exchange sees that all is on the disk, before anything relies on it.
        made.connection.execute("PRAGMA synchronous = OFF")
        for start in range(0, len(digests), _AT_ONCE):
            with made.atomic() as connection:
                for digest in digests[start : start + _AT_ONCE]:
                    body = _first(sources, digest)
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
        # What a crash left in the log beside a file belongs to it.
        live = path.with_name(f"{path.name}-wal").exists()
        try:
            connection = connect(path, key) if live else connect_to_read(path, key)
        except DatabaseError:
            continue
        stack.callback(connection.close)
        yield Database(path, connection)


def _first(sources: Sequence[_Source], digest: str) -> bytes | None:
    """Return the bytes from the first source that still has them."""
    for source in sources:
        body = source.get(digest)
        if body is not None:
            return body
    return None
