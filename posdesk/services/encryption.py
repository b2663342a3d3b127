"""The manager's job of encrypting everything at rest: a key, its sheet, the turn, the backups.

The key is kept and its sheet printed and confirmed before anything is encrypted with it. Until then
it is only prepared: a file beside the data names it, and does no harm where it is never used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk import __version__
from posdesk.domain.errors import DataTrouble, PosDeskError, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.passphrase import read_new_passphrase
from posdesk.domain.people import Job
from posdesk.domain.recovery import check_number, read_check_number
from posdesk.domain.text import N_, Lang
from posdesk.services import key_store
from posdesk.services.keys import key_for, new_key, read_key_file
from posdesk.services.passphrases import wrap
from posdesk.services.staff import Staff
from posdesk.storage.backup.rekey import change_key, kinds, named_keys
from posdesk.storage.durable import file_trouble, write_durably
from posdesk.storage.store import KEY_FILE, Store
from posdesk.storage.turning import Turning

if TYPE_CHECKING:
    from posdesk.storage.projection import Progress

PREPARED = f"{KEY_FILE}.prepared"

_ON_ALREADY = N_("The data are encrypted already; nothing was changed.")
_OFF_ALREADY = N_("The data are not encrypted; nothing was changed.")
_NOT_PREPARED = N_("No key is prepared; nothing was changed; make the recovery sheet first.")
_WRONG_NUMBER = N_(
    "That is not the check number of this key; nothing was changed; type the six digits from the"
    " sheet that was printed last."
)
_INSIDE = N_(
    "The sheet opens the data, so it may not lie among them; nothing was written; choose a folder"
    " outside {folder}."
)
_NO_PDF = N_("The sheet is a PDF; nothing was written; end its name in .pdf.")
_KEY_LOST = N_(
    "The prepared key cannot be had any more; nothing was changed; make the recovery sheet again."
)


@dataclass(frozen=True, slots=True)
class Backups:
    """How many backups are encrypted or plain, and the places that cannot be reached now."""

    encrypted: int = 0
    plain: int = 0
    unreachable: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Whether the data are encrypted, by which key, and where it is kept."""

    is_on: bool
    key_id: str
    kept_in: KeptIn | None
    backups: Backups


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of a turn: the key from now on, and what became of the backups."""

    key: Key | None
    backups: Backups
    troubles: tuple[PosDeskError, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that is ready to be done once nobody has the data open; any thread may do it."""

    turning: Turning
    places: tuple[Path, ...]

    def do(self, progress: Progress | None = None) -> Turned:
        """Turn; raises ``PosDeskError``, and then the old files hold."""
        turning = self.turning
        turning.turn(progress)
        with suppress(OSError):  # it does no harm
            (turning.folder / PREPARED).unlink(missing_ok=True)
        troubles: tuple[PosDeskError, ...] = ()
        if turning.new is not None:
            troubles = encrypt_backups(self.places, turning.new, turning.key_file, progress)
        return Turned(turning.new, look_at_backups(self.places), troubles)


class Encryption:
    """Turns encryption on and off for one shop's data; a manager's job."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        clock: Callable[[], datetime],
        fonts: Path,
        shop: Callable[[], str],
        places: Callable[[], Sequence[Path]],
    ) -> None:
        """``shop`` is the name on the sheet; ``places`` are where backups lie, reachable or not."""
        self._store, self._staff, self._clock = store, staff, clock
        self._fonts, self._shop, self._places = fonts, shop, places

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._store.folder

    def is_on(self) -> bool:
        """Return whether the data are encrypted."""
        return self._store.key is not None

    def state(self) -> State:
        """Return how things are; the backups that can be reached are looked at."""
        key = self._store.key
        kept_in = None
        if key is not None:
            with suppress(DataTrouble):
                kept_in = read_key_file(self.folder / KEY_FILE).kept_in
        backups = look_at_backups(tuple(self._places()))
        return State(key is not None, key.id if key else "", kept_in, backups)

    def needs_passphrase(self) -> bool:
        """Return whether the system has no key store, so that a passphrase must keep the key."""
        return not key_store.is_there()

    def prepare(self, passphrase: str = "", again: str = "") -> Key:
        """Make a key and keep it: in the system's key store, else under the passphrase.

        A key that was prepared before is taken again where it can be had, so that a sheet already
        printed holds. This takes a part of a second; a worker may do it. Raises ``NotAllowed`` and
        ``WrongInput``; then nothing is kept.
        """
        self._staff.require(Job.ENCRYPT)
        if self.is_on():
            raise WrongInput(_ON_ALREADY)
        with suppress(PosDeskError):
            return self.prepared(passphrase or None)
        key = new_key()
        if key_store.keep(key):
            file = KeyFile(key.id, KeptIn.KEY_STORE)
        else:
            file = wrap(key, read_new_passphrase(passphrase, again))
        try:
            write_durably(self.folder / PREPARED, file.to_bytes())
        except OSError as error:
            raise file_trouble(self.folder / PREPARED, error) from error
        return key

    def prepared(self, passphrase: str | None = None) -> Key:
        """Return the key that was prepared; raises ``WrongInput`` or ``KeyNeeded``."""
        path = self.folder / PREPARED
        if not path.exists():
            raise WrongInput(_NOT_PREPARED)
        return key_for(path, passphrase if read_key_file(path).wrapped else None)

    def is_prepared_by_passphrase(self) -> bool:
        """Return whether a key was prepared that only its passphrase gives back."""
        path = self.folder / PREPARED
        return path.exists() and read_key_file(path).wrapped is not None

    def write_sheet(self, key: Key, target: Path, lang: Lang) -> Path:
        """Write the recovery sheet of ``key`` as a PDF; never among the data that it opens."""
        self._staff.require(Job.ENCRYPT)
        path = target.absolute()
        if path.suffix.casefold() != ".pdf":
            raise WrongInput(_NO_PDF)
        if path.resolve().is_relative_to(self.folder.resolve()):
            raise WrongInput(_INSIDE, folder=self.folder)
        from posdesk.reports.recovery_sheet import Sheet, recovery_sheet_pdf
        from posdesk.reports.whole_file import write_file

        sheet = Sheet(key, self._shop(), self._clock().date())
        data = recovery_sheet_pdf(sheet, lang, self._fonts)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
        path.chmod(0o600)
        return path

    def turning_on(self, key: Key, typed: str) -> Turn:
        """Return the turn to be done without a desk; ``typed`` is the number on the sheet.

        Raises ``NotAllowed``, and ``WrongInput`` where the number is not that of ``key``.
        """
        self._staff.require(Job.ENCRYPT)
        if self.is_on():
            raise WrongInput(_ON_ALREADY)
        if read_check_number(typed) != check_number(key):
            raise WrongInput(_WRONG_NUMBER)
        path = self.folder / PREPARED
        if not path.exists() or read_key_file(path).key != key.id:
            raise WrongInput(_KEY_LOST)
        return self._turn(key, path.read_bytes())

    def turning_off(self) -> Turn:
        """Return the turn to be done without a desk; raises ``NotAllowed`` and ``WrongInput``."""
        self._staff.require(Job.ENCRYPT)
        if not self.is_on():
            raise WrongInput(_OFF_ALREADY)
        return self._turn(None, b"")

    def _turn(self, new: Key | None, key_file: bytes) -> Turn:
        turning = Turning(
            folder=self.folder,
            old=self._store.key,
            new=new,
            key_file=key_file,
            actor=self._staff.actor(),
            clock=self._clock,
            software=__version__,
        )
        return Turn(turning, tuple(self._places()))


def look_at_backups(places: Sequence[Path]) -> Backups:
    """Return how the backups in ``places`` are."""
    encrypted = plain = 0
    unreachable = []
    for place in places:
        if not place.is_dir():
            unreachable.append(place)
            continue
        with suppress(DataTrouble):
            found = kinds(place)
            encrypted, plain = encrypted + found.encrypted, plain + found.plain
    return Backups(encrypted, plain, tuple(unreachable))


def encrypt_backups(
    places: Sequence[Path], key: Key, key_file: bytes, progress: Progress | None = None
) -> tuple[PosDeskError, ...]:
    """Bring every backup in reach under ``key``; return the troubles with those that stay.

    Called when encryption is turned on, and by each backup for what was out of reach then.
    """
    troubles: list[PosDeskError] = []
    for place in places:
        if not place.is_dir():
            continue
        old = [found for one in named_keys(place) if (found := key_store.find(one))]
        try:
            troubles += change_key(place, old, key, key_file, progress).troubles
        except DataTrouble as error:
            troubles.append(error)
    return tuple(troubles)
