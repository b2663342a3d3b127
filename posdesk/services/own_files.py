"""Which of a shop's own small files come back with a backup on a new computer.

The key of the PINs is not among them: a copy of the journal must be no use for guessing.
"""

from __future__ import annotations

from contextlib import suppress

from posdesk.services.library import Shelves
from posdesk.storage.backup.about import OwnFile

MOST = 4 * 1024 * 1024
"""Bytes; what is larger is none of the small files that these are."""


def read_own_files(shelves: Shelves) -> tuple[OwnFile, ...]:
    """Return settings, contacts, codes, presets, flows, calendars as they lie, broken ones too."""
    found = []
    for path, (_, size) in sorted(shelves.stamp().items()):
        with suppress(OSError):
            if size <= MOST and path.is_file():
                name = path.relative_to(shelves.folder).as_posix()
                found.append(OwnFile(name, path.read_bytes()))
    return tuple(found)
