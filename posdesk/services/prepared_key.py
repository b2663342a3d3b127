"""A key that was made and not used yet: kept before anything is encrypted with it, so none is lost.

A file beside the data names it, and does no harm where it is never used.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import KeyNeeded, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.passphrase import read_new_passphrase
from posdesk.domain.text import N_
from posdesk.services import key_store
from posdesk.services.keys import key_for, new_key, read_key_file
from posdesk.services.passphrases import wrap
from posdesk.services.turn import PREPARED
from posdesk.storage.durable import file_trouble, write_durably

_NOT_PREPARED = N_("No key is prepared; nothing was changed; make the recovery sheet first.")
_PREPARED_NEEDS = N_(
    "Nothing is encrypted yet, and the prepared key opens with the passphrase chosen for it;"
    " nothing was changed; give that one (at the terminal, or in POSDESK_PASSPHRASE)."
)
_KEY_LOST = N_(
    "The prepared key cannot be had any more; nothing was changed; make the recovery sheet again."
)


@dataclass(frozen=True, slots=True)
class PreparedKey:
    """The prepared key of the data in ``folder``; who may make one is asked elsewhere."""

    folder: Path

    @property
    def _file(self) -> Path:
        return self.folder / PREPARED

    def is_there(self) -> bool:
        """Return whether a key was prepared and not used yet."""
        return self._file.exists()

    def is_by_passphrase(self) -> bool:
        """Return whether a key was prepared that only its passphrase gives back."""
        return self.is_there() and read_key_file(self._file).wrapped is not None

    def make(self, passphrase: str, again: str, *, in_store: bool = True) -> Key:
        """Make a key and keep it: in the system's key store, else by the passphrase.

        Raises ``WrongInput`` where the passphrase is no good, and ``DataTrouble``.
        """
        key = new_key()
        if in_store and key_store.keep(key):
            file = KeyFile(key.id, KeptIn.KEY_STORE)
        else:
            file = wrap(key, read_new_passphrase(passphrase, again))
        try:
            write_durably(self._file, file.to_bytes())
        except OSError as error:
            raise file_trouble(self._file, error) from error
        return key

    def key(self, passphrase: str | None = None) -> Key:
        """Return the key that was prepared; raises ``WrongInput`` or ``KeyNeeded``."""
        if not self.is_there():
            raise WrongInput(_NOT_PREPARED)
        wrapped = read_key_file(self._file).wrapped is not None
        try:
            return key_for(self._file, (passphrase or "") if wrapped else None)
        except KeyNeeded as error:
            raise KeyNeeded(_PREPARED_NEEDS if wrapped else _KEY_LOST) from error

    def file_of(self, key: Key) -> bytes:
        """Return the file that names ``key``; raises ``WrongInput`` where it is another's."""
        if not self.is_there() or read_key_file(self._file).key != key.id:
            raise WrongInput(_KEY_LOST)
        return self._file.read_bytes()
