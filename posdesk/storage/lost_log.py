"""Finds that a write-ahead log was damaged before SQLite takes that for its end, and keeps it.

What lies beyond the damage is lost to SQLite, which would write over it in silence. So the log, and
the database where there is room, are copied unchanged to where a restore puts damaged data aside:
forgetting and encryption look there. Then the log is cut where SQLite stops reading: work goes on
from its sound beginning, and what is behind cannot be taken for a second loss.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from filecmp import cmp
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.in_place import sync_folder
from posdesk.ownership import make_folder, make_inside, open_private, share_like
from posdesk.storage.aside_place import ASIDE, beside, new_place
from posdesk.storage.durable import file_trouble, sync_file, write_durably
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.key_mark import KEY_FILE
from posdesk.storage.log_chain import HEAD, LogEnd, end_of_log

_WAL, _SAYS, _PART = "-wal", "lost.json", ".part"

_sound: set[tuple[Path, int, int]] = set()
"""Logs, by size and time of writing, that were looked at: a start enters its folder four times."""


@dataclass(frozen=True, slots=True)
class LostLog:
    """A damaged log: of which file, at least how many commits it lost, when seen, kept where."""

    file: str
    commits: int
    seen: datetime
    place: Path


def keep_lost_logs(folder: Path) -> None:
    """Look at the logs that a kill or a cut of power left in ``folder``, before it is opened.

    Where another program has it open, that one has looked. Raises ``DataTrouble`` where a damaged
    log cannot be kept; then nothing was changed.
    """
    found = [log for log in folder.glob(f"*.db{_WAL}") if _size(log) > HEAD]
    logs = [log for log in found if _state_of(log) not in _sound]
    if not logs:
        return
    try:
        use = FolderUse(folder, alone=True, wait=0)
    except DataTrouble:
        return
    with use:
        for log in logs:
            try:
                end = end_of_log(log, _database_of(log))
                if end.lost:
                    _keep(folder, log, end)
                _sound.add(_state_of(log))
            except OSError as error:
                raise file_trouble(log, error) from error


def lost_logs(folder: Path) -> tuple[LostLog, ...]:
    """Return what was found of the data in ``folder`` and is still kept, the newest first."""
    found = []
    for says in beside(folder).glob(f"{ASIDE}/{_SAYS}"):
        with suppress(OSError, ValueError, KeyError, TypeError):  # it can be damaged as well
            told = json.loads(says.read_bytes())
            seen = from_iso(told["seen_at"])
            found.append(LostLog(str(told["file"]), int(told["commits"]), seen, says.parent))
    return tuple(sorted(found, key=lambda one: one.seen, reverse=True))


def _keep(folder: Path, log: Path, end: LogEnd) -> None:
    """Copy ``log`` and what belongs to it, bring that to the disk, then cut ``log`` to its end."""
    if not any(_is_same(one.place / log.name, log) for one in lost_logs(folder)):
        _copy(folder, log, end)
    with log.open("r+b") as file:
        file.truncate(end.whole)
        os.fsync(file.fileno())


def _copy(folder: Path, log: Path, end: LogEnd) -> None:
    backups, now = beside(folder), datetime.now(BEIJING)
    if not backups.exists():
        make_folder(backups)
        share_like(folder, backups)
    for left in backups.glob(f"{ASIDE}{_PART}"):
        shutil.rmtree(left, ignore_errors=True)  # of a start that was killed at this
    place = new_place(backups, now)
    part = place.with_name(place.name + _PART)
    make_inside(part)
    database = _database_of(log)
    _copy_file(log, part)
    if (folder / KEY_FILE).exists():
        _copy_file(folder / KEY_FILE, part)
    if 2 * _size(database) < shutil.disk_usage(backups).free:
        _copy_file(database, part)
    told = {"file": database.name, "commits": end.lost, "seen_at": iso(now)}
    write_durably(part / _SAYS, json.dumps(told).encode())
    part.rename(place)
    sync_folder(backups)


def _copy_file(file: Path, place: Path) -> None:
    target = place / file.name
    with file.open("rb") as source, open(target, "wb", opener=open_private) as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
    sync_file(target)


def _database_of(log: Path) -> Path:
    return log.with_name(log.name.removesuffix(_WAL))


def _is_same(kept: Path, log: Path) -> bool:
    return kept.exists() and cmp(kept, log, shallow=False)


def _state_of(log: Path) -> tuple[Path, int, int]:
    now = log.stat()
    return log, now.st_size, now.st_mtime_ns


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
