"""A seal ready to be used anywhere: a plain value that a worker may sign with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.seal import Seal


@dataclass(frozen=True, slots=True)
class Sealer:
    """The shop's seal with the clock and the time stamp service to use; touches no store.

    ``name`` is whom the certificate names.
    """

    seal: Seal
    name: str
    clock: Callable[[], datetime]
    tsa_url: str = ""

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate in hex."""
        return self.seal.fingerprint

    def sign(self, pdf: bytes) -> bytes:
        """Return ``pdf`` signed; raises ``DataTrouble``, where no time stamp was given too."""
        from posdesk.reports.seal.signing import sign  # costs a start 0.8 s

        return sign(pdf, self.seal, at=self.clock(), tsa_url=self.tsa_url)
