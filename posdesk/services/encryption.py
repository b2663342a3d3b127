"""The manager's job of encrypting everything at rest: a key, its sheet, the turn, the backups.

The key is kept and its sheet printed and confirmed before anything is encrypted with it. Until then
it is only prepared: a file beside the data names it, and does no harm where it is never used.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__
from posdesk.domain.errors import DataTrouble, KeyNeeded, PosDeskError, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.passphrase import read_new_passphrase
from posdesk.domain.people import Job
from posdesk.domain.provision import EncryptionPolicy
from posdesk.domain.recovery import check_number, read_check_number
from posdesk.domain.text import N_, Lang
from posdesk.services import key_store
from posdesk.services.keys import key_for, new_key, read_key_file
from posdesk.services.passphrases import wrap
from posdesk.services.policy import FREE, Policy
from posdesk.services.staff import Staff
from posdesk.services.turn import PREPARED, Backups, Turn, backup_places, look_at_backups
from posdesk.storage.durable import file_trouble, write_durably
from posdesk.storage.store import KEY_FILE, Store
from posdesk.storage.turning import Turning

_ON_ALREADY = N_("The data are encrypted already; nothing was changed.")
_OFF_ALREADY = N_("The data are not encrypted; nothing was changed.")
_NOT_PREPARED = N_("No key is prepared; nothing was changed; make the recovery sheet first.")
_WRONG_NUMBER = N_(
    "That is not the check number of this key; nothing was changed; type the six digits from the"
    " sheet that was printed last."
)
_INSIDE = N_(
    "The sheet opens the data, so it may not lie among them; nothing was written; choose a folder"
    " outside {folder} and its backups."
)
_NO_PDF = N_("The sheet is a PDF; nothing was written; end its name in .pdf.")
_PREPARED_NEEDS = N_(
    "Nothing is encrypted yet, and the prepared key opens with the passphrase chosen for it;"
    " nothing was changed; give that one (at the terminal, or in POSDESK_PASSPHRASE)."
)
_NOBODY_KEEPS = N_(
    "This computer has no key store that asks nobody; nothing was changed; a manager turns"
    " encryption on in Settings, or put a passphrase into POSDESK_PASSPHRASE."
)
_KEY_LOST = N_(
    "The prepared key cannot be had any more; nothing was changed; make the recovery sheet again."
)


@dataclass(frozen=True, slots=True)
class State:
    """Whether the data are encrypted, by which key, and where it is kept."""

    is_on: bool
    key_id: str
    kept_in: KeptIn | None
    backups: Backups


@dataclass(frozen=True, slots=True)
class Prepared:
    """A key that is kept, and its sheet."""

    key: Key
    sheet: Path


class Encryption:
    """Turns encryption on and off for one shop's data; a manager's job."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        clock: Callable[[], datetime],
        fonts: Path,
        shop: Callable[[], str],
        policy: Policy = FREE,
    ) -> None:
        """``shop`` is the name on the sheet."""
        self._policy = policy
        self._store, self._staff, self._clock = store, staff, clock
        self._fonts, self._shop = fonts, shop

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._store.folder

    def is_on(self) -> bool:
        """Return whether the data are encrypted."""
        return self._store.key is not None

    @property
    def key(self) -> Key | None:
        """The key of the data, ``None`` where they lie in plain."""
        return self._store.key

    @property
    def is_wanted(self) -> bool:
        """Whether the installer's file asks for it."""
        return self._policy.encryption is EncryptionPolicy.REQUIRED

    def state(self) -> State:
        """Return how things are; the backups that can be reached are looked at."""
        key = self._store.key
        kept_in = None
        if key is not None:
            with suppress(DataTrouble):
                kept_in = read_key_file(self.folder / KEY_FILE).kept_in
        backups = look_at_backups(backup_places(self.folder))
        return State(key is not None, key.id if key else "", kept_in, backups)

    def require_off(self) -> None:
        """Raise ``NotAllowed`` or ``WrongInput`` where encryption cannot be turned on."""
        self._staff.require(Job.ENCRYPT)
        self._policy.require_may_encrypt()
        if self.is_on():
            raise WrongInput(_ON_ALREADY)

    def needs_passphrase(self) -> bool:
        """Return whether the system has no key store, so that a passphrase must keep the key."""
        return not key_store.is_there()

    def prepare(self, target: Path, lang: Lang, passphrase: str = "", again: str = "") -> Prepared:
        """Make a key, keep it, and write its sheet; see ``preparing``."""
        return self.preparing(target, lang, passphrase, again)()

    def preparing(
        self, target: Path, lang: Lang, passphrase: str = "", again: str = ""
    ) -> Callable[[], Prepared]:
        """Return what makes a key, keeps it, and writes its sheet to ``target``; a worker may.

        The system's key store keeps it, else the passphrase. A key that was prepared before is
        taken again where it can be had, so that a sheet already printed holds. Raises
        ``NotAllowed`` and ``WrongInput``, what it returns ``WrongInput`` and ``DataTrouble``.
        """
        self.require_off()
        path = self._outside(target)

        def work() -> Prepared:
            try:
                key = self.prepared(passphrase or None)
            except PosDeskError:
                key = self._prepare(passphrase, again)
            return Prepared(key, self._write_sheet(key, path, lang))

        return work

    def _prepare(self, passphrase: str, again: str, *, in_store: bool = True) -> Key:
        key = new_key()
        if in_store and key_store.keep(key):
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
        wrapped = read_key_file(path).wrapped is not None
        try:
            return key_for(path, (passphrase or "") if wrapped else None)
        except KeyNeeded as error:
            raise KeyNeeded(_PREPARED_NEEDS if wrapped else _KEY_LOST) from error

    def is_prepared(self) -> bool:
        """Return whether a key was prepared and not used yet."""
        return (self.folder / PREPARED).exists()

    def is_prepared_by_passphrase(self) -> bool:
        """Return whether a key was prepared that only its passphrase gives back."""
        return self.is_prepared() and read_key_file(self.folder / PREPARED).wrapped is not None

    def write_sheet_again(self, target: Path, lang: Lang) -> Path:
        """Write the sheet of the key in use; raises ``WrongInput`` where there is none."""
        self._staff.require(Job.ENCRYPT)
        if self._store.key is None:
            raise WrongInput(_OFF_ALREADY)
        return self._write_sheet(self._store.key, self._outside(target), lang)

    def _outside(self, target: Path) -> Path:
        """Return where the sheet goes; raises ``WrongInput`` where it may not lie there."""
        path = target.absolute()
        if path.suffix.casefold() != ".pdf":
            raise WrongInput(_NO_PDF)
        places = (self.folder, *backup_places(self.folder))
        if any(path.resolve().is_relative_to(place.resolve()) for place in places):
            raise WrongInput(_INSIDE, folder=self.folder)
        return path

    def _write_sheet(self, key: Key, path: Path, lang: Lang) -> Path:
        from posdesk.reports.recovery_sheet import Sheet, recovery_sheet_pdf
        from posdesk.reports.whole_file import write_file

        sheet = Sheet(key, self._shop(), self._clock().date())
        data = recovery_sheet_pdf(sheet, lang, self._fonts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data, private=True)
        except OSError as error:
            raise file_trouble(path, error) from error
        return path

    def turning_on(self, key: Key, typed: str) -> Turn:
        """Return the turn to be done without a desk; ``typed`` is the number on the sheet.

        Raises ``NotAllowed``, and ``WrongInput`` where the number is not that of ``key``.
        """
        self.require_off()
        if read_check_number(typed) != check_number(key):
            raise WrongInput(_WRONG_NUMBER)
        path = self.folder / PREPARED
        if not path.exists() or read_key_file(path).key != key.id:
            raise WrongInput(_KEY_LOST)
        return self._turn(key, path.read_bytes(), self._staff.actor())

    def turning_off(self) -> Turn:
        """Return the turn to be done without a desk; raises ``NotAllowed`` and ``WrongInput``."""
        self._staff.require(Job.ENCRYPT)
        self._policy.require_may_decrypt()
        if not self.is_on():
            raise WrongInput(_OFF_ALREADY)
        return self._turn(None, b"", self._staff.actor())

    def turning_on_unattended(self, target: Path, lang: Lang, passphrase: str, actor: str) -> Turn:
        """Return the turn of a new key whose sheet lies at ``target`` now; nobody is asked.

        Only a store of keys that never asks keeps the key, else ``passphrase`` does. Raises
        ``PosDeskError``, ``WrongInput`` where there is neither; nothing is encrypted then.
        """
        path = self._outside(target)
        is_quiet = key_store.asks_nobody()
        if not (is_quiet or passphrase):
            raise WrongInput(_NOBODY_KEEPS)
        key = None
        if self.is_prepared() and (is_quiet or self.is_prepared_by_passphrase()):
            with suppress(PosDeskError):
                key = self.prepared(passphrase or None)
        if key is None:
            key = self._prepare(passphrase, passphrase, in_store=is_quiet)
        self._write_sheet(key, path, lang)
        return self._turn(key, (self.folder / PREPARED).read_bytes(), actor)

    def _turn(self, new: Key | None, key_file: bytes, actor: str) -> Turn:
        turning = Turning(
            folder=self.folder,
            old=self._store.key,
            new=new,
            key_file=key_file,
            actor=actor,
            clock=self._clock,
            software=__version__,
        )
        return Turn(turning, backup_places(self.folder))
