"""Files that must be on the disk before the next step: written, renamed and removed for good."""

from __future__ import annotations

import os
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.in_place import sync_folder, write_in_place
from posdesk.ownership import open_private
from posdesk.storage.trouble import trouble

_FULL = 28, 122
"""ENOSPC and EDQUOT."""


def write_durably(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``, readable by its owner or the group of its folder.

    A cut of power leaves the old file or the new one. Raises ``OSError``.
    """
    write_in_place(path, data, open_private)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """See that what was written to ``path`` is on the disk.

    Never for a database that is open in this process: closing a file lets go of SQLite's locks.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def file_trouble(path: Path, error: OSError) -> DataTrouble:
    """Return ``error`` at the file ``path`` as a sentence."""
    if error.errno in _FULL:
        return trouble(path, "SQLITE_FULL", error)
    return DataTrouble(
        N_(
            "{file} cannot be read or written ({reason}); what was stored before is kept;"
            " check the disk, the USB stick or the network drive and try again."
        ),
        file=path,
        reason=error.strerror or type(error).__name__,
    )
