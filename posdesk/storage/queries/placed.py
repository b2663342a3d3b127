"""The rows of cases whose places are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CASES, CaseRow, case_row
from posdesk.storage.rows import Row

_PLACED = CASES.replace("SELECT", "SELECT place,", 1)
_AT_ONCE = 512
"""Places in one question; SQLite takes a limited number."""


def rows_at(database: Database, places: Iterable[int]) -> Iterator[CaseRow]:
    """Yield the cases at ``places`` in their order; those gone meanwhile are left out."""
    rest = iter(places)
    while some := tuple(islice(rest, _AT_ONCE)):
        known = rows_by_place(database, some)
        yield from (known[place] for place in some if place in known)


def rows_by_place(database: Database, places: Sequence[int]) -> dict[int, CaseRow]:
    """Return the cases at ``places``, of which there are not many, by their places."""
    asked = ", ".join("?" * len(places))
    found = database.rows(f"{_PLACED} WHERE place IN ({asked})", tuple(places))
    return {row[0]: case_row(Row._make(row[1:])) for row in found}
