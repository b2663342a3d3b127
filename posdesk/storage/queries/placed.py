"""The rows of cases whose places are known, in the order in which the places are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CASES, CaseRow, case_row
from posdesk.storage.rows import Row

_PLACED = CASES.replace("SELECT", "SELECT place,", 1)
_AT_ONCE = 512
"""Places in one question; SQLite takes a limited number."""


def rows_at(database: Database, places: Iterable[int]) -> Iterator[CaseRow]:
    """Yield the cases at ``places``; those that are gone meanwhile are left out."""
    rest = iter(places)
    while some := tuple(islice(rest, _AT_ONCE)):
        found = database.rows(f"{_PLACED} WHERE place IN ({', '.join('?' * len(some))})", some)
        known = {row[0]: row for row in found}
        for place in some:
            if place in known:
                yield case_row(Row._make(known[place][1:]))
