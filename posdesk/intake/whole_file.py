"""Writes a file of the shop whole, so that a cut of power leaves the old one or the new one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.in_place import put_in_place
from posdesk.ownership import make_inside, open_private, open_usual


def write_whole(path: Path, data: bytes, *, owner_only: bool = False) -> None:
    """Put ``data`` in the place of ``path``; raises ``DataTrouble``, and the old file holds.

    ``owner_only`` lets nobody else read it, from its first byte on, but those who share the folder.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        make_inside(path.parent)
        try:
            with open(beside, "wb", opener=open_private if owner_only else open_usual) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            put_in_place(beside, path)
        except BaseException:
            with suppress(OSError):  # what is told is what went wrong first
                beside.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise DataTrouble(
            N_(
                "{file} cannot be written ({reason}); the old settings hold; free the disk or"
                " change its rights."
            ),
            file=path,
            reason=error.strerror,
        ) from None


def _sync_folder(folder: Path) -> None:
    """See that the new file stays in its place; where a drive cannot do that, it does it by itself.

    So does Windows.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
