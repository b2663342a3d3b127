"""Whether the disks have room for a backup and for files that are changed as a whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage.backup.exhibits import exhibits_file
from posdesk.storage.store import DATABASE, EXHIBITS

_LOG = 2
"""How many times the journal's file an upgrade writes: its log, then what the file grows by."""

_LEAST = 8 * 1024 * 1024
"""Bytes that are asked for in any case: beside them others write, too."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """``folder`` has ``free`` bytes and ``need`` are needed there."""

    folder: Path
    need: int
    free: int


def shortage(data: Path, backups: Path, key: Key | None) -> Shortage | None:
    """Return where there is too little room to back up the data and bring them up to date."""
    journal = _size(data / DATABASE) + _size(data / f"{DATABASE}-wal")
    new = max(0, _size(data / EXHIBITS) - _size(exhibits_file(backups, key)))
    needs = {backups: journal + new + _LEAST, data: _LOG * journal + _LEAST}
    if data.stat().st_dev == backups.stat().st_dev:
        needs = {data: sum(needs.values()) - _LEAST}
    for folder, need in needs.items():
        free = shutil.disk_usage(folder).free
        if free < need:
            return Shortage(folder, need, free)
    return None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
