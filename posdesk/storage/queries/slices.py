"""A few cases out of a million by their places, and the place of one: between two frames."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CaseRow
from posdesk.storage.queries.placed import rows_by_place


class Slices:
    """Asks the derived tables of one database for cases by the places that a spread names."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, places: Sequence[int]) -> tuple[CaseRow | None, ...]:
        """Return the cases at ``places``, ``None`` for those that are gone meanwhile."""
        known = rows_by_place(self._database, places)
        return tuple(known.get(place) for place in places)

    def amount(self, places: Sequence[int]) -> int:
        """Return the sum of the cases at ``places``, in fen."""
        asked = ", ".join("?" * len(places))
        (total,) = self._database.row(
            f"SELECT ifnull(sum(amount), 0) FROM cases WHERE place IN ({asked})", tuple(places)
        )
        return int(total)

    def places(self, cases: Sequence[str]) -> dict[str, int]:
        """Return where the cases with these ids stand, those that there are."""
        asked = ", ".join("?" * len(cases))
        return dict(
            self._database.rows(f"SELECT id, place FROM cases WHERE id IN ({asked})", tuple(cases))
        )
