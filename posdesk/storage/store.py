"""The shop's data as services see it: opened, asked, written to in whole transactions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Self

from posdesk.domain.event import Event, Recorded
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.software import is_newer
from posdesk.storage.asking import Asking
from posdesk.storage.case_numbers import CaseNumbers
from posdesk.storage.database import Database
from posdesk.storage.erasure import Erasure
from posdesk.storage.exchange import enter
from posdesk.storage.exhibits import FILE, Exhibits
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.form import look_at, written_by
from posdesk.storage.health import Health, health
from posdesk.storage.key_mark import KEY_FILE, check_key
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.projection import Progress
from posdesk.storage.trouble import gone
from posdesk.storage.writer import Writer

DATABASE, EXHIBITS = "posdesk.db", FILE
"""The files of a data folder, with that of the key."""


__all__ = ["DATABASE", "EXHIBITS", "KEY_FILE", "Store"]


class Store(Asking):
    """One data folder, for the thread that opened it; other threads open it ``again``.

    Everything raises ``DataTrouble`` where the folder cannot be used as it is.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        clock: Callable[[], datetime],
        software: str,
        *,
        key: Key | None = None,
        use: FolderUse | None = None,
    ) -> None:
        super().__init__(database)
        self.folder = folder
        self.key = key
        self._use = use
        database.before_again = use.again if use is not None else None
        self._clock = clock
        self._software = software
        self._numbers = CaseNumbers(database)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        software: str,
        key: Key | None = None,
        progress: Progress | None = None,
        as_it_lies: bool = False,
    ) -> Store:
        """Open the data in ``folder``, which is made where it is not there yet.

        ``key`` is what they are encrypted with; raises ``KeyNeeded`` where another one is needed.
        ``progress`` is told of the derived tables being made again, where a new version wants it.
        ``as_it_lies`` leaves them alone: a journal that was tampered with can be verified then,
        but lists may be behind. Data of an older program raise ``UpgradeNeeded``, those of a newer
        one ``DataTrouble``; neither are changed.
        """
        use = enter(folder)
        try:
            form = look_at(folder / DATABASE, folder / EXHIBITS, key)
            form.refuse_newer(folder, software)
            store = cls._open(folder, clock, software, key, use)
        except BaseException:
            use.close()
            raise
        try:
            if not as_it_lies and store._projection.is_behind():
                store.rebuild(progress)
            if not as_it_lies:
                store._note_software()
                if (folder / EXHIBITS).exists():
                    store.finish_leaving()
                store.erasure.finish()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _open(
        cls,
        folder: Path,
        clock: Callable[[], datetime],
        software: str,
        key: Key | None,
        use: FolderUse | None,
    ) -> Store:
        check_key(folder, key)
        database = Database.open(folder / DATABASE, JOURNAL, key)
        store = cls(folder, database, clock, software, key=key, use=use)
        try:
            store._journal.open(software, iso(clock()))
        except BaseException:
            database.close()
            raise
        return store

    def _note_software(self) -> None:
        """Tell the journal, once, that a newer program goes on with it."""
        if is_newer(self._software, written_by(self._database.connection)):
            with self._database.atomic() as connection:
                before = written_by(connection)  # another program may have been quicker
                if is_newer(self._software, before):
                    self._journal.note_upgrade(self._software, before, iso(self._clock()))
                    self._projection.extend({}, ())

    def again(self) -> Store:
        """Open the same folder once more, for another thread; may be called by that thread.

        It must be closed before this one, which holds the folder for both.
        """
        self.require_there()
        return self._open(self.folder, self._clock, self._software, self.key, None)

    @contextmanager
    def still(self) -> Iterator[Store]:
        """Open the same folder once more and see one moment of it, whatever is written meanwhile.

        For any thread, and only to read.
        """
        with self.again() as own, own._database.snapshot():
            yield own

    def close(self) -> None:
        """Close the files; the store cannot be used after."""
        if "exhibits" in self.__dict__:
            self.exhibits.close()
        self._database.close()
        if self._use is not None:
            self._use.close()

    def interrupt(self) -> None:
        """Break off the question that is being answered; the one thing any thread may call."""
        self._database.connection.interrupt()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @cached_property
    def exhibits(self) -> Exhibits:
        """The bytes of exhibits: put them before the event that names them is appended."""
        self.require_there()
        return Exhibits(self.folder / EXHIBITS, self.key)

    def require_there(self) -> None:
        """Refuse where the drive went away: a new file would be made in its place, and be lost."""
        if not (self.folder / DATABASE).exists():
            raise gone(self.folder / DATABASE)

    @cached_property
    def erasure(self) -> Erasure:
        """Takes what cases and events say away for good."""
        return Erasure(
            self._database, self._journal, self._projection, lambda: self.exhibits, self.let_go
        )

    def begin_counter(self, restored_from: str = "", last_number: str = "") -> None:
        """Begin a chain under a new counter id, as a restored or copied folder must.

        ``restored_from`` is the head (hex) of the backup that it was made of, ``last_number`` the
        highest case number that was given in what it took the place of.
        """
        with self._database.atomic():
            self._journal.begin_counter(
                self._software, iso(self._clock()), restored_from, last_number
            )
            self._projection.extend({}, ())

    @contextmanager
    def writing(self, *, actor: str, at: datetime | None = None) -> Iterator[Writer]:
        """Append all inside durably or nothing; others wait meanwhile, so be quick inside."""
        moment = at or self._clock()
        with self._database.atomic():
            yield Writer(
                self._journal, self._projection, self._numbers, self._erased, actor, moment
            )

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
        return health(self._database, self.folder / EXHIBITS)
