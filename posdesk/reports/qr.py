"""QR codes: the manifest's digest, to be compared, not a proof by itself; a code for paper."""

from __future__ import annotations

from functools import lru_cache

import segno


def digest_modules(sha256: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code that reads ``SHA-256:…``, without its quiet zone."""
    return text_modules(f"SHA-256:{sha256.upper()}")


@lru_cache(maxsize=4)
def text_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code that reads ``text``, without its quiet zone.

    A page is set twice, first to count the pages, with the same code.
    """
    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
