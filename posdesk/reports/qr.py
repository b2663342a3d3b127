"""The manifest's digest as a QR code: to be compared, not a proof by itself."""

from __future__ import annotations

import segno


def digest_modules(sha256: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code that reads ``SHA-256:…``, without its quiet zone."""
    code = segno.make_qr(f"SHA-256:{sha256.upper()}", error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
