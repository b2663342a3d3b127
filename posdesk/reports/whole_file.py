"""Writes a file whole or not at all, whatever goes out."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.in_place import put_in_place, sync_folder, take_away

_UNWRITABLE = N_(
    "“{path}” cannot be written; what was there before is unchanged; choose another folder."
)
_FULL = N_(
    "The disk is full, so “{path}” cannot be written; what was there before is unchanged;"
    " make room or choose another disk."
)
_LEFT = re.compile(r"\..+\.\d+\.part")
_LONG = 3600
"""Seconds after which nobody writes such a file any more."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_file(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write ``data`` beside ``target`` and put it in its place in one step.

    A ``private`` file is for its owner's eyes alone, from its first byte on.
    """
    with whole_file(target, private=private) as out:
        out.write(data)


@contextmanager
def whole_file(target: Path, *, private: bool = False) -> Iterator[BufferedRandom]:
    """Give what is written inside beside ``target``, and put it in its place at the end.

    Where that fails, or what is done inside raises, nothing of it is left. Raises ``DataTrouble``
    for the disk, and whatever else is raised inside as it is.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            # A folder, or a device or pipe, which would be gone in favour of the file.
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        with open(part, "w+b", opener=_private if private else None) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        put_in_place(part, target)
        _settle(target.parent)
    except OSError as error:
        sentence = _FULL if error.errno in _NO_ROOM else _UNWRITABLE
        raise DataTrouble(sentence, path=str(target)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def unlink_file(target: Path) -> None:
    """Remove ``target`` where it is there, before what it tells of is replaced."""
    try:
        take_away(target)
    except OSError as error:
        raise DataTrouble(_UNWRITABLE, path=str(target)) from error


def _settle(folder: Path) -> None:
    """See that what came into ``folder`` stays there, and that what kills left long ago goes."""
    with contextlib.suppress(OSError):
        for part in folder.glob(".*.part"):
            if _LEFT.fullmatch(part.name) and time.time() - part.stat().st_mtime > _LONG:
                part.unlink()
    # A drive that cannot be asked for it does it by itself or not at all.
    with contextlib.suppress(OSError):
        sync_folder(folder)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
