"""The shop's data as services see it: append events, ask for cases, check that all is sound."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Self

from posdesk.domain.case import Case
from posdesk.domain.event import Event, Recorded
from posdesk.domain.life import Life
from posdesk.domain.moment import BEIJING, iso
from posdesk.storage.case_numbers import CaseNumbers
from posdesk.storage.database import Database
from posdesk.storage.exhibits import Exhibits
from posdesk.storage.health import Health, health
from posdesk.storage.journal import Journal
from posdesk.storage.living import Living
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.projection import Progress, Projection
from posdesk.storage.queries import CaseRow, Queries, UnfinishedWalk
from posdesk.storage.verify import Verification, verify
from posdesk.storage.writer import Writer

DATABASE, _EXHIBITS = "posdesk.db", "exhibits.db"


class Store:
    """One data folder, for the thread that opened it; other threads open it ``again``.

    Everything raises ``DataTrouble`` where the folder cannot be used as it is.
    """

    def __init__(
        self, folder: Path, database: Database, clock: Callable[[], datetime], software: str
    ) -> None:
        self.folder = folder
        self._database = database
        self._clock = clock
        self._software = software
        self._journal = Journal(database)
        self._projection = Projection(database, self._journal)
        self._queries = Queries(database)
        self._numbers = CaseNumbers(database)
        self.living = Living(database)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        software: str,
        progress: Progress | None = None,
        as_it_lies: bool = False,
    ) -> Store:
        """Open the data in ``folder``, which is made where it is not there yet.

        ``progress`` is told of the derived tables being made again, where a new version wants it.
        ``as_it_lies`` leaves them alone: a journal that was tampered with can be verified then,
        but lists may be behind.
        """
        database = Database.open(folder / DATABASE, JOURNAL)
        store = cls(folder, database, clock, software)
        try:
            store._journal.open(software, iso(clock()))
            if not as_it_lies and store._projection.is_behind():
                store.rebuild(progress)
            if not as_it_lies and (folder / _EXHIBITS).exists():
                store.finish_leaving()
        except BaseException:
            store.close()
            raise
        return store

    def again(self) -> Store:
        """Open the same folder once more, for another thread; may be called by that thread."""
        return Store.open(self.folder, clock=self._clock, software=self._software)

    def close(self) -> None:
        """Close the files; the store cannot be used after."""
        if "exhibits" in self.__dict__:
            self.exhibits.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @cached_property
    def exhibits(self) -> Exhibits:
        """The bytes of exhibits: put them before the event that names them is appended."""
        return Exhibits(self.folder / _EXHIBITS)

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

    def begin_counter(self) -> None:
        """Begin a chain under a new counter id, as a restored or copied folder must."""
        with self._database.atomic():
            self._journal.begin_counter(self._software, iso(self._clock()))
            self._projection.extend({}, ())

    @contextmanager
    def writing(self, *, actor: str, at: datetime | None = None) -> Iterator[Writer]:
        """Append all inside durably or nothing; others wait meanwhile, so be quick inside."""
        moment = at or self._clock()
        with self._database.atomic():
            yield Writer(self._journal, self._projection, self._numbers, actor, moment)

    def append(
        self,
        events: Sequence[Event],
        *,
        actor: str,
        at: datetime | None = None,
        ids: Sequence[str] | None = None,
    ) -> tuple[Recorded, ...]:
        """Append ``events`` durably, all or none, and return them as they are recorded.

        ``ids`` make a retry harmless: what is there under an id already is returned, not written.
        """
        with self.writing(actor=actor, at=at) as writer:
            return writer.append(events, ids=ids)

    def open_case(
        self,
        make: Callable[[str], Sequence[Event]],
        *,
        actor: str,
        at: datetime | None = None,
        ids: Sequence[str] | None = None,
    ) -> tuple[Recorded, ...]:
        """Append the events that ``make`` returns for the next free case number of the day.

        ``make`` may not use the store. No other program can take the same number.
        """
        moment = at or self._clock()
        with self.writing(actor=actor, at=moment) as writer:
            known = writer.recorded(ids or ())
            if known:
                return known
            number = writer.next_number(moment.astimezone(BEIJING).date())
            return writer.append(make(number), ids=ids)

    def case(self, reference: str) -> Case:
        """Return the case with this id or number; raises ``NotFound``."""
        return self._projection.case(self._queries.case_id(reference))

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

    def counts(self) -> dict[Life, int]:
        """Return how many cases are in each state."""
        return self._queries.counts()

    def at_hand(self, day: date, *, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return the cases opened or changed on a Beijing day, or promised for it."""
        return self._queries.at_hand(day, limit)

    def open_cases(self, query: str, *, limit: int) -> tuple[CaseRow, ...]:
        """Return the newest cases without an end that hold every part of ``query``."""
        return self._queries.open_cases(query, limit)

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

    def damaged_exhibits(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Return the digests that events name and whose bytes are missing or damaged: none."""
        return self.exhibits.damaged(self._queries.named_exhibits(), progress)

    def sweep_exhibits(self, older_than: timedelta = timedelta(days=1)) -> int:
        """Let go of bytes that were put before that and that no event names; return how many."""
        return self.exhibits.sweep(self._queries.named_exhibits, older_than.total_seconds())

    def finish_leaving(self) -> None:
        """Let go of what was being covered when the program was killed."""
        if self.exhibits.has_leaving:
            self.let_go(())

    def let_go(self, digests: Collection[str]) -> int:
        """Let go at once of bytes that no event names any more, as those of covered exhibits."""
        return self.exhibits.let_go(digests, self._queries.named_exhibits)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the derived tables again from the journal, in one transaction."""
        with self._database.atomic():
            self._projection.rebuild(progress)

    def health(self) -> Health:
        """Return what the doctor tells of the database."""
        return health(self._database, self.folder / _EXHIBITS)
