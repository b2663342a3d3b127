"""The form of a database without anything of its content: layouts, pages, how many of what."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from posdesk.domain.event import EVENTS
from posdesk.storage.database import Database

_UNKNOWN = "unknown"
_COUNTED = ("events", "payloads", "kinds", "cases", "exhibits")


@dataclass(frozen=True, slots=True)
class Shape:
    """Numbers of a database file: its layout, its pages, the rows of its tables, its events.

    ``tables_digest`` is the SHA-256 (hex) of how tables, indexes and triggers were made.
    """

    layout: int
    page_bytes: int
    pages: int
    free_pages: int
    journal_mode: str
    tables: int
    indexes: int
    triggers: int
    tables_digest: str
    rows: tuple[tuple[str, int], ...]
    events: tuple[tuple[str, int], ...]
    counters: int

    def as_dict(self) -> dict[str, object]:
        """Return the shape as JSON values."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {**plain, "rows": dict(self.rows), "events": dict(self.events)}


def shape(database: Database) -> Shape:
    """Return the form of ``database``; raises what SQLite raises where it is damaged."""

    def number(sql: str) -> int:
        return int(database.row(sql)[0])

    made = database.rows("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2")
    kinds = [str(kind) for kind, _, _ in made]
    there = {str(name) for kind, name, _ in made if kind == "table"}
    whole = "\n".join("\t".join(map(str, row)) for row in made)
    return Shape(
        layout=number("PRAGMA user_version"),
        page_bytes=number("PRAGMA page_size"),
        pages=number("PRAGMA page_count"),
        free_pages=number("PRAGMA freelist_count"),
        journal_mode=str(database.row("PRAGMA journal_mode")[0]),
        tables=kinds.count("table"),
        indexes=kinds.count("index"),
        triggers=kinds.count("trigger"),
        tables_digest=sha256(whole.encode("utf-8", "replace")).hexdigest(),
        rows=tuple((t, number(f"SELECT count(*) FROM {t}")) for t in _COUNTED if t in there),
        events=_events(database),
        counters=number("SELECT count(DISTINCT counter) FROM events"),
    )


def cashiers(database: Database) -> tuple[str, ...]:
    """Return the names of those who took cases down."""
    found = database.rows("SELECT DISTINCT cashier FROM cases WHERE cashier <> ''")
    return tuple(str(name) for (name,) in found)


def _events(database: Database) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for kind, count in database.rows("SELECT type, count(*) FROM events GROUP BY type"):
        name = str(kind) if kind in EVENTS else _UNKNOWN
        counts[name] = counts.get(name, 0) + int(count)
    return tuple(sorted(counts.items()))
