"""What the full-text index holds of each case, so that a wrong or missing row of it is noticed."""

from __future__ import annotations

import json
from collections import defaultdict

from posdesk.storage.database import Database

_MET = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.pieces_met USING fts5vocab(main, pieces, instance)"

_WHERE = "SELECT term, json_group_array(doc) FROM pieces_met GROUP BY term"
"""A row for each piece: a row for each case that it is in takes four times as long to fetch."""


class IndexedPieces:
    """One number a case, made of all its pieces in whatever order they are met."""

    def __init__(self, database: Database) -> None:
        connection = database.connection
        connection.execute(_MET)
        self._known = {row[0] for row in database.rows("SELECT id FROM pieces_docsize")}
        self._sums: dict[int, int] = defaultdict(int)
        for piece, places in connection.execute(_WHERE):
            own = hash(piece)
            for place in json.loads(places):
                self._sums[place] += own

    def take(self, place: int, pieces: str) -> bool:
        """Return whether the index holds exactly ``pieces`` of the case at ``place``."""
        known = place in self._known
        self._known.discard(place)
        return self._sums.pop(place, 0) == sum(map(hash, pieces.split(" "))) and known

    @property
    def left(self) -> tuple[str, ...]:
        """Places that were not asked for, for which there should be nothing."""
        return tuple(f"#{place}" for place in sorted({*self._known, *self._sums}))
