"""A connection whose drive went away: SQLite knows only input and output errors of it any more."""

from __future__ import annotations

from typing import Any, NoReturn

import sqlcipher3.dbapi2

from posdesk.storage.database import Database
from posdesk.storage.store import Store


class Gone:
    """Stands for a connection to a file on a drive that is away; nothing brings it back."""

    def __init__(self, before: Any) -> None:
        self._before = before
        self.asked = 0

    @property
    def in_transaction(self) -> bool:
        return bool(self._before.in_transaction)

    def execute(self, sql: str, _values: object = ()) -> NoReturn:
        """Fail as SQLite does; a transaction that was open is gone with its connection."""
        self.asked += 1
        if self._before.in_transaction:
            self._before.execute("ROLLBACK")
        error = sqlcipher3.dbapi2.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_READ"
        raise error

    executemany = execute

    def close(self) -> None:
        self._before.close()


class DiesAt:
    """A connection that works for some statements more, and then its drive goes away."""

    def __init__(self, before: Any, statements: int) -> None:
        self._before, self._left = before, statements
        self._gone = Gone(before)

    @property
    def in_transaction(self) -> bool:
        return bool(self._before.in_transaction)

    def execute(self, sql: str, values: Any = ()) -> Any:
        self._left -= 1
        return self._before.execute(sql, values) if self._left >= 0 else self._gone.execute(sql)

    def executemany(self, sql: str, values: Any) -> Any:
        self._left -= 1
        return self._before.executemany(sql, values) if self._left >= 0 else self._gone.execute(sql)

    def close(self) -> None:
        self._before.close()

    @property
    def spared(self) -> bool:
        """Whether the drive was still there at the end."""
        return self._left >= 0


def databases(store: Store) -> tuple[Database, Database]:
    """Return the two databases of a store."""
    return store._database, store.exhibits._database
