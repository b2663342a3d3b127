"""Whether a data folder is sound through and through: pages, chain, and the exhibits it names.

It reads by a connection of its own, so that a worker may do it while the window is in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.storage.backup.check import stoppable
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError, connect
from posdesk.storage.exhibits import FILE
from posdesk.storage.store import DATABASE
from posdesk.storage.trouble import told
from posdesk.storage.verify import BadEvent, verify


@dataclass(frozen=True, slots=True)
class Soundness:
    """What is wrong: ``bad`` is the first event that is, ``pages`` says that SQLite finds damage.

    ``missing`` counts the exhibits that events name and that are gone or cut short.
    """

    bad: BadEvent | None
    pages: bool
    missing: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.bad is None and not self.pages and not self.missing


def soundness(folder: Path, key: Key | None, progress: Progress) -> Soundness:
    """Go through the data in ``folder``, which this program has open; ``progress`` may raise.

    Raises ``DataTrouble`` where they cannot be read just now.
    """
    pages, chain, exhibits = shares(progress, 2, 7, 1)
    with told(folder / DATABASE):
        database = Database(folder / DATABASE, connect(folder / DATABASE, key))
    try:
        with stoppable(database, lambda: pages(1, 2)):
            damaged = _first(database, "PRAGMA quick_check(1)") != ("ok",)
        bad = verify(database, "", True, chain).first_bad
        named = {digest for (digest,) in database.rows("SELECT DISTINCT sha256 FROM exhibits")}
        exhibits(0, 1)
        missing = len(named - _kept(folder / FILE, key)) if named else 0
    finally:
        database.close()
    return Soundness(bad, damaged, missing)


def _first(database: Database, sql: str) -> Any:
    """Return the first row, ``None`` too where the file is damaged so that nothing comes."""
    try:
        return database.connection.execute(sql).fetchone()
    except DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_INTERRUPT"):
            raise
        return None


def _kept(path: Path, key: Key | None) -> set[str]:
    """Return the digests whose bytes are there in full length."""
    if not path.exists():
        return set()
    try:
        with told(path):
            connection = connect(path, key)
            try:
                rows = connection.execute("SELECT sha256 FROM blobs WHERE length(body) = size")
                return {digest for (digest,) in rows}
            finally:
                connection.close()
    except DataTrouble:
        return set()
