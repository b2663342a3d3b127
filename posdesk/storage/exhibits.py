"""The bytes of exhibits: a file beside the journal, addressed by SHA-256, only ever added to.

Bytes are put here before the event that names them is appended, so that no event names missing
bytes. What no event came to name is swept after a while, what was covered goes at once: both
through the one door in the triggers, the table of those leaving.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.storage.database import Database
from posdesk.storage.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_GUARDS = """
CREATE TRIGGER blobs_no_update BEFORE UPDATE OF sha256, size, body ON blobs
BEGIN SELECT RAISE(ABORT, 'exhibits are never changed'); END;

CREATE TRIGGER blobs_once BEFORE INSERT ON blobs
WHEN EXISTS (SELECT 1 FROM blobs WHERE sha256 = NEW.sha256 OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an exhibit is stored once'); END;

CREATE TRIGGER blobs_only_leaving BEFORE DELETE ON blobs
WHEN NOT EXISTS (SELECT 1 FROM leaving WHERE sha256 = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'an exhibit goes only as one of those leaving'); END;
"""


def blobs(db: Tables) -> None:
    """Make the tables of version 1; ``put_at`` is Unix time and is refreshed by every ``put``."""
    columns = {"number": int, "sha256": str, "size": int, "put_at": int, "body": bytes}
    table = db.table("blobs")
    table.create(columns, pk="number", not_null=set(columns) - {"number"}, strict=True)
    table.create_index(["sha256"], unique=True)
    db.table("leaving").create({"sha256": str}, pk="sha256", strict=True)
    for guard in _GUARDS.strip().split("\n\n"):
        db.execute(guard)


FILE = "exhibits.db"

EXHIBITS = Schema("exhibits", mark=0x50447378, steps=(blobs,))
"""``exhibits.db``; the mark reads “PDsx”."""


class Exhibits:
    """The exhibits of one data folder; used only by the thread that opened them."""

    def __init__(self, path: Path, key: Key | None = None) -> None:
        self._database = Database.open(path, EXHIBITS, key)

    @classmethod
    def of(cls, database: Database) -> Exhibits:
        """Return the exhibits in a database that is open already."""
        exhibits = cls.__new__(cls)
        exhibits._database = database
        return exhibits

    def put(self, content: bytes | Path) -> str:
        """Keep the bytes (or those of a file) durably and return their SHA-256 in hex."""
        body = content.read_bytes() if isinstance(content, Path) else content
        digest = sha256(body).hexdigest()
        now = int(time.time())
        with self._database.atomic() as connection:
            # What is put again is about to be named: a sweep must see it as new.
            touched = connection.execute(
                "UPDATE blobs SET put_at = ? WHERE sha256 = ?", (now, digest)
            ).rowcount
            connection.execute("DELETE FROM leaving WHERE sha256 = ?", (digest,))
            if not touched:
                connection.execute(
                    "INSERT INTO blobs (sha256, size, put_at, body) VALUES (?, ?, ?, ?)",
                    (digest, len(body), now, body),
                )
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes under ``digest``; raises ``DataTrouble`` where they are not as put."""
        row = self._database.row("SELECT body FROM blobs WHERE sha256 = ?", (digest,))
        if row is None or sha256(row[0]).hexdigest() != digest:
            raise DataTrouble(
                N_(
                    "The exhibit {digest} is missing or damaged; everything else is kept;"
                    " restore it from the latest backup."
                ),
                digest=digest[:16],
            )
        return bytes(row[0])

    def damaged(
        self, named: Collection[str], progress: Callable[[int, int], None] | None = None
    ) -> tuple[str, ...]:
        """Return those of ``named`` that are missing or not as they were put."""
        wrong = []
        for done, digest in enumerate(sorted(named), start=1):
            try:
                self.get(digest)
            except DataTrouble:
                wrong.append(digest)
            if progress:
                progress(done, len(named))
        return tuple(wrong)

    def sweep(self, named: Callable[[], Collection[str]], older_than: float) -> int:
        """Let go of what was put more than ``older_than`` seconds ago and is not ``named``.

        Returns how many went. ``named`` is asked once no more bytes can be put.
        """
        before = int(time.time() - older_than)
        with self._database.atomic() as connection:
            old = connection.execute("SELECT sha256 FROM blobs WHERE put_at < ?", (before,))
            kept = set(named())
            going = [(digest,) for (digest,) in old if digest not in kept]
            connection.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", going)
            connection.executemany("DELETE FROM blobs WHERE sha256 = ?", going)
            connection.executemany("DELETE FROM leaving WHERE sha256 = ?", going)
        return len(going)

    def mark_leaving(self, digests: Collection[str]) -> None:
        """Note durably that these bytes are about to go, before the event that lets them.

        If the program is killed on the way, the next opening finishes it.
        """
        with self._database.atomic() as connection:
            rows = [(digest,) for digest in digests]
            connection.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", rows)

    @property
    def has_leaving(self) -> bool:
        """Whether any bytes were about to go and may still be there."""
        return self._database.row("SELECT 1 FROM leaving") is not None

    def let_go(self, digests: Collection[str], named: Callable[[], Collection[str]]) -> int:
        """Let go at once of these bytes, and of those marked before, where nothing names them now.

        Nothing of them is left in the file or beside it afterwards, unless another program reads
        just then: the next opening finishes it. Returns how many went.
        """
        with self._database.atomic() as connection:
            rows = [(digest,) for digest in digests]
            connection.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", rows)
            kept = [(digest,) for digest in named()]
            connection.executemany("DELETE FROM leaving WHERE sha256 = ?", kept)
            going = "DELETE FROM blobs WHERE sha256 IN (SELECT sha256 FROM leaving)"
            gone = connection.execute(going).rowcount
        # What was overwritten in the file may still lie in the write-ahead log.
        (busy, *_) = self._database.row("PRAGMA wal_checkpoint(TRUNCATE)")
        if not busy:
            with self._database.atomic() as connection:
                connection.execute("DELETE FROM leaving")
        return int(gone)

    def write_anew(self, wait: float) -> bool:
        """Write the file without what is left of bytes that went; return whether it was done."""
        return self._database.write_anew(wait)

    @property
    def size(self) -> int:
        """The size of all kept bytes together."""
        return int(self._database.row("SELECT coalesce(sum(size), 0) FROM blobs")[0])

    def close(self) -> None:
        """Close the file."""
        self._database.close()
