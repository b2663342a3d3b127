"""The manager's job of encrypting everything at rest: who may, and the turn with its backups.

A key is prepared and its sheet printed and confirmed before anything is encrypted with it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__
from posdesk.domain.errors import DataTrouble, PosDeskError, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn
from posdesk.domain.people import Job
from posdesk.domain.provision import EncryptionPolicy
from posdesk.domain.recovery import check_number, read_check_number
from posdesk.domain.text import N_, Lang
from posdesk.services import key_store
from posdesk.services.key_sheet import KeySheet
from posdesk.services.keys import read_key_file
from posdesk.services.policy import FREE, Policy
from posdesk.services.prepared_key import PreparedKey
from posdesk.services.staff import Staff
from posdesk.services.turn import Backups, Turn, backup_places, look_at_backups
from posdesk.storage.store import KEY_FILE, Store
from posdesk.storage.turning import Turning

_ON_ALREADY = N_("The data are encrypted already; nothing was changed.")
_OFF_ALREADY = N_("The data are not encrypted; nothing was changed.")
_WRONG_NUMBER = N_(
    "That is not the check number of this key; nothing was changed; type the six digits from the"
    " sheet that was printed last."
)
_NOBODY_KEEPS = N_(
    "This computer has no key store that asks nobody; nothing was changed; a manager turns"
    " encryption on in Settings, or put a passphrase into POSDESK_PASSPHRASE."
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
        """``shop`` is the name on the sheet; ``prepared`` is the key that waits to be used."""
        self._policy = policy
        self._store, self._staff, self._clock = store, staff, clock
        self.prepared = PreparedKey(store.folder)
        self._sheet = KeySheet(store.folder, clock, fonts, shop)

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
        path = self._sheet.outside(target)

        def work() -> Prepared:
            try:
                key = self.prepared.key(passphrase or None)
            except PosDeskError:
                key = self.prepared.make(passphrase, again)
            return Prepared(key, self._sheet.write(key, path, lang))

        return work

    def write_sheet_again(self, target: Path, lang: Lang) -> Path:
        """Write the sheet of the key in use; raises ``WrongInput`` where there is none."""
        self._staff.require(Job.ENCRYPT)
        if self._store.key is None:
            raise WrongInput(_OFF_ALREADY)
        return self._sheet.write(self._store.key, self._sheet.outside(target), lang)

    def turning_on(self, key: Key, typed: str) -> Turn:
        """Return the turn to be done without a desk; ``typed`` is the number on the sheet.

        Raises ``NotAllowed``, and ``WrongInput`` where the number is not that of ``key``.
        """
        self.require_off()
        if read_check_number(typed) != check_number(key):
            raise WrongInput(_WRONG_NUMBER)
        return self._turn(key, self.prepared.file_of(key), self._staff.actor())

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
        path = self._sheet.outside(target)
        is_quiet = key_store.asks_nobody()
        if not (is_quiet or passphrase):
            raise WrongInput(_NOBODY_KEEPS)
        key = None
        if self.prepared.is_there() and (is_quiet or self.prepared.is_by_passphrase()):
            with suppress(PosDeskError):
                key = self.prepared.key(passphrase or None)
        if key is None:
            key = self.prepared.make(passphrase, passphrase, in_store=is_quiet)
        self._sheet.write(key, path, lang)
        return self._turn(key, self.prepared.file_of(key), actor)

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
