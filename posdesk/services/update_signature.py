"""Whether news of a version was signed by the key that the settings name."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress


def is_signed(key: str, body: bytes, signature: bytes) -> bool:
    """Return whether ``signature`` over ``body`` is that of ``key``, a public key in base64.

    The signature is as openssl writes it: 64 bytes of Ed25519, or ECDSA in DER with SHA-256; in
    base64 it will do too.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        public = load_der_public_key(base64.b64decode(key))
        for written in _forms(signature):
            try:
                if isinstance(public, Ed25519PublicKey):
                    public.verify(written, body)
                elif isinstance(public, EllipticCurvePublicKey):
                    public.verify(written, body, ECDSA(SHA256()))
                else:
                    return False
            except InvalidSignature:
                continue
            return True
    except (ValueError, binascii.Error):
        return False
    return False


def _forms(signature: bytes) -> list[bytes]:
    found = [signature]
    with suppress(ValueError, binascii.Error):
        found.append(base64.b64decode(b"".join(signature.split()), validate=True))
    return found
