"""Of the two signatures that ECDSA allows for one key and digest, the one that PosDesk writes.

With s also n - s is valid, for anybody who sees the first: without a rule a file could get other
bytes and stay good. The lower of the two is the rule, as in BIP 62.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve P-256 has (FIPS 186-4, D.1.2.3)."""


def lowered(signature: bytes) -> bytes:
    """Return the DER of ``signature`` (ECDSA on P-256) with the lower s."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, ORDER - s))


def is_low(signature: bytes) -> bool:
    """Return whether ``signature`` is the one of its kind, in its one form."""
    return lowered(signature) == signature
