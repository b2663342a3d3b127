"""The one SQLite there is: SQLCipher's own build, encrypted or not, for us and for sqlite-utils.

Python's own may be a version that corrupts a WAL database with two writers (3.7.0 to 3.51.2).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import sqlcipher3
import sqlcipher3.dbapi2

from posdesk.domain.key import Key

if TYPE_CHECKING:
    from sqlite3 import Connection, DatabaseError

    from sqlite_utils import Database as Tables
else:
    Connection = sqlcipher3.dbapi2.Connection
    DatabaseError = sqlcipher3.dbapi2.DatabaseError

# sqlite-utils takes whatever answers to this name, and must be imported after this line.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

SQLITE_VERSION: str = sqlcipher3.dbapi2.sqlite_version

BUSY_SECONDS = 10
"""How long a statement waits for another program's transaction."""

__all__ = [
    "BUSY_SECONDS",
    "SQLITE_VERSION",
    "Connection",
    "DatabaseError",
    "connect",
    "connect_beside",
    "connect_to_read",
    "key_pragma",
    "tables",
]


def connect(path: Path, key: Key | None = None) -> Connection:
    """Return a new connection to ``path``, bound to this thread, without implicit transactions.

    ``key`` is what the file is encrypted with; a wrong one is noticed when it is first read.
    """
    connection: Connection = sqlcipher3.dbapi2.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256
    )
    return _opened(connection, key)


def connect_to_read(path: Path, key: Key | None = None) -> Connection:
    """Return a connection to a file that nobody writes any more; nothing is made beside it."""
    place = quote(path.absolute().as_posix())
    named = f"file://{place if place.startswith('/') else '/' + place}?mode=ro&immutable=1"
    connection: Connection = sqlcipher3.dbapi2.connect(
        named, timeout=BUSY_SECONDS, isolation_level=None, uri=True
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    return _opened(connection, key)


def connect_beside(path: Path, key: Key | None = None) -> Connection:
    """Return a connection that only reads a file that others may be writing."""
    place = quote(path.absolute().as_posix())
    named = f"file://{place if place.startswith('/') else '/' + place}?mode=ro"
    connection: Connection = sqlcipher3.dbapi2.connect(
        named, timeout=BUSY_SECONDS, isolation_level=None, uri=True
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    return _opened(connection, key)


def key_pragma(name: str, key: Key) -> str:
    """Return the statement that gives ``key`` as it is, without deriving anything from it."""
    return f"PRAGMA {name} = \"x'{key.secret.hex()}'\""


def _opened(connection: Connection, key: Key | None) -> Connection:
    # SQLCipher would write of a wrong key to standard error by itself.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(key_pragma("key", key))
    return connection


def tables(connection: Connection) -> Tables:
    """Return sqlite-utils on ``connection``; imported late, as it costs up to 0.1 s."""
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)
