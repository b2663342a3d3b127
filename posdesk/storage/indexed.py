"""What the full-text index holds of each case, so that a wrong or missing row of it is noticed."""

from __future__ import annotations

from collections import defaultdict

from posdesk.storage.database import Database

_MET = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.pieces_met USING fts5vocab(main, pieces, instance)"


class IndexedPieces:
    """One number a case, made of all its pieces in whatever order they are met."""

    def __init__(self, database: Database) -> None:
        connection = database.connection
        connection.execute(_MET)
        self._known = {row[0] for row in database.rows("SELECT id FROM pieces_docsize")}
        self._sums: dict[int, int] = defaultdict(int)
        for piece, place in connection.execute("SELECT term, doc FROM pieces_met"):
            self._sums[place] += hash(piece)

    def take(self, place: int, pieces: str) -> bool:
        """Return whether the index holds exactly ``pieces`` of the case at ``place``."""
        known = place in self._known
        self._known.discard(place)
        return self._sums.pop(place, 0) == sum(map(hash, pieces.split(" "))) and known

    @property
    def left(self) -> tuple[str, ...]:
        """Places that were not asked for, for which there should be nothing."""
        return tuple(f"#{place}" for place in sorted({*self._known, *self._sums}))
