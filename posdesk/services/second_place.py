"""The second place of the backups: a stick or a network drive, which may not be there just now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.moment import from_iso, iso
from posdesk.domain.text import N_
from posdesk.intake.settings_file import change_settings, read_settings
from posdesk.ownership import make_inside, share_like
from posdesk.services.given import check_words
from posdesk.services.shop_tables import put
from posdesk.storage.durable import file_trouble, write_durably

FOLDER = "PosDesk-backups"
"""In the place; made when the place is chosen, so that an empty mount point is not taken for it."""

_LAST = "second-place.txt"
"""In the folder of the first backups: when the last one came to the second place."""

_NO_FOLDER = N_(
    "{folder} is no folder that is there; nothing was changed; plug the stick in or connect the"
    " drive and choose its folder."
)
_SAME = N_(
    "{folder} lies with the data themselves and would be lost with them; nothing was changed;"
    " choose a USB stick or a network drive."
)
AWAY = N_(
    "The second place {folder} is not plugged in; the backup on this computer does not need it;"
    " plug it in and back up again."
)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The place that was chosen, the folder in it, if it is there now, and the last backup."""

    place: Path
    folder: Path
    is_there: bool
    last: datetime | None

    def require(self) -> None:
        """Raise ``DataTrouble`` where it is not there."""
        if not self.is_there:
            raise DataTrouble(AWAY, folder=self.place)


def read_second_place(data: Path, backups: Path) -> SecondPlace | None:
    """Return the second place that the shop of the folder ``data`` chose, if it did.

    ``backups`` is the folder of its first backups.
    """
    chosen = read_settings(data).second_place
    if not chosen:
        return None
    place = Path(chosen)
    folder = place / FOLDER
    # What another system calls absolute would be looked for below the present folder here.
    is_there = place.is_absolute() and folder.is_dir()
    return SecondPlace(place, folder, is_there, _last(backups / _LAST, place))


def keep_second_place(data: Path, backups: Path, given: str) -> None:
    """Keep the folder ``given`` as the second place, empty for none; raises ``PosDeskError``."""
    if given:
        check_words("second_place", given)
        place = Path(given).expanduser()
        if not place.is_absolute() or not place.is_dir():
            raise WrongInput(_NO_FOLDER, folder=given[:200])
        if any(place.resolve().is_relative_to(one.resolve()) for one in (data, backups)):
            raise WrongInput(_SAME, folder=given[:200])
        try:
            make_inside(place / FOLDER)
            share_like(data, place / FOLDER)
        except OSError as error:
            raise file_trouble(place / FOLDER, error) from error
        given = str(place)

    def change(tables: dict[str, Any]) -> None:
        put(tables, "keeping", "second_place", given)

    change_settings(data, change)


def note_last(backups: Path, place: Path, moment: datetime) -> None:
    """Remember when the last backup came to ``place``, to be told while it is away."""
    with suppress(OSError):  # it is only told
        write_durably(backups / _LAST, f"{iso(moment)}\t{place}\n".encode())


def _last(note: Path, place: Path) -> datetime | None:
    try:
        moment, _, noted = note.read_text("utf-8").strip().partition("\t")
        return from_iso(moment) if noted == str(place) else None
    except (OSError, ValueError):
        return None
