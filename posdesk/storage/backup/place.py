"""One folder of backups: what lies in it, what comes new, what goes when it has grown old."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import KeyNeeded, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.rotation import BEFORE, kept
from posdesk.in_place import sync_folder
from posdesk.storage.backup.about import About
from posdesk.storage.backup.exhibits import DAMAGED, KeptExhibits, exhibits_file
from posdesk.storage.backup.look import KEY_ENDING, is_encrypted, key_file, look, named_digests
from posdesk.storage.backup.write import PART
from posdesk.storage.durable import file_trouble
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.leftovers import sweep_leftovers

ENDING = ".backup"
_NAME = re.compile(r"posdesk-(\d{6}-\d{6})(-\d+)?(-before-[a-z]+)?\.backup")
RESTORE, UPGRADE = "restore", "upgrade"
"""What a backup can be the way back from."""

_FORM = "%y%m%d-%H%M%S"
_ASIDE = 30 * 24 * 3600
"""Seconds for which a damaged file of exhibits may still be looked into by somebody."""


@dataclass(frozen=True, slots=True)
class Found:
    """A backup in a folder: when it was made by its name, its size in bytes, what it says.

    ``about`` is ``None`` where it cannot be looked into; ``trouble`` then says why.
    """

    path: Path
    made: datetime
    size: int
    about: About | None
    trouble: PosDeskError | None = None


def made_before(path: Path) -> str:
    """Return what a backup is the way back from, empty where it is one of every day.

    Whatever stands there counts: a newer program may know more of it.
    """
    match = _NAME.fullmatch(path.name)
    return (match[3] or "").removeprefix("-before-") if match else ""


class BackupFolder:
    """The backups in ``folder``; ``key`` is what those of these data are encrypted with now."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        self.folder = folder
        self._key = key

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have the folder, which is made where it is not there, to write in. ``DataTrouble``."""
        with FolderUse(self.folder, alone=True):
            try:
                self._clean()
            except OSError as error:
                raise file_trouble(self.folder, error) from error
            yield

    def named(self) -> dict[Path, datetime]:
        """Return the backups with the moments in their names, the newest first. ``DataTrouble``."""
        found: dict[Path, datetime] = {}
        try:
            names = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        except OSError as error:
            raise file_trouble(self.folder, error) from error
        for path in names:
            match = _NAME.fullmatch(path.name)
            if match is not None:
                with suppress(ValueError):
                    found[path] = datetime.strptime(match[1], _FORM).replace(tzinfo=BEIJING)
        return dict(sorted(found.items(), key=lambda one: (one[1], one[0].name), reverse=True))

    def found(self) -> tuple[Found, ...]:
        """Return the backups, the newest first, each looked into. Raises ``DataTrouble``."""
        return tuple(one for path, made in self.named().items() if (one := self._found(path, made)))

    def look(self, path: Path) -> Found | None:
        """Return one backup of this folder, ``None`` where it is not there."""
        made = self.named().get(path)
        return self._found(path, made) if made is not None else None

    def newest(self, origin: str) -> Found | None:
        """Return the newest backup that can be read, of the journal that began as ``origin``."""
        for path, made in self.named().items():
            one = self._found(path, made)
            if one is not None and one.about is not None and one.about.origin == origin:
                return one
        return None

    def new_path(self, moment: datetime, *, before: str = "") -> Path:
        """Return a free name for the backup of this moment; ``before`` is as in ``made_before``."""
        stem = f"posdesk-{moment.astimezone(BEIJING).strftime(_FORM)}"
        ending = f"-before-{before}{ENDING}" if before else ENDING
        path, number = self.folder / f"{stem}{ending}", 1
        while path.exists():
            number += 1
            path = self.folder / f"{stem}-{number}{ending}"
        return path

    def rotate(self, new: Path, origin: str, now: datetime) -> None:
        """Remove what has grown old of the journal that began as ``origin``, but never ``new``.

        Backups that cannot be read guard no older one, and go in their own time.
        """
        found = [one for one in self.found() if one.about is None or one.about.origin == origin]
        ours = [one for one in found if not (made_before(one.path) and now - one.made < BEFORE)]
        stay = kept([one.made for one in ours if one.about], now)
        stay |= kept([one.made for one in ours], now)
        self.remove([one.path for one in ours if one.made not in stay and one.path != new])

    def remove(self, paths: Collection[Path]) -> None:
        """Remove backups, and the exhibits that only they named. Raises ``DataTrouble``."""
        try:
            for path in paths:
                path.unlink(missing_ok=True)
                key_file(path).unlink(missing_ok=True)
            if paths:
                sync_folder(self.folder)
            self._let_exhibits_go()
        except OSError as error:
            raise file_trouble(self.folder, error) from error

    def _found(self, path: Path, made: datetime) -> Found | None:
        try:
            size = path.stat().st_size
        except OSError:
            return None  # another program has removed it meanwhile
        try:
            return Found(path, made, size, look(path, self._key))
        except PosDeskError as error:
            return Found(path, made, size, None, error)

    def _let_exhibits_go(self) -> None:
        """Let go of the exhibits that no backup here names any more, each kind by itself.

        What might be named by a backup that cannot be read stays.
        """
        for aside in self.folder.glob(f"exhibits*.db{DAMAGED}"):
            if time.time() - aside.stat().st_mtime > _ASIDE:
                aside.unlink(missing_ok=True)
        plain, locked = list[Found](), list[Found]()
        for one in self.found():
            (locked if is_encrypted(one.path) else plain).append(one)
        self._sweep(None, plain)
        if self._key is not None:
            self._sweep(self._key, locked)
        if not any(isinstance(one.trouble, KeyNeeded) for one in locked):
            own = exhibits_file(self.folder, self._key)
            for path in self.folder.glob("exhibits-*.db"):
                if path != own:
                    path.unlink(missing_ok=True)

    def _sweep(self, key: Key | None, backups: Collection[Found]) -> None:
        path = exhibits_file(self.folder, key)
        if not path.exists() or any(one.about is None for one in backups):
            return
        if not backups:
            path.unlink()
            return
        named = {digest for one in backups for digest in named_digests(one.path, key)}
        kept_exhibits = KeptExhibits(self.folder, key)
        try:
            kept_exhibits.keep_only(named)
        finally:
            kept_exhibits.close()

    def _clean(self) -> None:
        """Remove what a kill left: unfinished backups, and keys of backups that never came."""
        for path in self.folder.glob(f"posdesk-*{ENDING}{PART}*"):
            path.unlink(missing_ok=True)
        for path in self.folder.glob(f"posdesk-*{ENDING}{KEY_ENDING}"):
            if not path.with_name(path.name.removesuffix(KEY_ENDING)).exists():
                path.unlink(missing_ok=True)
        sweep_leftovers(self.folder)
