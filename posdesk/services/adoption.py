"""Data that an account kept for itself come into the folder that all accounts share now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import Refused
from posdesk.domain.text import N_
from posdesk.intake.whole_file import write_whole
from posdesk.ownership import make_folder, share_like
from posdesk.services.pins import KEY_FILE as PIN_KEY
from posdesk.services.policy import read_in_force
from posdesk.storage.aside_place import beside
from posdesk.storage.durable import file_trouble
from posdesk.storage.store import DATABASE

ADOPTED = "adopted-from-{account}.backup"

_THERE = N_(
    "There are cases in {folder} already; nothing was changed: two shops' data do not become one."
)
_NONE = N_("There are no data in {folder}; nothing was changed.")


def left_behind(folder: Path, has_cases: Callable[[], bool] | None = None) -> Path | None:
    """Return the account's own data, where the installer's file names ``folder`` in their place.

    ``None`` where there are none, or where ``folder`` has cases of its own; who cannot tell
    takes any data for such.
    """
    own = paths.own_data_folder()
    named = paths.spelt_out(read_in_force(folder).provision.data.folder)
    if named != folder or own == folder or not (own / DATABASE).exists():
        return None
    is_used = has_cases() if has_cases is not None else (folder / DATABASE).exists()
    return None if is_used else own


def require_adoptable(own: Path, folder: Path, has_cases: Callable[[], bool]) -> None:
    """Raise ``Refused`` where the data in ``own`` cannot come into ``folder``."""
    if not (own / DATABASE).exists():
        raise Refused(_NONE, folder=own)
    if own.resolve() == folder.resolve() or has_cases():
        raise Refused(_THERE, folder=folder)


def carrier(folder: Path, account: str) -> Path:
    """Return the backup by which data come into ``folder``; a new name each time."""
    place = beside(folder)
    try:
        make_folder(place)
    except OSError as error:
        raise file_trouble(place, error) from error
    share_like(folder, place)
    path, more = place / ADOPTED.format(account=account), 1
    while path.exists():
        more += 1
        path = place / ADOPTED.format(account=f"{account}-{more}")
    return path


def carry_pin_key(own: Path, folder: Path) -> None:
    """Let the PINs of ``own`` hold in ``folder`` too: no backup carries what they are made under.

    The seal needs nothing: as after any restoring a new one is made, and the old one stays known.
    """
    if (own / PIN_KEY).exists():
        write_whole(folder / PIN_KEY, (own / PIN_KEY).read_bytes(), owner_only=True)
