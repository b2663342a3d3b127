"""Puts what a backup holds in the place of a folder's data: all at once, even if killed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.moment import iso
from posdesk.domain.text import Text
from posdesk.storage.aside import put_aside
from posdesk.storage.backup.about import OwnFile
from posdesk.storage.backup.check import check
from posdesk.storage.backup.exhibits import KeptExhibits
from posdesk.storage.backup.place import RESTORE, BackupFolder
from posdesk.storage.backup.since import since
from posdesk.storage.backup.unpack import Unpacked, unpack
from posdesk.storage.backup.write import Source, write_backup
from posdesk.storage.exchange import Exchange, enter
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.key_mark import named_key
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE


class Step(Enum):
    """What is done just now."""

    CHECKING = Text("正在核对备份", "Checking the backup")
    SAVING = Text("正在保存现在的数据", "Keeping the present data")
    UNPACKING = Text("正在取出并核对", "Taking it out and checking it")
    EXCHANGING = Text("正在换上", "Putting it in place")


class Telling(Protocol):
    """Told of each step and how far it has come; raises to give up where that is still possible."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Go on to ``step``; until the next one it may be given up or not."""

    def __call__(self, done: int, total: int, /) -> None:
        """Hear how far the present step is."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where what was there before is kept; ``damaged`` where that is the files as they lay."""

    path: Path
    damaged: bool


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What is there now, and where what was there before is kept, if there was anything."""

    now: Unpacked
    saved: Saved | None


@dataclass(frozen=True, slots=True)
class Restoring:
    """One restoring of ``backup`` into ``folder``, for whoever has nothing of it open.

    ``data_key`` opens the present data, ``key`` the backup. What is there before is kept in
    ``backups``: as a backup with the shop's ``own`` files, or as it lies where it is damaged.
    """

    folder: Path
    data_key: Key | None
    backup: Path
    key: Key | None
    backups: Path
    own: tuple[OwnFile, ...]
    clock: Callable[[], datetime]
    software: str

    def do(self, telling: Telling) -> Exchanged:
        """Restore; until the last step the old files hold, after it the new ones.

        Raises ``DataTrouble``, or what ``telling`` raises; then nothing was changed, or the rest
        is done when the folder is opened next.
        """
        telling.begin(Step.CHECKING, may_stop=True)
        check(self.backup, self.key, telling)
        # What a kill left of another exchange is finished first.
        enter(self.folder).close()
        with FolderUse(self.folder, alone=True):
            telling.begin(Step.SAVING, may_stop=True)
            saved = self._save(telling)
            exchange = Exchange(self.folder)
            stage = exchange.begin()
            try:
                telling.begin(Step.UNPACKING, may_stop=True)
                new = unpack(
                    self.backup,
                    self.key,
                    stage,
                    clock=self.clock,
                    software=self.software,
                    others=((self.folder / EXHIBITS, self.data_key),),
                    happened=since(self.folder / DATABASE, self.data_key),
                    progress=telling,
                )
                telling.begin(Step.EXCHANGING, may_stop=False)
            except BaseException:
                exchange.abandon()
                raise
            exchange.commit(self._coming(new), [KEY_FILE] if new.key is None else [])
        return Exchanged(new, saved)

    def _save(self, telling: Telling) -> Saved | None:
        """Keep the present state: as a backup, or as it lies where it does not make a sound one."""
        if not any((self.folder / name).exists() for name in (DATABASE, EXHIBITS)):
            return None
        written: tuple[Path, int] | None = None
        if (self.folder / DATABASE).exists():
            with suppress(DataTrouble):
                written = self._write_backup(telling)
        if written is not None and written[1] == 0:
            return Saved(written[0], damaged=False)
        aside = put_aside(self.folder, self.backups, self.clock())
        if written is not None:  # only exhibits are gone: the backup is what can be used
            return Saved(written[0], damaged=False)
        return Saved(aside, damaged=True) if aside is not None else None

    def _write_backup(self, telling: Telling) -> tuple[Path, int]:
        """Write the backup; return it, and how many exhibits are missing in it."""
        now = self.clock()
        source = Source(self.folder, self.data_key, self.software, iso(now), self.own)
        place = BackupFolder(self.backups, self.data_key)
        with place.held():
            path = place.new_path(now, before=RESTORE)
            kept = KeptExhibits(self.backups, self.data_key)
            try:
                return path, write_backup(source, path, kept, telling).missing
            finally:
                kept.close()

    def _coming(self, new: Unpacked) -> list[str]:
        """Return the files to install; what names the key stays where it names this one already."""
        stays = new.key is not None and named_key(self.folder / KEY_FILE) == new.key.id
        return [name for name in new.files if not (stays and name == KEY_FILE)]
