"""Copies a finished backup to another place, byte by byte, and reads it back there."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.in_place import put_in_place, sync_folder
from posdesk.ownership import open_private
from posdesk.storage.backup.check import UNSOUND
from posdesk.storage.backup.exhibits import KeptExhibits, backup_exhibits
from posdesk.storage.backup.look import key_file, named_digests
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.backup.write import PART, forget_cached, unlink_quietly
from posdesk.storage.durable import file_trouble, write_durably

_CHUNK = 1024 * 1024


def copy_backup(
    first: Path,
    target: Path,
    key: Key | None,
    kept: KeptExhibits,
    progress: Progress | None = None,
) -> None:
    """Copy the backup ``first`` to ``target`` and its exhibits into ``kept``, and check both.

    Raises ``DataTrouble``, or what ``progress`` raises; then there is no such copy.
    """
    copying, exhibits, reading = shares(progress, 50, 20, 30)
    part = target.with_name(target.name + PART)
    try:
        digest = _copy(first, part, copying)
        with backup_exhibits(first, key) as source:
            kept.take(named_digests(first, key), source.found, exhibits)
        forget_cached(part)
        if file_digest(part, reading) != digest:
            raise DataTrouble(UNSOUND, file=target)
        if key_file(first).exists():
            write_durably(key_file(target), key_file(first).read_bytes())
        put_in_place(part, target, over=False)
        sync_folder(target.parent)
    except OSError as error:
        raise file_trouble(target, error) from error
    finally:
        unlink_quietly(part)


def file_digest(path: Path, progress: Progress | None = None) -> str:
    """Return the SHA-256 (hex) of a finished file. Raises ``OSError``."""
    total, done, digest = path.stat().st_size, 0, sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    return digest.hexdigest()


def _copy(source: Path, target: Path, progress: Progress) -> str:
    """Copy bytes and see them on the disk; return their SHA-256."""
    total, done, digest = source.stat().st_size, 0, sha256()
    number = open_private(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    with source.open("rb") as read, os.fdopen(number, "wb") as written:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            written.write(chunk)
            done += len(chunk)
            progress(done, total)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()
