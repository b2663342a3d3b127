"""A PosDesk that does not exist yet: the present one with one more step for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posdesk.domain.key import Key
from posdesk.storage.driver import connect
from posdesk.storage.exhibits import EXHIBITS
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

Step = Callable[["Tables"], None]
NEXT = "99.1.0"


def more_about_cases(db: Tables) -> None:
    """Change a derived table and guard the journal by one more trigger."""
    db.execute("ALTER TABLE cases ADD COLUMN mood TEXT")
    db.execute("CREATE TABLE moods (name TEXT PRIMARY KEY) STRICT")
    db.execute("INSERT INTO moods SELECT id FROM cases")


def more_about_exhibits(db: Tables) -> None:
    """Change the file of exhibits."""
    db.execute("ALTER TABLE blobs ADD COLUMN colour TEXT")


@contextmanager
def steps(schema: Schema, *more: Step) -> Iterator[None]:
    """Let ``schema`` have these steps after its own for a while."""
    own = schema.steps
    object.__setattr__(schema, "steps", (*own, *more))
    try:
        yield
    finally:
        object.__setattr__(schema, "steps", own)


@contextmanager
def next_version(journal: Step = more_about_cases, exhibits: Step | None = None) -> Iterator[None]:
    """Be the next PosDesk for a while."""
    with steps(JOURNAL, journal), steps(EXHIBITS, exhibits or more_about_exhibits):
        yield


def dump(path: Path, key: Key | None = None) -> dict[str, Any]:
    """Return all that a database says: its versions, its schema and every row of every table."""
    with closing(connect(path, key)) as connection:
        execute = connection.execute
        said: dict[str, Any] = {
            name: execute(f"PRAGMA {name}").fetchone()
            for name in ("user_version", "application_id")
        }
        schema = execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
        said["schema"] = schema
        for kind, name, _ in schema:
            if kind == "table" and not name.startswith("pieces"):
                said[name] = sorted(map(repr, execute(f'SELECT * FROM "{name}"').fetchall()))
        return said
