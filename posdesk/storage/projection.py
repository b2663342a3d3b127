"""Keeps the derived tables: folds a case out of its events and writes the rows that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from posdesk.domain.case import Case
from posdesk.domain.event import ExhibitAttached, ExhibitCovered, Recorded
from posdesk.domain.fold import fold, with_event
from posdesk.storage.database import Database
from posdesk.storage.journal import Journal
from posdesk.storage.rows import Row, row_of
from posdesk.storage.trouble import trouble

_COLUMNS = ", ".join(Row._fields)
_INSERT = f"INSERT INTO cases ({_COLUMNS}) VALUES ({', '.join('?' * len(Row._fields))})"
_PLACES = [f"{name} = ?" for name in Row._fields]
_ROWS = f"SELECT {_COLUMNS} FROM cases"
_EXHIBITS = 'SELECT "case", id, sha256 FROM exhibits'
_INSERT_EXHIBIT = 'INSERT INTO exhibits ("case", id, sha256) VALUES (?, ?, ?)'

VERSION = 2
"""Raised with every change to what the derived tables hold; older ones are rebuilt."""

_EXHIBIT_EVENTS = (ExhibitAttached, ExhibitCovered)

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
        self._cached: dict[str, Folded] = {}

    def case(self, case_id: str) -> Case:
        """Return a case that has a row; raises ``DataTrouble`` where its events are gone."""
        found = self.find(case_id)
        if found is None:
            raise trouble(self._database.path, "SQLITE_CORRUPT")
        return found.case

    def find(self, case_id: str) -> Folded | None:
        """Return the case as its events tell it now, ``None`` where there are none."""
        known = self._cached.get(case_id)
        if known is not None:
            # Another program may have gone on with the case: its row says how far.
            row = self._database.row("SELECT head FROM cases WHERE id = ?", (case_id,))
            if row == (known.row.head,):
                return known
        recorded = self._journal.of_case(case_id)
        return self._keep(Folded.of(fold(case_id, recorded))) if recorded else None

    def extend(self, before: dict[str, Folded | None], recorded: Sequence[Recorded]) -> None:
        """Write what ``recorded``, just appended, changes in the cases as they were ``before``."""
        for case_id, old in before.items():
            news = [one for one in recorded if one.event.case == case_id]
            case = old.case if old else Case(case_id)
            for one in news:
                case = with_event(case, one)
            new = self._keep(Folded.of(case))
            self._write(old.row if old else None, new.row)
            if any(isinstance(one.event, _EXHIBIT_EVENTS) for one in news):
                self._write_exhibits(case)
        self._reach()

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
        execute = self._database.connection.execute
        (total,) = execute("SELECT count(*) FROM events").fetchone()
        execute("DELETE FROM cases")
        execute("DELETE FROM exhibits")
        done = 0
        for case_id, events in self._by_case():
            case = fold(case_id, events)
            execute(_INSERT, row_of(case))
            self._write_exhibits(case)
            done += len(events)
            if progress:
                progress(done, total)
        self._reach()

    def differing(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Return the ids of the cases whose rows are not what the journal tells."""
        rows = {row[0]: row for row in self._database.rows(_ROWS)}
        named = sorted(self._database.rows(_EXHIBITS))
        told, wrong, total = [], [], len(rows)
        for done, (case_id, events) in enumerate(self._by_case(), start=1):
            case = fold(case_id, events)
            if tuple(rows.pop(case_id, ())) != row_of(case):
                wrong.append(case_id)
            told += _exhibits(case)
            if progress:
                progress(done, total)
        odd = {row[0] for row in set(named).symmetric_difference(told)}
        return tuple(sorted({*wrong, *rows, *odd}))

    def _by_case(self) -> Iterable[tuple[str, list[Recorded]]]:
        for case_id, events in groupby(self._journal.by_case(), attrgetter("event.case")):
            yield case_id, list(events)

    def _keep(self, folded: Folded) -> Folded:
        self._cached[folded.case.id] = folded
        if len(self._cached) > _CACHED:
            del self._cached[next(iter(self._cached))]
        return folded

    def _write(self, old: Row | None, new: Row) -> None:
        execute = self._database.connection.execute
        if old is None:
            execute(_INSERT, new)
            return
        # Only what changed: an index whose columns are left alone costs no page of the log.
        changed = [i for i, value in enumerate(new) if value != old[i]]
        places = ", ".join([_PLACES[i] for i in changed])
        values = [new[i] for i in changed]
        execute(f"UPDATE cases SET {places} WHERE id = ?", (*values, new.id))

    def _write_exhibits(self, case: Case) -> None:
        """Write which bytes the case names now: covered ones stand in the place of others."""
        execute = self._database.connection.execute
        execute('DELETE FROM exhibits WHERE "case" = ?', (case.id,))
        for values in _exhibits(case):
            execute(_INSERT_EXHIBIT, values)

    def _reach(self) -> None:
        self._database.connection.execute(
            "INSERT INTO derived (one, version, pos, head)"
            " SELECT 1, ?, pos, hash FROM events ORDER BY pos DESC LIMIT 1"
            " ON CONFLICT DO UPDATE SET version = excluded.version, pos = excluded.pos,"
            " head = excluded.head",
            (VERSION,),
        )


def _exhibits(case: Case) -> list[tuple[str, str, str]]:
    return [(case.id, one.id, digest) for one in case.exhibits for digest in one.digests]
