"""What one journal holds that another lacks: what restoring would lose, and what it would bring.

A chain is the same up to an event that both hold, so that only what came after it is read. Where
the file is damaged, what it can still tell is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.key import Key
from posdesk.storage.backup.look import reading
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError, connect
from posdesk.storage.trouble import told

_NEWEST = 'SELECT pos, seq, hash, "case", type FROM events WHERE counter = ? ORDER BY seq DESC'
_OPENED = (
    "SELECT p.body FROM events e JOIN payloads p ON p.pos = e.pos"
    """ WHERE e."case" = ? AND e.type = 'case_opened'"""
)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What only one of two journals holds.

    ``cases`` are the numbers of those that the other lacks altogether, ``changed`` of those that it
    knows less of; ``events`` counts all events, ``erased`` names the cases erased in them.
    ``complete`` is false where a damaged file could not tell everything.
    """

    cases: tuple[str, ...]
    changed: tuple[str, ...]
    events: int
    erased: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What the present data hold that a backup lacks, and the other way round."""

    lost: Beyond
    gained: Beyond


def compare(data: Path, data_key: Key | None, backup: Path, key: Key | None) -> Compared:
    """Compare the journal ``data`` as it lies with that in ``backup``; nothing is changed.

    Raises ``DataTrouble`` where nothing at all can be read.
    """
    with as_it_lies(data, data_key) as present, reading(backup, key) as held:
        return Compared(lost=_beyond(present, held), gained=_beyond(held, present))


@contextmanager
def as_it_lies(path: Path, key: Key | None) -> Iterator[Database]:
    """Open a journal to read what it can tell, damaged or not; nothing is changed."""
    with told(path):
        database = Database(path, connect(path, key))
    try:
        with told(path):
            # A file that is no database is noticed here.
            database.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield database
    finally:
        database.close()


def _beyond(one: Database, other: Database) -> Beyond:
    """Return what ``one`` holds beyond ``other``."""
    found: list[tuple[int, str, str]] = []
    complete = True
    try:
        counters = one.connection.execute("SELECT DISTINCT counter FROM events").fetchall()
        for (counter,) in counters:
            complete &= _after_common(one, other, counter, found)
    except DatabaseError:
        complete = False
    touched = {case for _, case, _ in found if case}
    lacking = {case for case in touched if not _knows(other, case)}
    erasures = [pos for pos, _, kind in found if kind == "erased"]
    return Beyond(
        cases=_numbers(one, lacking),
        changed=_numbers(one, touched - lacking),
        events=len(found),
        erased=tuple(filter(None, (_said(one, pos, "number") for pos in erasures))),
        complete=complete,
    )


def _after_common(
    one: Database, other: Database, counter: str, found: list[tuple[int, str, str]]
) -> bool:
    """Add the events of ``counter`` after the last that both hold; return whether all were read."""
    has = "SELECT 1 FROM events WHERE counter = ? AND seq = ? AND hash = ?"
    try:
        for pos, seq, digest, case, kind in one.connection.execute(_NEWEST, (counter,)):
            if _first(other, has, (counter, seq, digest)) is not None:
                return True
            found.append((pos, case, kind))
    except DatabaseError:
        return False
    return True


def _knows(database: Database, case: str) -> bool:
    return (
        _first(database, """SELECT 1 FROM events WHERE "case" = ? LIMIT 1""", (case,)) is not None
    )


def _numbers(database: Database, cases: set[str]) -> tuple[str, ...]:
    """Return the numbers of ``cases`` in order, of the row or of the event that opened it."""
    numbers = []
    for case in cases:
        row = _first(database, "SELECT number FROM cases WHERE id = ?", (case,))
        number = row[0] if row else _read(_first(database, _OPENED, (case,)), "number")
        if number:
            numbers.append(str(number))
    return tuple(sorted(numbers))


def _said(database: Database, pos: int, name: str) -> str:
    return _read(_first(database, "SELECT body FROM payloads WHERE pos = ?", (pos,)), name)


def _read(row: Any, name: str) -> str:
    """Return what a payload says under ``name``, empty where it cannot be read."""
    try:
        return str(json.loads(row[0]).get(name, "")) if row else ""
    except (ValueError, AttributeError):
        return ""


def _first(database: Database, sql: str, values: tuple[object, ...]) -> Any:
    """Return the first row, ``None`` too where the file is too damaged to tell."""
    try:
        return database.connection.execute(sql, values).fetchone()
    except DatabaseError:
        return None
