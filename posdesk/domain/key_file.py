"""What lies beside encrypted data: which key encrypts them, and where that key is kept.

It is no secret by itself. Where a passphrase keeps the key, the key lies in here too, wrapped:
encrypted with AES-256-GCM under what argon2id derives from the passphrase.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_

_FORMAT = 1
_MOST_MEMORY_KIB, _MOST_ROUNDS, _MOST_LANES = 1024 * 1024, 64, 16
"""Beyond this somebody has written the file so that trying a passphrase stops the computer."""


class KeptIn(StrEnum):
    """Where a key is kept."""

    KEY_STORE = "key_store"
    PASSPHRASE = "passphrase"
    PAPER = "paper"
    """Nowhere but on the recovery sheet."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key under a passphrase: what argon2id was given, and what AES-256-GCM made of the key."""

    memory_kib: int
    rounds: int
    lanes: int
    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The id of the key and where it is kept; ``wrapped`` where that is a passphrase."""

    key: str
    kept_in: KeptIn
    wrapped: Wrapped | None = None

    def to_bytes(self) -> bytes:
        """Return the file."""
        value: dict[str, Any] = {
            "format": _FORMAT,
            "key": self.key,
            "kept_in": self.kept_in.value,
        }
        if self.wrapped is not None:
            one = self.wrapped
            value["wrapped"] = {
                "argon2id": {
                    "memory_kib": one.memory_kib,
                    "rounds": one.rounds,
                    "lanes": one.lanes,
                    "salt": one.salt.hex(),
                },
                "aes_256_gcm": {"nonce": one.nonce.hex(), "sealed": one.sealed.hex()},
            }
        return json.dumps(value, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes, name: object) -> KeyFile:
        """Return what a file says; ``name`` is what it is called. Raises ``DataTrouble``."""
        try:
            value = json.loads(data)
            if value["format"] != _FORMAT:
                raise ValueError
            kept_in = KeptIn(value["kept_in"])
            wrapped = _wrapped(value["wrapped"]) if kept_in is KeptIn.PASSPHRASE else None
            return cls(str(value["key"]), kept_in, wrapped)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            raise DataTrouble(
                N_(
                    "The file {file} that names the key is damaged or a newer program's; the data"
                    " are kept; give the recovery code from the sheet."
                ),
                file=name,
            ) from None


def _wrapped(value: Any) -> Wrapped:
    derived, sealed = value["argon2id"], value["aes_256_gcm"]
    found = Wrapped(
        memory_kib=int(derived["memory_kib"]),
        rounds=int(derived["rounds"]),
        lanes=int(derived["lanes"]),
        salt=bytes.fromhex(derived["salt"]),
        nonce=bytes.fromhex(sealed["nonce"]),
        sealed=bytes.fromhex(sealed["sealed"]),
    )
    within = (
        8 * found.lanes <= found.memory_kib <= _MOST_MEMORY_KIB
        and 1 <= found.rounds <= _MOST_ROUNDS
        and 1 <= found.lanes <= _MOST_LANES
        and len(found.salt) >= 8
        and len(found.nonce) == 12
    )
    if not within:
        raise ValueError
    return found
