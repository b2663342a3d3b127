"""Who works on a data folder: many programs share it, one that changes whole files has it alone.

The lock is SQLite's own, on an empty file beside the data: it works on every system and disk that
the data themselves work on, goes with the process that held it, and waits as long as a save does.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Self

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.storage.database import prepare
from posdesk.storage.driver import BUSY_SECONDS, Connection, DatabaseError, connect
from posdesk.storage.trouble import raise_told, told

LOCK = "posdesk.lock"

_IN_USE = N_(
    "Another PosDesk has the data in {folder} open, so their files cannot be changed; nothing was"
    " done; close its window, wait for its commands, and try again."
)
_BEING_CHANGED = N_(
    "Another PosDesk is changing the files in {folder} (restoring, encryption, a new version);"
    " nothing was done here; try again when it has finished."
)


class FolderUse:
    """A hold on ``folder``; it ends with ``close`` or with the process."""

    def __init__(self, folder: Path, *, alone: bool = False, wait: float = BUSY_SECONDS) -> None:
        """Take hold of ``folder``, which is made where it is not there yet.

        ``alone`` waits until nobody else has one, ``wait`` seconds at most. Raises ``DataTrouble``
        where it cannot be had.
        """
        self._folder, self._alone, self._wait = folder, alone, wait
        prepare(folder / LOCK)
        self._connection = self._hold()

    def again(self) -> None:
        """Take hold anew: a drive that went away and came back has forgotten the first one."""
        fresh = self._hold()
        with suppress(DatabaseError):
            self._connection.close()
        self._connection = fresh

    def _hold(self) -> Connection:
        path, alone = self._folder / LOCK, self._alone
        with told(path):
            connection = connect(path)
        try:
            connection.execute(f"PRAGMA busy_timeout = {round(self._wait * 1000)}")
            connection.execute("BEGIN EXCLUSIVE" if alone else "BEGIN")
            # A shared lock is taken by reading, and held for as long as the transaction.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except DatabaseError as error:
            connection.close()
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                said = _IN_USE if alone else _BEING_CHANGED
                raise DataTrouble(said, folder=self._folder) from error
            raise_told(path, error)
        return connection

    def close(self) -> None:
        """Let go of the folder."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
