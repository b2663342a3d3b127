"""Whose seals are believed here: what the journal tells of keys made and certificates trusted."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.event import Recorded, SealMade, SealTrusted
from posdesk.domain.seal import fingerprint
from posdesk.domain.text import Text


class Standing(StrEnum):
    """Why a certificate is believed."""

    PRESENT = "present"
    FORMER = "former"
    IMPORTED = "imported"
    NAMED = "named"
    """By its fingerprint, this once."""


STANDING_WORDS: dict[Standing, Text] = {
    Standing.PRESENT: Text("本店现用的证书", "this shop's present certificate"),
    Standing.FORMER: Text("本店以前的证书", "a former certificate of this shop"),
    Standing.IMPORTED: Text("本店已信任的证书", "a certificate trusted by this shop"),
    Standing.NAMED: Text("指纹与给出的一致", "the certificate whose fingerprint was given"),
}


@dataclass(frozen=True, slots=True)
class KnownSeal:
    """A certificate (DER) that is believed, why, and since when (ISO)."""

    certificate: bytes
    standing: Standing
    at: str

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate in hex."""
        return fingerprint(self.certificate)


def fold_seals(events: Iterable[Recorded]) -> tuple[KnownSeal, ...]:
    """Return the certificates that are believed: the shop's own, the newest first, then others.

    What cannot be read as base64 is passed over, and so are the events that tell of no seal.
    """
    made: dict[bytes, str] = {}
    trusted: dict[bytes, str] = {}
    for recorded in events:
        event = recorded.event
        if isinstance(event, SealMade) and (der := _der(event.certificate)):
            made.pop(der, None)  # a key that was imported again is the newest
            made[der] = recorded.at
        elif isinstance(event, SealTrusted) and (der := _der(event.certificate)):
            trusted.pop(der, None)
            if event.trusted:
                trusted[der] = recorded.at
    own = [
        KnownSeal(der, Standing.FORMER if place else Standing.PRESENT, at)
        for place, (der, at) in enumerate(reversed(made.items()))
    ]
    others = [
        KnownSeal(der, Standing.IMPORTED, at) for der, at in trusted.items() if der not in made
    ]
    return (*own, *others)


def certificate_text(certificate: bytes) -> str:
    """Return a certificate as events hold it."""
    return base64.b64encode(certificate).decode("ascii")


def _der(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
