"""Wraps the secret of a seal under the key of encrypted data: it may not lie beside them in plain.

AES-256-GCM under a key of its own that HMAC-SHA-256 derives from the data's; the certificate's
fingerprint is bound to it.
"""

from __future__ import annotations

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from posdesk.domain.key import Key

NONCE_BYTES = 12


def wrap(secret: bytes, under: Key, name: str) -> tuple[bytes, bytes]:
    """Return a nonce and the secret of the seal called ``name``, encrypted."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce, AESGCM(_derived(under)).encrypt(nonce, secret, name.encode())


def unwrap(nonce: bytes, wrapped: bytes, under: Key, name: str) -> bytes | None:
    """Return the secret, ``None`` where ``under`` does not open it."""
    try:
        return AESGCM(_derived(under)).decrypt(nonce, wrapped, name.encode())
    except (InvalidTag, ValueError):
        return None


def _derived(key: Key) -> bytes:
    return hmac.digest(key.secret, b"posdesk seal", "sha256")
