"""What lies in a data folder before anything is opened there; looking changes nothing."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage.store import DATABASE
from posdesk.storage.upgrade import form_of


def has_data(folder: Path) -> bool:
    """Return whether there is a journal, of whatever kind and state."""
    return (folder / DATABASE).exists()


def needs_upgrade(folder: Path, key: Key | None) -> bool:
    """Return whether the data are those of an older PosDesk, or were left half way to this one."""
    form = form_of(folder, key)
    return not form.is_newer and (form.is_older or form.behind)
