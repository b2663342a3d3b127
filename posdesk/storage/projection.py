"""Keeps the derived tables: folds a case out of its events and writes the rows that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from posdesk.domain.case import Case
from posdesk.domain.event import (
    BundleForgotten,
    BundleSent,
    ExhibitAttached,
    ExhibitCovered,
    Recorded,
)
from posdesk.domain.fold import fold, with_event
from posdesk.storage.case_tables import CaseTables, named, pieces_of
from posdesk.storage.database import Database
from posdesk.storage.indexed import IndexedPieces
from posdesk.storage.journal import Journal
from posdesk.storage.rows import Row, row_of
from posdesk.storage.trouble import told, trouble

_ROWS = f"SELECT place, {', '.join(Row._fields)} FROM cases"
_EXHIBITS = 'SELECT "case", id, sha256 FROM exhibits'
_FIRST = """SELECT min(pos) FROM events WHERE "case" = ? AND "case" <> ''"""
_CASES = """
SELECT "case", min(pos) AS place FROM events WHERE "case" <> '' GROUP BY "case" ORDER BY place
"""

VERSION = 3
"""Raised with every change to what the derived tables hold; older ones are rebuilt."""

_EXHIBIT_EVENTS = (ExhibitAttached, ExhibitCovered, BundleSent, BundleForgotten)

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; it may raise to give up."""

_CACHED = 200
"""Folded cases kept at hand: a busy day's."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A case and the row that tells of it."""

    case: Case
    row: Row

    @classmethod
    def of(cls, case: Case) -> Folded:
        """Return ``case`` with its row."""
        return cls(case, row_of(case))


class Projection:
    """The derived tables of one database; writing them is for callers that hold a transaction."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._tables = CaseTables(database)
        self._cached: dict[str, Folded] = {}
        self._erased: int | None = None

    def case(self, case_id: str) -> Case:
        """Return a case that has a row; raises ``DataTrouble`` where its events are gone."""
        found = self.find(case_id)
        if found is None:
            raise trouble(self._database.path, "SQLITE_CORRUPT")
        return found.case

    def find(self, case_id: str) -> Folded | None:
        """Return the case as its events tell it now, ``None`` where there are none."""
        self._drop_erased()
        known = self._cached.get(case_id)
        if known is not None:
            # Another program may have gone on with the case: its row says how far.
            row = self._database.row("SELECT head FROM cases WHERE id = ?", (case_id,))
            if row == (known.row.head,):
                return known
        recorded = self._journal.of_case(case_id)
        return self._keep(Folded.of(fold(case_id, recorded))) if recorded else None

    def _drop_erased(self) -> None:
        """Keep nothing at hand from before an erasure: a case may have lost an event in between."""
        (last,) = self._database.row("SELECT max(pos) FROM events WHERE type = 'erased'")
        if last != self._erased:
            self._cached.clear()
            self._erased = last

    def extend(self, before: dict[str, Folded | None], recorded: Sequence[Recorded]) -> None:
        """Write what ``recorded``, just appended, changes in the cases as they were ``before``."""
        for case_id, old in before.items():
            news = [one for one in recorded if one.event.case == case_id]
            case = old.case if old else Case(case_id)
            for one in news:
                case = with_event(case, one)
            new = self._keep(Folded.of(case))
            if old is None:
                self._tables.insert(self._database.row(_FIRST, (case_id,))[0], new.row)
            else:
                self._tables.update(old.row, new.row)
            if any(isinstance(one.event, _EXHIBIT_EVENTS) for one in news):
                self._tables.write_exhibits(case)
        self._reach()

    def forget(self, case_ids: Collection[str]) -> None:
        """Delete all rows of these cases; ``search_care`` takes their pieces out of the file."""
        for case_id in case_ids:
            self._cached.pop(case_id, None)
        self._tables.forget(case_ids)

    def is_current(self) -> bool:
        """Return whether the tables are of this version and have reached the journal's head."""
        row = self._database.row("SELECT version, pos, head FROM derived")
        return bool(row == (VERSION, *self._journal.last()))

    def is_behind(self) -> bool:
        """Return whether the tables must be made again: another version, or not up to the head.

        Tables that are ahead of the journal are left: they are the only witness that its end is
        missing, and ``verify`` hears them.
        """
        row = self._database.row(
            "SELECT d.version, e.pos FROM derived d"
            " LEFT JOIN events e ON e.pos = d.pos AND e.hash = d.head"
        )
        version, reached = row or (None, None)
        return version != VERSION or (reached is not None and not self.is_current())

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the tables again from the journal."""
        (total,) = self._database.row("SELECT count(*) FROM events")
        self._cached.clear()
        self._tables.clear()
        done = 0
        for place, case, events in self._by_place():
            self._tables.insert(place, row_of(case))
            self._tables.write_exhibits(case)
            done += events
            if progress:
                progress(done, total)
        self._reach()

    def differing(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Return the ids of the cases whose rows are not what the journal tells."""
        places = {row[0] for row in self._database.rows("SELECT place FROM cases")}
        indexed = IndexedPieces(self._database)
        named_now = set(self._database.rows(_EXHIBITS))
        telling, wrong, total = set[tuple[str, str, str]](), [], len(places)
        for done, (place, case, _) in enumerate(self._by_place(), start=1):
            row = row_of(case)
            same = self._database.row(f"{_ROWS} WHERE place = ?", (place,)) == (place, *row)
            places.discard(place)
            if not (indexed.take(place, pieces_of(row)) and same):
                wrong.append(case.id)
            telling.update(named(case))
            if progress:
                progress(done, total)
        odd = {row[0] for row in named_now.symmetric_difference(telling)}
        known = "SELECT id FROM cases WHERE place = ?"
        rest = {self._database.row(known, (place,))[0] for place in places}
        return tuple(sorted({*wrong, *rest, *odd, *indexed.left}))

    def _by_place(self) -> Iterator[tuple[int, Case, int]]:
        """Yield each case with its place and how many events tell of it, in order of place."""
        with told(self._database.path):
            for case_id, place in self._database.connection.execute(_CASES):
                events = self._journal.of_case(case_id)
                if events:  # else all were erased
                    yield place, fold(case_id, events), len(events)

    def _keep(self, folded: Folded) -> Folded:
        self._cached[folded.case.id] = folded
        if len(self._cached) > _CACHED:
            del self._cached[next(iter(self._cached))]
        return folded

    def _reach(self) -> None:
        self._database.connection.execute(
            "INSERT INTO derived (one, version, pos, head)"
            " SELECT 1, ?, pos, hash FROM events ORDER BY pos DESC LIMIT 1"
            " ON CONFLICT DO UPDATE SET version = excluded.version, pos = excluded.pos,"
            " head = excluded.head",
            (VERSION,),
        )
