"""The hash chain: what is hashed of an event, and how it hangs on the one before.

The digest of an event is the SHA-256 of its salt and payload: the payload can go one day, its
digest stays. The hash is the SHA-256 of its header as canonical JSON, with digests in hex.
"""

from __future__ import annotations

from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

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

    def canonical(self) -> bytes:
        """Return the header as canonical JSON; spelt out, as all events pass here at each check."""
        return (
            f'{{"actor":{_quoted(self.actor)},"at":{_quoted(self.at)},"case":{_quoted(self.case)},'
            f'"counter":{_quoted(self.counter)},"digest":"{self.digest.hex()}",'
            f'"id":{_quoted(self.id)},"prev":"{self.prev.hex()}","seq":{self.seq},'
            f'"type":{_quoted(self.type)},"version":{self.version}}}'
        ).encode()

    def hash(self) -> bytes:
        """Return the hash of this header: the head of the chain after this event."""
        return sha256(self.canonical()).digest()


def payload_digest(salt: bytes, body: bytes) -> bytes:
    """Return the digest that stands for a payload in the chain."""
    return sha256(salt + body).digest()
