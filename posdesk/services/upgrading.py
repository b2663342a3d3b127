"""The job of taking over data of an older PosDesk: a backup first, then all of it or nothing.

Whatever goes wrong, the data are as they were, and a sentence says with which program to go on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import NoReturn, Protocol

from posdesk import __version__
from posdesk.domain.errors import DataDamaged, DataTrouble, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import iso
from posdesk.domain.size_words import size_words
from posdesk.domain.text import N_, Text
from posdesk.services.backup_list import beside
from posdesk.services.first_look import needs_upgrade
from posdesk.services.library import Shelves
from posdesk.services.own_files import read_own_files
from posdesk.storage.backup.exhibits import KeptExhibits
from posdesk.storage.backup.place import UPGRADE, BackupFolder
from posdesk.storage.backup.same import same_backup
from posdesk.storage.backup.shares import Progress
from posdesk.storage.backup.write import Source, write_backup
from posdesk.storage.exchange import enter
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.form import Form
from posdesk.storage.room import shortage
from posdesk.storage.store import DATABASE
from posdesk.storage.upgrade import HalfUpgraded, form_of, upgrade

_UNKNOWN, _NONE = Text("旧版", "of before"), Text("（无）", "(none)")

_NO_ROOM = N_(
    "These data are still those of PosDesk {old}, and the disk of {folder} has no room for the"
    " backup and the work that bring them to PosDesk {new} ({need} are needed, {free} are free);"
    " nothing was changed; make room and start again, or go on with PosDesk {old}."
)
_NO_BACKUP = N_(
    "These data are still those of PosDesk {old}, and the backup that comes before bringing them to"
    " PosDesk {new} could not be written ({reason}); nothing was changed; make that right and start"
    " again, or go on with PosDesk {old}."
)
_NOT_DONE = N_(
    "The data could not be brought from PosDesk {old} to PosDesk {new} ({reason}); they are as they"
    " were, and {backup} is a backup of them; go on with PosDesk {old} and ask for support."
)


class Step(Enum):
    """What is done just now."""

    SAVING = Text("正在备份升级前的数据，并读回核对", "Backing up the data as they are")
    CHANGING = Text("正在升级数据", "Bringing the data up to date")


class Telling(Protocol):
    """Told of each step and how far it has come; raises to give up where that is still possible."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Go on to ``step``; until the next one it may be given up or not."""

    def __call__(self, done: int, total: int, /) -> None:
        """Hear how far the present step is."""


class Silent:
    """Where nobody looks on."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Say nothing."""

    def __call__(self, done: int, total: int, /) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: from which PosDesk the data came, and the ``backup`` made before, if any."""

    old: str
    backup: Path | None


class Upgrading:
    """Brings the data in one folder to the present PosDesk where an older one wrote them.

    For whoever has nothing of them open; a worker may do it.
    """

    def __init__(
        self,
        shelves: Shelves,
        clock: Callable[[], datetime],
        key: Key | None = None,
        software: str = __version__,
    ) -> None:
        """``key`` is what the data are encrypted with."""
        self._folder = shelves.folder
        self._shelves, self._clock, self._key, self._software = shelves, clock, key, software

    @property
    def is_wanted(self) -> bool:
        """Whether there is anything to do; looking changes nothing."""
        return needs_upgrade(self._folder, self._key)

    def do(self, telling: Telling | None = None) -> Done | None:
        """Write a backup, then bring all up to date; ``None`` where there was nothing to do.

        Raises ``DataTrouble``, or what ``telling`` raises; then the data are as they were.
        """
        if not self.is_wanted:
            return None
        told = _Told(telling or Silent())
        # What a kill left of an exchange is finished first.
        enter(self._folder).close()
        with FolderUse(self._folder, alone=True):
            form = self._form()  # another program may have been quicker
            if form.is_newer or not (form.is_older or form.behind):
                return None
            backup = self._saved(form, told) if form.is_older else None
            told.begin(Step.CHANGING, may_stop=True)
            self._change(form, backup, told)
        return Done(form.software, backup)

    def _form(self) -> Form:
        return form_of(self._folder, self._key)

    def _saved(self, form: Form, told: _Told) -> Path:
        """Return the backup of the data as they are, made now or by a try before this one."""
        told.begin(Step.SAVING, may_stop=True)
        place = BackupFolder(beside(self._folder), self._key)
        try:
            with place.held():
                known = same_backup(place, self._folder / DATABASE, self._key)
                if known is not None:
                    return known
                short = shortage(self._folder, place.folder, self._key)
                if short is None:
                    return self._written(place, told)
        except DataTrouble as error:
            self._raise(_NO_BACKUP, form, error)
        need, free = size_words(short.need), size_words(short.free)
        raise DataTrouble(
            _NO_ROOM, **self._versions(form), folder=short.folder, need=need, free=free
        )

    def _written(self, place: BackupFolder, progress: Progress) -> Path:
        now = self._clock()
        files = read_own_files(self._shelves)
        source = Source(self._folder, self._key, self._software, iso(now), files)
        path = place.new_path(now, before=UPGRADE)
        kept = KeptExhibits(place.folder, self._key)
        try:
            write_backup(source, path, kept, progress)
        finally:
            kept.close()
        return path

    def _change(self, form: Form, backup: Path | None, told: _Told) -> None:
        name = backup.name if backup else ""
        try:
            upgrade(
                self._folder,
                self._key,
                software=self._software,
                at=self._clock(),
                backup=name,
                progress=told,
            )
        except HalfUpgraded:
            raise
        except DataTrouble as error:
            self._raise(_NOT_DONE, form, error, backup)
        except Exception as bug:
            if told.stopped is bug:
                raise
            # Whatever a step raises: it is rolled back, and a person must know what to do.
            self._raise(_NOT_DONE, form, bug, backup)

    def _versions(self, form: Form) -> dict[str, object]:
        return {"old": form.software or _UNKNOWN, "new": self._software}

    def _raise(
        self, sentence: str, form: Form, error: Exception, backup: Path | None = None
    ) -> NoReturn:
        """Raise ``sentence`` because of ``error``; what is damaged can be replaced by a backup."""
        kind = DataDamaged if isinstance(error, DataDamaged) else DataTrouble
        reason = error if isinstance(error, PosDeskError) else type(error).__name__
        raise kind(
            sentence, **self._versions(form), reason=reason, backup=backup or _NONE
        ) from error


class _Told:
    """Hands on how far it is, and remembers what was raised there to give up."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self.stopped: BaseException | None = None

    def begin(self, step: Step, *, may_stop: bool) -> None:
        try:
            self._telling.begin(step, may_stop=may_stop)
        except BaseException as error:
            self.stopped = error
            raise

    def __call__(self, done: int, total: int, /) -> None:
        try:
            self._telling(done, total)
        except BaseException as error:
            self.stopped = error
            raise
