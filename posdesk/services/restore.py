"""The job of getting data back: look into a backup first, then put it in the place of the present.

It needs no open data: a shop whose database is damaged, gone or on another computer is helped too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__
from posdesk.domain.errors import DataTrouble, KeyNeeded, NotFound, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.people import Job
from posdesk.domain.text import N_
from posdesk.services.backup_check import CheckedBackup, check_backups, key_of_backup
from posdesk.services.backup_list import ListedBackup, Where, beside, listed_as, tried
from posdesk.services.library import Shelves
from posdesk.services.own_files import read_own_files
from posdesk.services.second_place import read_second_place
from posdesk.storage.backup.about import About
from posdesk.storage.backup.check import check
from posdesk.storage.backup.compare import Beyond, Compared, compare
from posdesk.storage.backup.inside import Details, details
from posdesk.storage.backup.look import look
from posdesk.storage.backup.place import BackupFolder
from posdesk.storage.backup.shares import Progress
from posdesk.storage.exchange import enter
from posdesk.storage.restoring import Exchanged, Restoring, Step, Telling
from posdesk.storage.store import DATABASE, EXHIBITS

__all__ = ["Beyond", "Compared", "Exchanged", "Inside", "Restorer", "Restoring", "Step", "Telling"]

_NO_FILE = N_("There is no file {file}; nothing was changed; choose a backup that is there.")


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds, and what it lacks of the present data.

    ``trouble`` says why it cannot be restored, ``None`` where it is whole and sound. ``compared``
    is ``None`` where there are no present data, or where these cannot tell anything.
    """

    path: Path
    about: About
    details: Details | None
    compared: Compared | None
    trouble: PosDeskError | None

    @property
    def lost(self) -> Beyond | None:
        """What the present data hold and the backup does not."""
        return self.compared.lost if self.compared else None


def _anybody(_job: Job) -> None:
    """Let whoever is there do it: there is nobody to ask while the data cannot be read."""


class Restorer:
    """Looks into backups and restores them into one data folder."""

    def __init__(
        self,
        shelves: Shelves,
        clock: Callable[[], datetime],
        key: Key | None = None,
        gate: Callable[[Job], None] = _anybody,
    ) -> None:
        """``key`` opens the present data; ``gate`` raises ``NotAllowed`` for who may not."""
        self.folder = shelves.folder
        self._shelves, self._clock, self._key, self._gate = shelves, clock, key, gate

    def listed(self) -> tuple[ListedBackup, ...]:
        """Return the backups on this computer and in the second place, the newest first."""
        places = [(Where.HERE, beside(self.folder))]
        second, _ = tried(lambda: read_second_place(self.folder, beside(self.folder)))
        if second is not None and second.is_there:
            places.append((Where.SECOND, second.folder))
        found = [
            listed_as(one, where)
            for where, place in places
            for one in (tried(BackupFolder(place, self._key).found)[0] or ())
        ]
        return tuple(sorted(found, key=lambda one: one.made, reverse=True))

    def best(self, progress: Progress | None = None) -> Inside | None:
        """Return the newest listed backup that is whole and sound, ``None`` where none is."""
        for one in self.listed():
            with suppress(PosDeskError):
                inside = self.look(one.path, self.key_of(one.path), progress)
                if inside.trouble is None:
                    return inside
        return None

    def check(
        self, paths: Sequence[Path] = (), progress: Progress | None = None
    ) -> tuple[CheckedBackup, ...]:
        """Read ``paths``, or all listed backups, back with their exhibits. A worker may do it."""
        found = [_there(path) for path in paths] or [one.path for one in self.listed()]
        return check_backups(found, self.key_of, progress)

    def key_of(self, path: Path, given: str | None = None) -> Key | None:
        """Return what opens the backup at ``path``, ``None`` where it says that it needs nothing.

        ``given`` is a passphrase or a recovery code; without it the present key and the system's
        key store are asked. Raises ``KeyNeeded`` and ``WrongInput``.
        """
        return key_of_backup(path.expanduser().absolute(), self._key, given)

    @property
    def is_lost(self) -> bool:
        """Whether there are backups of data that are not in their folder any more."""
        return not (self.folder / DATABASE).exists() and bool(self.listed())

    def look(self, path: Path, key: Key | None = None, progress: Progress | None = None) -> Inside:
        """Go through the backup at ``path`` and compare it with the present data.

        ``key`` is what it is encrypted with, the present one where none is given. Raises
        ``KeyNeeded``, and ``DataTrouble`` where it is no backup at all. A worker may do it.
        """
        backup, used = _there(path), key or self._key
        about = look(backup, used)
        others = ((self.folder / EXHIBITS, self._key),)
        found, trouble = None, None
        try:
            found = details(backup, used, others)
            check(backup, used, progress)
        except KeyNeeded:
            raise
        except PosDeskError as error:
            trouble = error
        return Inside(backup, about, found, self.compare(backup, used), trouble)

    def restoring(self, path: Path, key: Key | None = None) -> Restoring:
        """Return what restores ``path`` once nobody has the data open; raises ``NotAllowed``.

        ``key`` is what the backup is encrypted with, the present one where none is given.
        """
        self._gate(Job.RESTORE)
        return Restoring(
            folder=self.folder,
            data_key=self._key,
            backup=_there(path),
            key=key or self._key,
            backups=beside(self.folder),
            own=read_own_files(self._shelves),
            clock=self._clock,
            software=__version__,
        )

    def compare(self, backup: Path, key: Key | None = None) -> Compared | None:
        """Return what the present data hold that a backup lacks, and the other way round.

        ``None`` where there are no present data, or where these cannot tell anything.
        """
        if not (self.folder / DATABASE).exists():
            return None
        with suppress(DataTrouble):
            use = enter(self.folder)
            try:
                return compare(self.folder / DATABASE, self._key, backup, key or self._key)
            finally:
                use.close()
        return None


def _there(path: Path) -> Path:
    found = path.expanduser().absolute()
    if not found.is_file():
        raise NotFound(_NO_FILE, file=path)
    return found
