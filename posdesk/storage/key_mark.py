"""Which key a folder says that it needs: a wrong one is noticed before SQLite calls it damage."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key_file import KeyFile


def named_key(path: Path) -> str:
    """Return the id of the key that the key file at ``path`` names, empty where it cannot say."""
    with suppress(OSError, DataTrouble):
        return KeyFile.from_bytes(path.read_bytes(), path).key
    return ""
