"""The few lines of a long list that are on screen, read at once by the thread that shows them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from posdesk.services.case_pages import Spread
from posdesk.services.due_list import DueList, Listed
from posdesk.storage.store import Store


class CaseSlices:
    """Reads lines of a ``Spread`` by the connection of the interface; each takes 50 µs.

    All that is raised is ``DataTrouble``.
    """

    def __init__(self, store: Store, due: DueList) -> None:
        self._store, self._due = store, due

    @property
    def reached(self) -> int:
        """How far the journal goes; a spread of another time may miss what came since."""
        return self._store.length

    def lines(self, spread: Spread, start: int, end: int) -> tuple[Listed | None, ...]:
        """Return the lines from ``start`` up to ``end``; ``None`` where a case has gone since."""
        rows = self._store.slices.rows(spread.places[start:end])
        listed = iter(self._due.listed(row for row in rows if row is not None))
        return tuple(None if row is None else next(listed) for row in rows)

    def amount(self, spread: Spread) -> int:
        """Return the sum of all of a short ``spread``, in fen."""
        return self._store.slices.amount(spread.places)

    def lines_of(self, spread: Spread, cases: Sequence[str]) -> dict[str, int]:
        """Return at which line of ``spread`` each of ``cases`` stands; others are left out."""
        found: dict[str, int] = {}
        missed: dict[int, str] = {}
        for case, place in self._store.slices.places(cases).items():
            line = _line_where_sorted(spread.places, place)
            if line is None:
                missed[place] = case
            else:
                found[case] = line
        if missed:
            found |= {missed[p]: line for line, p in enumerate(spread.places) if p in missed}
        return found


def _line_where_sorted(places: array[int], place: int) -> int | None:
    """Return where ``place`` stands in ``places`` if they go up or down, else perhaps ``None``."""
    if not places:
        return None
    if places[0] <= places[-1]:
        line = bisect_left(places, place)
    else:
        line = bisect_left(places, -place, key=lambda one: -one)
    return line if line < len(places) and places[line] == place else None
