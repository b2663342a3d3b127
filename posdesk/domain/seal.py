"""The seal of a shop: a key to sign bundles with, and the fingerprint to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256

from posdesk.domain.errors import WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import N_

SECRET_BYTES = 32
"""The private number of a key on the curve P-256."""

_FINGERPRINT_DIGITS = 64
_GROUP = 4
_TITLE = re.compile(r"sha-?256(\s+fingerprint)?\s*[:= ]\s*", re.IGNORECASE)
"""What programs write before a fingerprint."""

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?(/[!-~]*)?")
"""A host by name or number, a port, a path; no name and password."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A key with its certificate (DER); ``secret`` is never shown."""

    secret: bytes = field(repr=False)
    certificate: bytes

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate in hex."""
        return fingerprint(self.certificate)


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate (DER) in hex, which names it for good."""
    return sha256(certificate).hexdigest()


def grouped(digest: str) -> str:
    """Return hex digits in groups of four, to be read out on the telephone."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def read_fingerprint(text: str) -> str:
    """Return a fingerprint as a person or openssl wrote it, in small letters and digits alone.

    Raises ``WrongInput`` for what is none.
    """
    bare = _TITLE.sub("", text.strip())
    plain = "".join(bare.split()).replace(":", "").replace("-", "").lower()
    if len(plain) != _FINGERPRINT_DIGITS or set(plain) - set("0123456789abcdef"):
        raise WrongInput(
            N_(
                "“{given}” is no fingerprint; nothing was done; it has 64 digits and letters from"
                " a to f."
            ),
            given=text[:80],
        )
    return plain


def read_tsa_url(text: str) -> str:
    """Return the address of a time stamp service as a person wrote it; raises ``WrongInput``."""
    plain = text.strip()
    refuse_sensitive("seal.tsa", plain)
    if not _ADDRESS.fullmatch(plain):
        raise WrongInput(
            N_(
                "“{given}” is no address of a time stamp service; nothing was stored; it begins"
                " with https:// or http://."
            ),
            given=plain[:80],
        )
    return plain
