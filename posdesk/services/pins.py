"""Hashes PINs under a key of this computer, so that the journal alone is no use for guessing.

A PIN of six digits falls in a minute to whoever has its hash. So it is keyed first (HMAC-SHA256)
with 32 random bytes that lie outside the journal, in a file of the owner's, and are part of no
backup and no bundle; then argon2id makes each guess dear. Nothing here touches the store: a worker
may do it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.errors import DataTrouble
from posdesk.domain.pin import ALPHABET, GROUP, GROUPS, read_code, read_digits
from posdesk.domain.text import N_
from posdesk.intake.whole_file import write_whole

if TYPE_CHECKING:
    from argon2 import PasswordHasher

KEY_FILE = "pin.key"
KEY_BYTES = 32
MEMORY_KIB, ROUNDS, LANES = 19 * 1024, 2, 1
"""What a guess costs: 19 MiB and about 50 ms."""

_MARK = 8
"""Hexadecimal signs before a hash that tell under which key it was made."""


class Pins:
    """The key of one data folder, and what is hashed under it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / KEY_FILE

    def hash(self, pin: str) -> str:
        """Return what to keep of a PIN; the key is made where there is none yet."""
        key = self._key() or self._new_key()
        return f"{_mark(key)}:{self._argon.hash(_keyed(key, pin))}"

    def fits(self, kept: str, pin: str) -> bool:
        """Return whether ``pin`` is the one that ``kept`` was made of.

        Raises ``DataTrouble`` where the key it was made under is not there.
        """
        key = self._key()
        mark, _, hashed = kept.partition(":")
        if key is None or mark != _mark(key):
            raise DataTrouble(
                N_(
                    "The key of the PINs ({file}) is missing, so no PIN can be checked; nothing was"
                    " changed; a manager sets a new PIN with the recovery code."
                ),
                file=KEY_FILE,
            )
        return self._verify(hashed, _keyed(key, read_digits(pin)))

    def can_check(self, kept: str) -> bool:
        """Return whether the key under which ``kept`` was made is there."""
        key = self._key()
        return key is not None and kept.partition(":")[0] == _mark(key)

    def new_code(self) -> tuple[str, str]:
        """Return a recovery code, to be shown once, and what to keep of it."""
        signs = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))
        return signs, self._argon.hash(signs)

    def is_code(self, kept: str, code: str) -> bool:
        """Return whether ``code`` is the recovery code of which ``kept`` was made; needs no key."""
        return bool(kept) and self._verify(kept, read_code(code).encode())

    @cached_property
    def _argon(self) -> PasswordHasher:
        from argon2 import PasswordHasher  # costs a start 0.03 s

        return PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)

    def _verify(self, hashed: str, secret: bytes) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._argon.verify(hashed, secret)
        except (VerificationError, InvalidHashError):
            return False

    def _key(self) -> bytes | None:
        try:
            key = self._file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DataTrouble(
                N_("{file} cannot be read ({reason}); nothing was changed; change its rights."),
                file=KEY_FILE,
                reason=error.strerror,
            ) from None
        return key if len(key) == KEY_BYTES else None

    def _new_key(self) -> bytes:
        key = secrets.token_bytes(KEY_BYTES)
        write_whole(self._file, key, owner_only=True)
        return key


def _keyed(key: bytes, pin: str) -> bytes:
    return hmac.digest(key, pin.encode(), "sha256")


def _mark(key: bytes) -> str:
    return hashlib.sha256(b"pin.key " + key).hexdigest()[:_MARK]
