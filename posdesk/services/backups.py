"""The job of keeping copies: one on this computer each day, the same on a stick, or one to a file.

What writes or reads backups works by connections of its own, so that a worker may do it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__
from posdesk.domain.errors import NotFound, PosDeskError, WrongInput
from posdesk.domain.moment import iso
from posdesk.domain.people import Job
from posdesk.domain.provision import SECOND_PLACE_KEY
from posdesk.domain.text import N_
from posdesk.ownership import make_folder, share_like
from posdesk.services.backup_list import (
    BackupList,
    ListedBackup,
    Where,
    beside,
    listed_as,
    tried,
)
from posdesk.services.library import Shelves
from posdesk.services.own_files import read_own_files
from posdesk.services.policy import FREE, Policy
from posdesk.services.second_place import SecondPlace, keep_second_place, note_last
from posdesk.services.staff import Staff
from posdesk.services.turn import catch_up
from posdesk.storage.backup.about import About
from posdesk.storage.backup.exhibits import KeptExhibits
from posdesk.storage.backup.place import BackupFolder
from posdesk.storage.backup.second import copy_backup, file_digest
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.backup.write import Source, write_backup
from posdesk.storage.durable import file_trouble
from posdesk.storage.store import Store

__all__ = ["Backups", "ListedBackup", "Made", "MadeFile", "Where", "beside"]

_INSIDE = N_(
    "{file} would lie in the data folder, which it is to protect; no backup was made; choose"
    " another folder."
)
_NO_FOLDER = N_("There is no folder {folder}; no backup was made; choose one that is there.")
_NONE_OF_OURS = N_("{file} is no backup in the folders of backups; nothing was removed.")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of backing up; a place without a backup has its trouble, where one was chosen."""

    first: ListedBackup | None
    second: ListedBackup | None
    first_trouble: PosDeskError | None = None
    second_trouble: PosDeskError | None = None


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A whole backup in one file; ``sha256`` (hex) is that of the file."""

    path: Path
    size: int
    sha256: str
    about: About


class Backups(BackupList):
    """Makes, lists and removes the backups of one data folder."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        shelves: Shelves,
        clock: Callable[[], datetime],
        policy: Policy = FREE,
    ) -> None:
        super().__init__(store, clock)
        self._staff, self._shelves, self._policy = staff, shelves, policy

    def make(self, progress: Progress | None = None) -> Made:
        """Back up here and, where it is plugged in, in the second place; old ones go.

        Raises the trouble of the first place where no backup could be made at all.
        """
        self._make_room()
        second = self.second_place()
        here, there = shares(progress, 80, 20 if second else 0)
        first, first_trouble = tried(lambda: self._make_in(self.folder, Where.HERE, here))
        other, second_trouble = None, None
        if second is not None:
            other, second_trouble = tried(lambda: self._make_second(second, first, there))
        if first is None and other is None and first_trouble is not None:
            raise first_trouble
        return Made(first, other, first_trouble, second_trouble)

    def _make_room(self) -> None:
        """Make the folder of the backups for all who share the data; what fails is told later."""
        if not self.folder.exists():
            with suppress(OSError):
                make_folder(self.folder)
                share_like(self._data, self.folder)

    def make_file(self, path: Path, progress: Progress | None = None) -> MadeFile:
        """Make a whole backup, exhibits included, in the one file ``path``.

        Raises ``NotAllowed``, ``WrongInput`` where it would lie in the data folder or in none,
        ``DataTrouble`` where there is such a file or it cannot be written.
        """
        self._staff.require(Job.EXPORT)
        path = path.absolute()
        if path.resolve().is_relative_to(self._data.resolve()):
            raise WrongInput(_INSIDE, file=path)
        if not path.parent.is_dir():
            raise WrongInput(_NO_FOLDER, folder=path.parent)
        writing, reading = shares(progress, 90, 10)
        about = write_backup(self._source(), path, None, writing)
        try:
            return MadeFile(path, path.stat().st_size, file_digest(path, reading), about)
        except OSError as error:
            raise file_trouble(path, error) from error

    def _make_in(self, folder: Path, where: Where, progress: Progress) -> ListedBackup:
        """Write and check a new backup in ``folder`` and let old ones go."""
        place = BackupFolder(folder, self._key)
        with place.held():
            now = self._clock()
            path = place.new_path(now)
            kept = KeptExhibits(folder, self._key)
            try:
                about = write_backup(self._source(now), path, kept, progress)
            finally:
                kept.close()
            return self._done(place, path, about.origin, now, where)

    def _make_second(
        self, second: SecondPlace, first: ListedBackup | None, progress: Progress
    ) -> ListedBackup:
        """Make the second place have what the first has, or its own where that has none."""
        second.require()
        if first is None or first.about is None:
            made = self._make_in(second.folder, Where.SECOND, progress)
        else:
            place = BackupFolder(second.folder, self._key)
            with place.held():
                path = place.new_path(first.made)
                kept = KeptExhibits(second.folder, self._key)
                try:
                    copy_backup(first.path, path, self._key, kept, progress)
                finally:
                    kept.close()
                made = self._done(place, path, first.about.origin, first.made, Where.SECOND)
        note_last(self.folder, second.place, made.made)
        return made

    def _done(
        self, place: BackupFolder, path: Path, origin: str, now: datetime, where: Where
    ) -> ListedBackup:
        """Return the backup that was made; what should go now and cannot goes another day.

        So does what lies there in plain since before encryption was turned on.
        """
        key = self._key
        if key is not None:
            tried(lambda: catch_up(place.folder, key, self._data))
        tried(lambda: place.rotate(path, origin, now))
        found = place.look(path)
        assert found is not None
        return listed_as(found, where)

    def _source(self, now: datetime | None = None) -> Source:
        made_at = iso(now or self._clock())
        files = read_own_files(self._shelves)
        return Source(self._data, self._key, __version__, made_at, files)

    def drop(self, paths: Collection[Path]) -> None:
        """Remove backups at once, with the exhibits that only they named.

        Raises ``NotAllowed``, ``NotFound`` for what is no backup in these places, ``DataTrouble``.
        """
        self._staff.require(Job.ERASE)
        places = [BackupFolder(folder, self._key) for _, folder in self.places()]
        known = {path: place for place in places for path in place.named()}
        for path in paths:
            if path not in known:
                raise NotFound(_NONE_OF_OURS, file=path)
        for place in places:
            going = [path for path in paths if known[path] is place]
            if going:
                with place.held():
                    place.remove(going)

    def choose_second_place(self, folder: str) -> None:
        """Keep ``folder`` as the second place, empty for none; raises ``PosDeskError``."""
        self._staff.require(Job.SETTINGS)
        self._policy.require_free(SECOND_PLACE_KEY)
        keep_second_place(self._data, self.folder, folder.strip())
