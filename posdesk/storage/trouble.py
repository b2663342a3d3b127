"""What went wrong with a database, as a sentence: what happened, what was kept, what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from posdesk.domain.errors import DataDamaged, DataTrouble
from posdesk.domain.text import N_
from posdesk.storage.driver import BUSY_SECONDS, DatabaseError

_SENTENCES = {
    "SQLITE_BUSY": N_(
        "Another program has kept the data in {folder} busy for {seconds} seconds; what was stored"
        " before is kept, this step is not; close the other program and try again."
    ),
    "SQLITE_READONLY": N_(
        "The data folder {folder} cannot be written; what was stored before is kept, this step is"
        " not; allow writing there or choose another folder."
    ),
    "SQLITE_FULL": N_(
        "The disk of {folder} is full; what was stored before is kept, this step is not;"
        " make room and try again."
    ),
    "SQLITE_IOERR": N_(
        "The data in {folder} cannot be read or written just now ({reason}); what was stored before"
        " is kept, this step is not; check the disk or the network drive and try again."
    ),
    "SQLITE_CORRUPT": N_(
        "The database {file} is damaged; it was left as it is; restore the latest backup."
    ),
    "SQLITE_NOTADB": N_(
        "The file {file} is damaged or no database of PosDesk; it was left as it is;"
        " restore a backup or choose another data folder."
    ),
}
_SENTENCES["SQLITE_LOCKED"] = _SENTENCES["SQLITE_BUSY"]
_SENTENCES["SQLITE_CANTOPEN"] = _SENTENCES["SQLITE_PERM"] = _SENTENCES["SQLITE_READONLY"]

_GONE = N_(
    "The data folder {folder} is not there just now; what was stored before is kept, this step is"
    " not; check the network drive or the USB stick and try again."
)
_DAMAGED = ("Could not decode to UTF-8", "invalid fts5 file format")
"""What is said, without a code of its own, of a text that is none any more and of a lost page."""

_PASSING = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
_HARDLY_ANY = 128 * 1024
"""Free bytes below which SQLite cannot even begin: it says so in many ways."""

NEWER = N_(
    "The data in {folder} were written by a newer PosDesk; nothing was changed;"
    " install the newer version."
)

OLDER = N_(
    "The data in {folder} are laid out as an older PosDesk did it; nothing was changed; open them"
    " in the window or by a command first, which writes a backup and brings them up to date."
)


class Interrupted(Exception):
    """A question was broken off by another thread, as was wanted."""


def trouble(path: Path, name: str, reason: object = "") -> DataTrouble:
    """Return the trouble with the database ``path`` that SQLite's code ``name`` stands for."""
    kind = DataDamaged if name in ("SQLITE_CORRUPT", "SQLITE_NOTADB") else DataTrouble
    return kind(
        _SENTENCES[name],
        folder=path.parent,
        file=path,
        seconds=BUSY_SECONDS,
        reason=reason,
    )


def gone(path: Path) -> DataTrouble:
    """Return the trouble that the folder of ``path`` is not where it was."""
    return DataTrouble(_GONE, folder=path.parent)


def is_passing(error: DatabaseError) -> bool:
    """Return whether ``error`` may be over once the disk or the drive is well again."""
    return getattr(error, "sqlite_errorname", "").startswith(_PASSING)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the driver says of the database ``path`` into a sentence; bugs pass unchanged."""
    try:
        yield
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged schema quotes it, and need not be text.
        raise trouble(path, "SQLITE_CORRUPT", error) from error
    except DatabaseError as error:
        raise_told(path, error)


def raise_told(path: Path, error: DatabaseError) -> NoReturn:
    """Raise ``error`` as a sentence, or as it is where it is a bug."""
    # SQLITE_IOERR for SQLITE_IOERR_WRITE.
    name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
    if str(error).startswith(_DAMAGED):
        name = "SQLITE_CORRUPT"
    if name == "SQLITE_INTERRUPT":
        raise Interrupted from error
    if name not in _SENTENCES:
        raise error
    if name in ("SQLITE_IOERR", "SQLITE_CANTOPEN"):
        if not path.parent.exists():
            raise gone(path) from error
        if _is_full(path.parent):
            name = "SQLITE_FULL"
    raise trouble(path, name, error) from error


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _HARDLY_ANY
    except OSError:
        return False
