"""The hash chain: what is hashed of an event, and how it hangs on the one before.

The digest of an event is the SHA-256 of its salt and payload: the payload can go one day, its
digest stays. The hash is the SHA-256 of its header as canonical JSON, with digests in hex.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from posdesk.storage.canonical import canonical

NO_HASH = bytes(32)
"""What the first event of a counter names as the hash before it."""


class Header(NamedTuple):
    """Everything of an event but its payload."""

    counter: str
    seq: int
    id: str
    type: str
    version: int
    at: str
    actor: str
    case: str
    digest: bytes
    prev: bytes

    def hash(self) -> bytes:
        """Return the hash of this header: the head of the chain after this event."""
        header = {
            "actor": self.actor,
            "at": self.at,
            "case": self.case,
            "counter": self.counter,
            "digest": self.digest.hex(),
            "id": self.id,
            "prev": self.prev.hex(),
            "seq": self.seq,
            "type": self.type,
            "version": self.version,
        }
        return sha256(canonical(header)).digest()


def payload_digest(salt: bytes, body: bytes) -> bytes:
    """Return the digest that stands for a payload in the chain."""
    return sha256(salt + body).digest()
