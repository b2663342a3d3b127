"""Puts aside what is damaged before something takes its place: it is never thrown away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from posdesk.in_place import sync_folder
from posdesk.ownership import make_inside, open_private
from posdesk.storage.aside_place import new_place
from posdesk.storage.durable import file_trouble, sync_file
from posdesk.storage.exchange import STAGE
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE

_DATA = (DATABASE, EXHIBITS)
_BESIDE = ("-wal", "-shm", "-journal")
_OWN = ("*.toml", "*.tsv", "flows/**/*.yaml", "calendars/*.toml")


def put_aside(folder: Path, backups: Path, now: datetime) -> Path | None:
    """Keep the data files of ``folder`` as they lie in a new folder under ``backups``; return it.

    Nobody may have them open. They stay in ``folder`` too, so that a kill loses nothing; ``None``
    where there are none. Raises ``DataTrouble``.
    """
    files = tuple(_files(folder))
    if not files:
        return None
    place = new_place(backups, now)
    try:
        make_inside(place, exist_ok=False)
        for file in files:
            target = place / file.relative_to(folder)
            make_inside(target.parent)
            _keep(file, target)
        sync_folder(place)
        sync_folder(backups)
    except OSError as error:
        raise file_trouble(place, error) from error
    return place


def _files(folder: Path) -> Iterator[Path]:
    """Yield the data with what SQLite keeps beside them, and the shop's own small files."""
    for name in _DATA:
        for ending in ("", *_BESIDE):
            file = folder / f"{name}{ending}"
            if file.exists():
                yield file
    if (folder / KEY_FILE).exists():
        yield folder / KEY_FILE
    for pattern in _OWN:
        for file in folder.glob(pattern):
            if file.is_file() and STAGE not in file.relative_to(folder).parts:
                yield file


def _keep(file: Path, target: Path) -> None:
    """Give ``file`` a second name, which needs neither room nor reading; else copy it."""
    try:
        os.link(file, target)
    except OSError:
        with file.open("rb") as source, open(target, "wb", opener=open_private) as copy:
            shutil.copyfileobj(source, copy)
        sync_file(target)
