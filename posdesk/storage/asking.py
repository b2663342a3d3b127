"""What is asked of the journal and of the tables beside it; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from posdesk.domain.case import Case
from posdesk.domain.errors import NotFound
from posdesk.domain.event import Recorded
from posdesk.domain.life import Life
from posdesk.storage.case_slips import CaseSlips
from posdesk.storage.database import Database
from posdesk.storage.journal import Journal
from posdesk.storage.journal_lines import JournalLines
from posdesk.storage.living import Living
from posdesk.storage.news import News
from posdesk.storage.projection import Progress, Projection
from posdesk.storage.queries import CaseRow, Queries, UnfinishedWalk
from posdesk.storage.queries.erased import ErasedCases
from posdesk.storage.queries.grown_old import GrownOld
from posdesk.storage.queries.pages import Pages
from posdesk.storage.queries.slices import Slices
from posdesk.storage.verify import Verification, verify


class Asking:
    """Questions to one database, for the thread that opened it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._journal = Journal(database)
        self._projection = Projection(database, self._journal)
        self._queries = Queries(database)
        self._erased = ErasedCases(database, self.beside_cases)
        self.living = Living(database)
        self.grown_old = GrownOld(database)
        self.slips = CaseSlips(database)
        self.lines = JournalLines(database)
        self.pages = Pages(database)
        self.slices = Slices(database)
        self.news = News(database)

    @property
    def length(self) -> int:
        """How far the journal goes: another number, more events, of other programs too."""
        return self._journal.last()[0]

    @property
    def counter(self) -> str:
        """The counter id under which this copy of the journal writes."""
        return self._journal.counter

    def head(self) -> tuple[str, int, str]:
        """Return this copy's counter id, and the number and the hash (hex) of its last event."""
        counter, seq, digest = self._journal.head()
        return counter, seq, digest.hex()

    def has_hash(self, digest: str) -> bool:
        """Return whether an event with this hash (hex) is in the journal."""
        return self._journal.has_hash(digest)

    def case(self, reference: str) -> Case:
        """Return the case with this id or number; raises ``NotFound`` or ``CaseErased``."""
        try:
            return self._projection.case(self._queries.case_id(reference))
        except NotFound:
            self._erased.refuse(reference)
            raise

    def cases(
        self,
        query: str | None = None,
        *,
        opened_on: date | None = None,
        lives: Collection[Life] = (),
        limit: int = 500,
    ) -> tuple[CaseRow, ...]:
        """Return the newest cases that hold every part of ``query`` and were opened on that day.

        A part may be Chinese or other text, a number, an amount (or its beginning), digits of a
        card, a reference or an order number. ``opened_on`` is a day in Beijing; ``lives`` are the
        states they may be in, all where none is named.
        """
        return self._queries.cases(query, opened_on, lives, limit)

    def at_hand(self, day: date, *, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return the cases opened or changed on a Beijing day, or promised for it."""
        return self._queries.at_hand(day, limit)

    def open_cases(self, query: str, *, limit: int) -> tuple[CaseRow, ...]:
        """Return the newest cases without an end that hold every part of ``query``."""
        return self._queries.open_cases(query, limit)

    def naming(self, digest: str) -> tuple[str, ...]:
        """Return the ids of the cases that name the bytes with this digest."""
        return tuple(self._queries.naming(digest))

    def flows_met(self) -> dict[str, int]:
        """Return how many of the newest cases each flow has."""
        return self._queries.flows_met()

    def unfinished(self) -> tuple[UnfinishedWalk, ...]:
        """Return the walks that can be gone on with, the newest first."""
        return self._queries.unfinished()

    def beside_cases(self) -> tuple[Recorded, ...]:
        """Return the events that belong to no case, in order."""
        return tuple(self._journal.of_no_case())

    def verify(self, progress: Progress | None = None) -> Verification:
        """Go through the whole chain; ``progress`` may raise to give up."""
        tables = self._projection.is_current()
        return verify(self._database, self.counter, tables, progress)

    def differing(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Return the ids of cases whose derived rows are not what the journal tells: none."""
        return self._projection.differing(progress)
