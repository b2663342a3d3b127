"""A turn of encryption, ready to be done once nobody has the data open, and the backups with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.errors import DataTrouble, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.services import key_store
from posdesk.services.backup_list import ASIDE, beside
from posdesk.services.keys import read_key_file
from posdesk.services.seal_keys import SealKeys
from posdesk.services.second_place import read_second_place
from posdesk.storage.backup.rekey import change_key, kinds, named_keys
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.store import KEY_FILE
from posdesk.storage.turning import Turning

if TYPE_CHECKING:
    from posdesk.storage.projection import Progress

PREPARED = f"{KEY_FILE}.prepared"
"""What names a key that was made and not used yet."""


@dataclass(frozen=True, slots=True)
class Backups:
    """How many backups are encrypted or plain, and the places that cannot be reached now.

    ``aside`` are folders of damaged data that lie in plain: what is damaged cannot be written anew.
    """

    encrypted: int = 0
    plain: int = 0
    unreachable: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of a turn: the key from now on, where it is kept, what became of the backups."""

    key: Key | None
    kept_in: KeptIn | None
    backups: Backups
    troubles: tuple[PosDeskError, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that is ready to be done once nobody has the data open; any thread may do it."""

    turning: Turning
    places: tuple[Path, ...]

    def do(self, progress: Progress | None = None) -> Turned:
        """Turn, backups included; raises ``PosDeskError``, and then the old files hold."""
        self.turn(progress)
        return self.finish(progress)

    def turn(self, progress: Progress | None = None) -> None:
        """Turn the data themselves; ``progress`` may raise to give up, and nothing is changed."""
        seal = SealKeys(self.turning.folder, self.turning.old)
        if self.turning.new is None:
            seal.turn(None)  # afterwards nothing would open it
        self.turning.turn(progress)
        if self.turning.new is not None:
            with suppress(DataTrouble):  # the next bundle wraps it
                seal.turn(self.turning.new)
        with suppress(OSError):  # it does no harm
            (self.turning.folder / PREPARED).unlink(missing_ok=True)

    def finish(self, progress: Progress | None = None) -> Turned:
        """Bring the backups in reach under the new key, once the data are; give up no more."""
        new = self.turning.new
        if new is None:
            return Turned(None, None, look_at_backups(self.places))
        kept_in = KeyFile.from_bytes(self.turning.key_file, KEY_FILE).kept_in
        troubles = encrypt_backups(self.places, new, self.turning.key_file, progress)
        return Turned(new, kept_in, look_at_backups(self.places), troubles)


def backup_places(data: Path) -> tuple[Path, ...]:
    """Return the folders in which backups of ``data`` lie; the second may not be there just now."""
    here = beside(data)
    places = [here] if here.is_dir() else []
    with suppress(PosDeskError):  # the settings cannot be read: whoever reads them next says it
        second = read_second_place(data, here)
        places += [second.folder] if second else []
    return tuple(places)


def look_at_backups(places: Sequence[Path]) -> Backups:
    """Return how the backups in ``places`` are."""
    encrypted = plain = 0
    unreachable = []
    aside: list[Path] = []
    for place in places:
        if not place.is_dir():
            unreachable.append(place)
            continue
        with suppress(DataTrouble):
            found = kinds(place)
            encrypted, plain = encrypted + found.encrypted, plain + found.plain
        aside += (one for one in sorted(place.glob(ASIDE)) if not (one / KEY_FILE).exists())
    return Backups(encrypted, plain, tuple(unreachable), tuple(aside))


def encrypt_backups(
    places: Sequence[Path], key: Key, key_file: bytes, progress: Progress | None = None
) -> tuple[PosDeskError, ...]:
    """Bring every backup in reach under ``key``; return the troubles with those that stay."""
    troubles: list[PosDeskError] = []
    for place in places:
        if place.is_dir():
            try:
                with FolderUse(place, alone=True):
                    troubles += _encrypt_place(place, key, key_file, progress)
            except DataTrouble as error:
                troubles.append(error)
    return tuple(troubles)


def catch_up(place: Path, key: Key, data: Path) -> tuple[PosDeskError, ...]:
    """Encrypt what lay out of reach when encryption of ``data`` was turned on.

    Called by each backup, which has the ``place`` alone. Raises ``DataTrouble``.
    """
    return _encrypt_place(place, key, read_key_file(data / KEY_FILE).to_bytes(), None)


def _encrypt_place(
    place: Path, key: Key, key_file: bytes, progress: Progress | None
) -> tuple[PosDeskError, ...]:
    old = [found for one in named_keys(place) if (found := key_store.find(one))]
    return change_key(place, old, key, key_file, progress).troubles
