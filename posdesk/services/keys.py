"""Finds the key of encrypted data: in the system's key store, else by passphrase or recovery code.

What names the key (``posdesk.key`` in a data folder, ``NAME.key`` beside a backup) has one form.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import DataTrouble, KeyNeeded
from posdesk.domain.key import KEY_BYTES, Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.recovery import looks_like_code, read_recovery_code
from posdesk.domain.text import N_
from posdesk.services import key_store
from posdesk.services.passphrases import unwrap
from posdesk.storage.durable import file_trouble, write_durably
from posdesk.storage.exchange import enter
from posdesk.storage.recrypt import opens
from posdesk.storage.store import DATABASE, KEY_FILE

SECRET = "POSDESK_PASSPHRASE"
"""The environment variable that holds a passphrase or a recovery code for the command line."""

_NEEDED = N_(
    "These data are encrypted; nothing was changed; give the passphrase or the recovery code (at"
    " the terminal, or in POSDESK_PASSPHRASE)."
)
_NOT_IN_STORE = N_(
    "The key is not in this computer's key store; nothing was changed; give the recovery code from"
    " the sheet (in the window, at the terminal, or in POSDESK_PASSPHRASE)."
)
_WRONG_PASSPHRASE = N_("That passphrase does not open these data; nothing was changed; try again.")
_NO_PASSPHRASE = N_(
    "These data have no passphrase; nothing was changed; give the recovery code from the sheet."
)
_OTHER_CODE = N_(
    "That recovery code belongs to other data; nothing was changed; look for the sheet with the key"
    " number {key}."
)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key that a person gave; ``kept_again`` tells that the key store has it from now on."""

    key: Key
    kept_again: bool


def new_key() -> Key:
    """Return a key that nobody can guess."""
    return Key(secrets.token_bytes(KEY_BYTES))


def read_key_file(path: Path) -> KeyFile:
    """Return what the file at ``path`` says of a key; raises ``DataTrouble``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise file_trouble(path, error) from error
    return KeyFile.from_bytes(data, path)


def key_for(key_file: Path, passphrase_or_code: str | None = None) -> Key:
    """Return the key that ``key_file`` names: of a data folder, or beside a backup.

    Without ``passphrase_or_code`` the system's key store is asked. Raises ``KeyNeeded`` where the
    key is not there or what was given opens nothing, ``WrongInput`` for a code copied wrongly, and
    ``DataTrouble`` where the file cannot be read.
    """
    if passphrase_or_code is None:
        file = read_key_file(key_file)
        found = key_store.find(file.key)
        if found is None:
            raise KeyNeeded(_NOT_IN_STORE if file.kept_in is KeptIn.KEY_STORE else _NEEDED)
        return found
    if looks_like_code(passphrase_or_code):
        return _by_code(key_file, passphrase_or_code)
    file = read_key_file(key_file)
    if file.wrapped is None:
        raise KeyNeeded(_NO_PASSPHRASE)
    key = unwrap(file, passphrase_or_code)
    if key is None:
        raise KeyNeeded(_WRONG_PASSPHRASE)
    return key


def known_key(folder: Path) -> Key | None:
    """Return the key of the data in ``folder`` without asking anybody, ``None`` where none is had.

    What a kill left of turning encryption on or off is finished first.
    """
    if not _settled(folder):
        return None
    with suppress(DataTrouble):  # KeyNeeded among them: opening the data says it
        return key_for(folder / KEY_FILE)
    return None


def is_locked(folder: Path) -> bool:
    """Return whether somebody must be asked for the key of the data in ``folder``."""
    return _settled(folder) and known_key(folder) is None


def has_passphrase(folder: Path) -> bool:
    """Return whether a passphrase opens the data in ``folder``; the recovery code always does."""
    with suppress(DataTrouble):
        return read_key_file(folder / KEY_FILE).wrapped is not None
    return False


def fits(folder: Path, key: Key) -> bool:
    """Return whether ``key`` is the one that the data in ``folder`` name."""
    with suppress(DataTrouble):
        return read_key_file(folder / KEY_FILE).key == key.id
    return False


def has_lost_key_file(folder: Path) -> bool:
    """Return whether the data in ``folder`` may be encrypted, though no file names their key."""
    database = folder / DATABASE
    return database.exists() and not _settled(folder) and not opens(database, None)


def unlock(folder: Path, passphrase_or_code: str) -> Unlocked:
    """Return the key of the data in ``folder`` that a person gave; raises as ``key_for`` does.

    Given the recovery code, the key goes into the system's key store again, where there is one.
    """
    _settled(folder)
    path = folder / KEY_FILE
    by_code = looks_like_code(passphrase_or_code)
    if by_code and not path.exists():
        key = read_recovery_code(passphrase_or_code)
    else:
        key = key_for(path, passphrase_or_code)
    if not by_code:
        return Unlocked(key, kept_again=False)
    kept = key_store.find(key.id) is None and key_store.keep(key)
    _mend(path, key)
    return Unlocked(key, kept)


def _by_code(key_file: Path, code: str) -> Key:
    key = read_recovery_code(code)
    try:
        named = read_key_file(key_file).key
    except DataTrouble:
        return key  # the code needs no file; the data themselves say whether it fits
    if key.id != named:
        raise KeyNeeded(_OTHER_CODE, key=named)
    return key


def _mend(path: Path, key: Key) -> None:
    """Write the file that names the key anew where it is lost or damaged and ``key`` is right."""
    with suppress(DataTrouble):
        if read_key_file(path).key == key.id:
            return
    if not opens(path.with_name(DATABASE), key):
        raise KeyNeeded(_OTHER_CODE, key="")
    kept_in = KeptIn.KEY_STORE if key_store.find(key.id) else KeptIn.PAPER
    try:
        write_durably(path, KeyFile(key.id, kept_in).to_bytes())
    except OSError as error:
        raise file_trouble(path, error) from error


def _settled(folder: Path) -> bool:
    """Return whether the data in ``folder`` are encrypted, once no exchange is left unfinished."""
    if not (folder / DATABASE).exists():
        return (folder / KEY_FILE).exists()
    if os.access(folder, os.W_OK):  # on a disc that is only looked at nothing is left to finish
        enter(folder).close()
    return (folder / KEY_FILE).exists()
