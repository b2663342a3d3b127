"""Erases for good what a case or an event says; that there was one stays in the chain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from posdesk.domain.event import Erased, Recorded
from posdesk.domain.moment import iso
from posdesk.storage.cleaning import Cleaning
from posdesk.storage.database import Database
from posdesk.storage.exhibits import Exhibits
from posdesk.storage.ids import new_id
from posdesk.storage.journal import Journal
from posdesk.storage.projection import Projection

_OF_CASE = """
SELECT e.counter, e.seq, e.pos FROM events e JOIN payloads p ON p.pos = e.pos
WHERE e."case" = ? AND e."case" <> '' ORDER BY e.counter, e.seq
"""
_OF_ID = """
SELECT e.counter, e.seq, e.pos FROM events e JOIN payloads p ON p.pos = e.pos WHERE e.id = ?
"""

_BACK = """
SELECT e."case", e.id FROM events e JOIN payloads p ON p.pos = e.pos
WHERE e.counter = ? AND e.seq = ?
"""
_REST = 'SELECT e.id FROM events e JOIN payloads p ON p.pos = e.pos WHERE e."case" = ?'


@dataclass(frozen=True, slots=True)
class Going:
    """What is to be erased: whole cases and single events, by their ids."""

    cases: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasing:
    """What was erased: how many events and exhibits; ``clean`` where no copy is left in the files.

    Where it is not, another program was reading; whoever opens the folder next cleans it.
    """

    events: int
    exhibits: int
    clean: bool


class Erasure:
    """Erases in one data folder; killed at any instant, it erased nothing or is finished later."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        projection: Projection,
        exhibits: Callable[[], Exhibits],
        let_go: Callable[[Collection[str]], int],
    ) -> None:
        """``let_go`` lets bytes go that no event names any more."""
        self._database, self._journal, self._projection = database, journal, projection
        self._exhibits, self._let_go = exhibits, let_go
        self.cleaning = Cleaning(database, exhibits)

    def erase(self, going: Going, *, why: str, actor: str, at: datetime) -> Erasing:
        """Erase all that is named, or nothing; what is gone already is passed over."""
        touched = self._touched(going)
        digests = self._digests((*going.cases, *touched))
        if digests:
            self._exhibits().mark_leaving(digests)
        with self._database.atomic():
            count = 0
            for case in going.cases:
                count += self._erase(_OF_CASE, case, self._number(case), why, actor, iso(at))
            for event in going.events:
                count += self._erase(_OF_ID, event, "", why, actor, iso(at))
            self._projection.forget((*going.cases, *touched))
            for case in touched:
                self._projection.extend({case: None}, self._journal.of_case(case))
            self._projection.extend({}, ())
            self.cleaning.note(exhibits=bool(digests))
        gone = self._let_go(digests) if digests else 0
        return Erasing(count, gone, self.cleaning.finish())

    def event(self, event_id: str) -> Recorded | None:
        """Return the event with this id, ``None`` where there is none or it was erased."""
        return self._journal.find(event_id)

    def still_there(self, counter: str, seqs: Sequence[int]) -> Going:
        """Return what of these events is there, as whole cases where it is all of one."""
        rows = (self._database.row(_BACK, (counter, seq)) for seq in seqs)
        found = [row for row in rows if row is not None]
        events = {event for _, event in found}
        cases = tuple(
            case
            for case in dict.fromkeys(case for case, _ in found if case)
            if events.issuperset(row[0] for row in self._database.rows(_REST, (case,)))
        )
        return Going(cases, tuple(event for case, event in found if case not in cases))

    def finish(self) -> None:
        """Clean what an erasure could not, where nobody is in the way."""
        self.cleaning.finish(wait=0)

    def _erase(self, found: str, what: str, number: str, why: str, actor: str, at: str) -> int:
        """Erase the events that ``found`` finds by ``what``; return how many there were."""
        rows = self._database.rows(found, (what,))
        for counter, named in groupby(rows, lambda row: row[0]):
            events = list(named)
            seqs = tuple(seq for _, seq, _ in events)
            erased = Erased(counter=counter, seqs=seqs, why=why, number=number)
            # One after the other: it is the last erasure that lets a payload go.
            self._journal.append((erased,), (new_id(),), actor, at)
            self._database.connection.executemany(
                "DELETE FROM payloads WHERE pos = ?", [(pos,) for *_, pos in events]
            )
        return len(rows)

    def _number(self, case: str) -> str:
        row = self._database.row("SELECT number FROM cases WHERE id = ?", (case,))
        return str(row[0]) if row else ""

    def _touched(self, going: Going) -> tuple[str, ...]:
        """Return the cases that stay and lose single events."""
        found = (
            self._database.row('SELECT "case" FROM events WHERE id = ?', (event,))
            for event in going.events
        )
        named = dict.fromkeys(row[0] for row in found if row and row[0])
        return tuple(case for case in named if case not in going.cases)

    def _digests(self, cases: Collection[str]) -> tuple[str, ...]:
        """Return the bytes that these cases name, those that others name too among them."""
        found: dict[str, None] = {}
        for case in cases:
            sql = 'SELECT sha256 FROM exhibits WHERE "case" = ?'
            found |= dict.fromkeys(row[0] for row in self._database.rows(sql, (case,)))
        return tuple(found)
