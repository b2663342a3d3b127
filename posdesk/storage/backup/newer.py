"""Refuses a backup that only a newer PosDesk can read, by the names of both."""

from __future__ import annotations

from posdesk import __version__
from posdesk.domain.errors import DataTrouble
from posdesk.domain.software import is_newer
from posdesk.domain.text import N_
from posdesk.storage.database import Database
from posdesk.storage.form import is_strange, written_by
from posdesk.storage.migrations import JOURNAL

_NEWER = N_(
    "The backup {file} was written by a newer PosDesk; nothing was changed; install the newer"
    " version."
)
_NEWER_KNOWN = N_(
    "The backup {file} was written by PosDesk {theirs}, which is newer than this PosDesk {ours};"
    " nothing was changed; install PosDesk {theirs} or a newer one."
)


def refuse_newer(backup: Database) -> None:
    """Raise ``DataTrouble`` where this program is too old for an open ``backup``."""
    (version,) = backup.row("PRAGMA user_version")
    if version <= JOURNAL.version and not is_strange(backup.connection):
        return
    theirs = written_by(backup.connection)
    known = is_newer(theirs, __version__)
    raise DataTrouble(
        _NEWER_KNOWN if known else _NEWER, file=backup.path, theirs=theirs, ours=__version__
    )
