"""The key that encrypts a shop's data: 32 random bytes, and the name by which it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A key for SQLCipher; ``secret`` is never shown, ``id`` may lie beside what it encrypts."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """The name of this key: 16 hex digits that tell nothing about it."""
        return sha256(b"posdesk key " + self.secret).hexdigest()[:16]
