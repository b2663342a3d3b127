"""Which key a folder says that it needs: a wrong one is noticed before SQLite calls it damage."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from posdesk.domain.errors import DataTrouble, KeyNeeded
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeyFile
from posdesk.domain.text import N_

KEY_FILE = "posdesk.key"
"""In a data folder; it says which key encrypts the rest, where one does."""

_LOCKED = N_(
    "The data in {folder} are encrypted; nothing was changed; give the passphrase or the recovery"
    " code."
)
_NOT_LOCKED = N_(
    "The data in {folder} are not encrypted, so no key opens them; nothing was changed; open them"
    " without one."
)
_OTHER_KEY = N_(
    "The data in {folder} are encrypted with another key; nothing was changed; give their own"
    " passphrase or recovery code."
)


def named_key(path: Path) -> str:
    """Return the id of the key that the key file at ``path`` names, empty where it cannot say."""
    with suppress(OSError, DataTrouble):
        return KeyFile.from_bytes(path.read_bytes(), path).key
    return ""


def check_key(folder: Path, key: Key | None) -> None:
    """Raise ``KeyNeeded`` where ``key`` is not what the data in ``folder`` name."""
    if (key is None) == (folder / KEY_FILE).exists():
        raise KeyNeeded(_LOCKED if key is None else _NOT_LOCKED, folder=folder)
    if key is not None and named_key(folder / KEY_FILE) not in ("", key.id):
        raise KeyNeeded(_OTHER_KEY, folder=folder)
