"""Writes one backup: a moment of the journal, the shop's own files, the exhibits; then reads it.

Under its own name it lies there only once it was read back whole and is safe from a cut of power.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.in_place import put_in_place, sync_folder, take_away
from posdesk.storage.backup.about import (
    MARK,
    TABLES,
    About,
    Contents,
    OwnFile,
    contents,
    named,
    put_about,
)
from posdesk.storage.backup.check import UNSOUND, check
from posdesk.storage.backup.copying import copy_pages, new_file, one_moment
from posdesk.storage.backup.exhibits import KeptExhibits, LiveExhibits
from posdesk.storage.backup.look import key_file
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.database import Database, prepare
from posdesk.storage.durable import file_trouble, sync_file, write_durably
from posdesk.storage.leftovers import LONG
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE

PART = ".part"
_TRIES = 3
"""How often it begins anew because exhibits were covered or erased meanwhile."""

THERE = N_(
    "There is a file {file} already; it was left as it is and no backup was made; give another"
    " name."
)


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up: a data folder with its key, by which version, when (ISO), its files."""

    folder: Path
    key: Key | None
    software: str
    made_at: str
    files: tuple[OwnFile, ...] = ()


def write_backup(
    source: Source,
    target: Path,
    kept: KeptExhibits | None = None,
    progress: Progress | None = None,
) -> About:
    """Write the backup ``target`` and return what it says of itself.

    Exhibits go into ``kept``, those of its folder, or, where that is ``None``, into the backup
    itself, which is a whole one then. Raises ``DataTrouble``, or what ``progress`` raises; then
    there is no such backup, and what was there before is as it was.
    """
    writing, checking = shares(progress, 35, 65)
    part = target.with_name(target.name + PART)
    try:
        if target.exists():
            raise DataTrouble(THERE, file=target)
        if kept is None:
            _drop_old_parts(target.parent)
        for attempt in range(1, _TRIES + 1):
            drop_part(part)
            if _written(source, part, kept, writing, last=attempt == _TRIES):
                break
        sync_file(part)
        forget_cached(part)
        about = check(part, source.key, checking)
        _install(source, part, target)
    except OSError as error:
        raise file_trouble(target, error) from error
    finally:
        unlink_quietly(part)
    return about


def _drop_old_parts(folder: Path) -> None:
    """Remove the whole backups in ``folder`` that a kill left half written, under any name."""
    for part in folder.glob(f"*.backup{PART}"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > LONG:
                part.unlink()


def drop_part(part: Path) -> None:
    """Remove what a kill left of a backup that was being written. Raises ``OSError``."""
    for ending in ("", "-journal", "-wal", "-shm"):
        take_away(part.with_name(part.name + ending))


def _written(
    source: Source, part: Path, kept: KeptExhibits | None, progress: Progress, *, last: bool
) -> bool:
    """Write everything into ``part``; not where an exhibit went meanwhile that was still named."""
    pages, exhibits = shares(progress, 70, 30)
    prepare(part)
    with new_file(part, source.key) as connection:
        new = Database(part, connection)
        what = _copied(source, new, pages)
        connection.execute("BEGIN")
        connection.execute(f"PRAGMA application_id = {MARK}")
        for table in TABLES.strip().split("\n\n")[: 3 if kept is None else 2]:
            connection.execute(table)
        rows = [(file.name, file.body) for file in source.files]
        connection.executemany("INSERT INTO backup_files VALUES (?, ?)", rows)
        missing = _take_exhibits(source, new, kept, exhibits)
        if missing and not last and not set(missing) <= set(_named_now(source)):
            return False
        about = About(
            **asdict(what),
            made_at=source.made_at,
            software=source.software,
            missing=len(missing),
            whole=kept is None,
        )
        put_about(new, about)
        connection.execute("COMMIT")
    return True


def _copied(source: Source, new: Database, progress: Progress) -> Contents:
    """Copy one moment of the journal into ``new`` and return what it holds."""
    with one_moment(source.folder / DATABASE, source.key) as moment:
        what = contents(moment)
        copy_pages(moment, new.connection, new.path, progress)
    if contents(new) != what:
        raise DataTrouble(UNSOUND, file=new.path)
    return what


def _take_exhibits(
    source: Source, new: Database, kept: KeptExhibits | None, progress: Progress
) -> list[str]:
    """Keep the exhibits that ``new`` names; return those that are not there or damaged."""
    digests = named(new)
    live = LiveExhibits(source.folder / EXHIBITS, source.key)
    try:
        if kept is not None:
            return kept.take(digests, live.get, progress)
        missing = []
        for done, digest in enumerate(digests, start=1):
            body = live.get(digest)
            if body is None:
                missing.append(digest)
            else:
                row = (digest, len(body), body)
                new.connection.execute("INSERT INTO backup_blobs VALUES (?, ?, ?)", row)
            progress(done, len(digests))
        return missing
    finally:
        live.close()


def _named_now(source: Source) -> tuple[str, ...]:
    with one_moment(source.folder / DATABASE, source.key) as moment:
        return named(moment)


def _install(source: Source, part: Path, target: Path) -> None:
    """Give the backup its name; what opens it lies beside it before. Raises ``OSError``."""
    if source.key is not None:
        write_durably(key_file(target), (source.folder / KEY_FILE).read_bytes())
    if target.exists():
        raise DataTrouble(THERE, file=target)
    put_in_place(part, target, over=False)
    sync_folder(target.parent)


def forget_cached(path: Path) -> None:
    """Let what is read next come from the disk rather than from memory, where that can be said."""
    if hasattr(os, "posix_fadvise"):
        number = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(number)


def unlink_quietly(part: Path) -> None:
    """Remove ``part``; on a stick that was pulled out there is nothing to remove."""
    try:
        drop_part(part)
    except OSError:
        return
