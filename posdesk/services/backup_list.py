"""Which backups of a shop's data there are, in both places, and whether a new one is due.

Everything here reads by connections of its own, so that a worker may do it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from posdesk.domain.errors import PosDeskError
from posdesk.domain.rotation import BEFORE, goes_on
from posdesk.services.backup_check import CheckedBackup, check_backups, key_of_backup
from posdesk.services.second_place import SecondPlace, read_second_place
from posdesk.storage.aside_place import ASIDE, beside
from posdesk.storage.backup.about import About, how_far
from posdesk.storage.backup.copying import one_moment
from posdesk.storage.backup.look import holds_case
from posdesk.storage.backup.place import BackupFolder, Found, made_before
from posdesk.storage.backup.shares import Progress
from posdesk.storage.store import DATABASE, Store

__all__ = ["ASIDE", "BackupList", "ListedBackup", "Overview", "Where", "beside", "tried"]

DAILY = timedelta(hours=20)
"""How old the last backup is when the next is due while the window stays open."""

Result = TypeVar("Result")


class Where(StrEnum):
    """Where a backup lies."""

    HERE = "here"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup: where, when it was made, its size in bytes, and what it says of itself.

    ``about`` is ``None`` where it cannot be looked into; ``trouble`` then says why.
    """

    path: Path
    where: Where
    made: datetime
    size: int
    about: About | None
    trouble: PosDeskError | None = None


OLD, SECOND_OLD = timedelta(days=2), timedelta(days=14)
"""How old the last backup here, and the last in the second place, may grow without a word."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The backups in both places, the newest first, the second place, and what these tell ``at``.

    ``has_news`` says that the journal has grown since the last one here.
    """

    backups: tuple[ListedBackup, ...]
    second: SecondPlace | None
    has_news: bool
    at: datetime

    @property
    def last(self) -> ListedBackup | None:
        """The newest backup on this computer that can be read."""
        return next((b for b in self.backups if b.where is Where.HERE and b.about), None)

    @property
    def is_old(self) -> bool:
        """Whether there is something new that no recent backup holds."""
        return self.has_news and (self.last is None or self.at - self.last.made > OLD)

    @property
    def second_is_old(self) -> bool:
        """Whether the second place had no backup for long."""
        second = self.second
        return second is not None and (second.last is None or self.at - second.last > SECOND_OLD)


class BackupList:
    """The backups of one data folder: those on this computer and those in the second place."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._data, self._key, self._clock = store.folder, store.key, clock
        self.folder = beside(store.folder)

    def listed(self) -> tuple[ListedBackup, ...]:
        """Return the backups in both places, the newest first; a place not there has none."""
        found = [
            listed_as(one, where)
            for where, folder in self.places()
            for one in (tried(BackupFolder(folder, self._key).found)[0] or ())
        ]
        return tuple(sorted(found, key=lambda one: one.made, reverse=True))

    def overview(self) -> Overview:
        """Return all that a page about backups shows."""
        return Overview(self.listed(), self.second_place(), self.has_news(), self._clock())

    def last(self) -> ListedBackup | None:
        """Return the newest backup of these data on this computer, ``None`` before the first."""
        return self._last(self._how_far()[0])

    def _last(self, origin: str) -> ListedBackup | None:
        newest, _ = tried(lambda: BackupFolder(self.folder, self._key).newest(origin))
        return listed_as(newest, Where.HERE) if newest else None

    def has_news(self) -> bool:
        """Return whether the journal says anything that the last backup here does not."""
        origin, head, says_anything = self._how_far()
        last = self._last(origin)
        return says_anything and (last is None or last.about is None or last.about.head != head)

    def is_due(self) -> bool:
        """Return whether the daily backup is due: there is news, and the last one is of before."""
        if not self.has_news():
            return False
        last, now = self.last(), self._clock()
        return last is None or not now - DAILY < last.made <= now

    def check(self, progress: Progress | None = None) -> tuple[CheckedBackup, ...]:
        """Read all listed backups back with their exhibits; ``progress`` may raise to stop."""
        found = [one.path for one in self.listed()]
        return check_backups(found, lambda path: key_of_backup(path, self._key), progress)

    def holders(self, case_id: str) -> tuple[ListedBackup, ...]:
        """Return the backups that still hold what was said in a case.

        Those that cannot be looked into (``about`` is ``None``) are not among them.
        """
        return tuple(
            one
            for one in self.listed()
            if one.about and tried(partial(holds_case, one.path, self._key, case_id))[0]
        )

    def goes_on(self, backup: ListedBackup) -> date:
        """Return the day on which a listed backup goes at the latest, if one is made each day."""
        others = [
            one.made
            for one in self.listed()
            if one.where is backup.where and one.path != backup.path and one.about
        ]
        day = goes_on(backup.made, self._clock().date(), others)
        if made_before(backup.path):
            day = max(day, (backup.made + BEFORE).date() + timedelta(days=1))
        return day

    def aside(self) -> tuple[Path, ...]:
        """Return the folders of damaged data that a restore put aside; nobody removes them."""
        return tuple(one for _, place in self.places() for one in sorted(place.glob(ASIDE)))

    def second_place(self) -> SecondPlace | None:
        """Return the second place, if one was chosen."""
        return read_second_place(self._data, self.folder)

    def places(self) -> tuple[tuple[Where, Path], ...]:
        """Return the folders of backups that can be reached now."""
        second = self.second_place()
        here = (Where.HERE, self.folder)
        return (here, (Where.SECOND, second.folder)) if second and second.is_there else (here,)

    def _how_far(self) -> tuple[str, str, bool]:
        with one_moment(self._data / DATABASE, self._key) as moment:
            return how_far(moment)


def listed_as(found: Found, where: Where) -> ListedBackup:
    """Return a backup that was found, as lists show it."""
    return ListedBackup(found.path, where, found.made, found.size, found.about, found.trouble)


def tried(work: Callable[[], Result]) -> tuple[Result | None, PosDeskError | None]:
    """Return what came of ``work``, or the expected failure."""
    try:
        return work(), None
    except PosDeskError as error:
        return None, error
