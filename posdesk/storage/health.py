"""How the database is: versions, sizes and SQLite's own check, for the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk.storage.database import Database
from posdesk.storage.driver import SQLITE_VERSION


@dataclass(frozen=True, slots=True)
class Health:
    """What the doctor tells; sizes in bytes, ``quick_check`` is ``("ok",)`` where all is well."""

    sqlite: str
    cipher: str
    journal_mode: str
    synchronous: str
    quick_check: tuple[str, ...]
    schema: int
    events: int
    cases: int
    database_bytes: int
    log_bytes: int
    exhibits_bytes: int


def health(database: Database, exhibits: Path) -> Health:
    """Return how ``database`` and the file of exhibits beside it are."""
    (cipher,) = database.row("PRAGMA cipher_version")
    (journal_mode,) = database.row("PRAGMA journal_mode")
    (synchronous,) = database.row("PRAGMA synchronous")
    (schema,) = database.row("PRAGMA user_version")
    log = database.path.with_name(database.path.name + "-wal")
    return Health(
        sqlite=SQLITE_VERSION,
        cipher=cipher,
        journal_mode=journal_mode,
        synchronous={0: "off", 1: "normal", 2: "full", 3: "extra"}[synchronous],
        quick_check=tuple(row[0] for row in database.rows("PRAGMA quick_check")),
        schema=schema,
        events=database.row("SELECT count(*) FROM events")[0],
        cases=database.row("SELECT count(*) FROM cases")[0],
        database_bytes=_size(database.path),
        log_bytes=_size(log),
        exhibits_bytes=_size(exhibits),
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
