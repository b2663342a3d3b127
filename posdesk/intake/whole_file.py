"""Writes a file of the shop whole, so that a cut of power leaves the old one or the new one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.in_place import sync_folder, write_in_place
from posdesk.ownership import make_inside, open_private, open_usual


def write_whole(path: Path, data: bytes, *, owner_only: bool = False) -> None:
    """Put ``data`` in the place of ``path``; raises ``DataTrouble``, and the old file holds.

    ``owner_only`` lets nobody else read it, from its first byte on, but those who share the folder.
    """
    try:
        make_inside(path.parent)
        write_in_place(path, data, open_private if owner_only else open_usual)
        with suppress(OSError):  # a drive that cannot be asked for it does it by itself
            sync_folder(path.parent)
    except OSError as error:
        raise DataTrouble(
            N_(
                "{file} cannot be written ({reason}); the old settings hold; free the disk or"
                " change its rights."
            ),
            file=path,
            reason=error.strerror,
        ) from None
