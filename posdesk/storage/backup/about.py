"""What a backup says of itself, and what its journal must agree with."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from posdesk.storage.database import Database
from posdesk.storage.journal import Journal

MARK = 0x50447362
"""The ``application_id`` of a backup; it reads “PDsb”."""

TABLES = """
CREATE TABLE backup_about (
  one INTEGER PRIMARY KEY CHECK (one = 1), made_at TEXT NOT NULL, software TEXT NOT NULL,
  origin TEXT NOT NULL, counter TEXT NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL,
  events INTEGER NOT NULL, cases INTEGER NOT NULL, newest TEXT NOT NULL,
  exhibits INTEGER NOT NULL, missing INTEGER NOT NULL, whole INTEGER NOT NULL) STRICT;

CREATE TABLE backup_files (name TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;

CREATE TABLE backup_blobs (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
"""
"""``backup_blobs`` is made only in a whole backup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a journal holds at one moment.

    ``origin`` is the counter id of its very first event, which every copy of it shares;
    ``counter``, ``seq`` and ``head`` (hex) are those of the copy's own last event; ``newest`` is
    the number of the newest case, empty where there is none; ``exhibits`` counts named digests.
    """

    origin: str
    counter: str
    seq: int
    head: str
    events: int
    cases: int
    newest: str
    exhibits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Contents):
    """A backup: when (ISO) and by which version it was made, and what it holds.

    ``missing`` counts exhibits that were gone or damaged already when it was made; ``whole`` is
    one that holds its exhibits itself.
    """

    made_at: str
    software: str
    missing: int
    whole: bool


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One of the shop's own small files; ``name`` is its path in the data folder, with “/”."""

    name: str
    body: bytes


_COLUMNS = tuple(one.name for one in fields(About))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM backup_about WHERE one = 1"
_INSERT = (
    f"INSERT INTO backup_about (one, {', '.join(_COLUMNS)})"
    f" VALUES (1, {', '.join('?' * len(_COLUMNS))})"
)


def contents(database: Database) -> Contents:
    """Return what the journal in ``database`` holds; the caller holds one moment of it."""
    counter, seq, head = Journal(database).head()

    def one(sql: str) -> Any:
        return (database.row(sql) or ("",))[0]

    return Contents(
        origin=one("SELECT counter FROM events ORDER BY pos LIMIT 1"),
        counter=counter,
        seq=seq,
        head=head.hex(),
        events=one("SELECT count(*) FROM events"),
        cases=one("SELECT count(*) FROM cases"),
        newest=one("SELECT number FROM cases ORDER BY opened_at DESC, number DESC LIMIT 1"),
        exhibits=one("SELECT count(DISTINCT sha256) FROM exhibits"),
    )


def how_far(database: Database) -> tuple[str, str, bool]:
    """Return where the journal began (its ``origin``), its head (hex), and if it says anything."""
    first = database.row("SELECT counter FROM events ORDER BY pos LIMIT 1")
    _, seq, head = Journal(database).head()
    return (first[0] if first else ""), head.hex(), seq > 1


def first_opened(database: Database) -> str:
    """Return when the first case was opened (ISO), empty where there is none."""
    row = database.row("SELECT opened_at FROM cases ORDER BY opened_at LIMIT 1")
    return str(row[0]) if row else ""


def named(database: Database) -> tuple[str, ...]:
    """Return the digests of all bytes that the events in ``database`` name."""
    found = database.rows("SELECT DISTINCT sha256 FROM exhibits ORDER BY sha256")
    return tuple(digest for (digest,) in found)


def put_about(database: Database, about: About) -> None:
    """Write what a backup says of itself, in the place of what it said."""
    database.connection.execute("DELETE FROM backup_about")
    database.connection.execute(_INSERT, [getattr(about, name) for name in _COLUMNS])


def read_about(database: Database) -> About | None:
    """Return what a backup says of itself, ``None`` where it does not."""
    row = database.row(_SELECT)
    if row is None:
        return None
    said: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    return About(**{**said, "whole": bool(said["whole"])})
