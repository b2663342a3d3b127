"""What a look at a bundle found: whether it is ours, whole, unchanged, and who signed it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.known_seals import Standing
from posdesk.domain.text import Text


class Soundness(StrEnum):
    """The one word about a bundle; only ``INTACT`` is good."""

    INTACT = "intact"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    UNKNOWN_SIGNER = "unknown_signer"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class FoundExhibit:
    """An exhibit as the manifest of a bundle lists it.

    ``embedded`` says whether its bytes lie in the file, ``sound`` whether these are the listed
    ones (``None`` where they are not in the file).
    """

    case: str
    number: int
    kind: str
    name: str
    sha256: str
    received_sha256: str
    embedded: bool = False
    sound: bool | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found; ``reasons`` say why it is not good, in the order of their weight.

    ``fingerprint`` is the SHA-256 of the signer's certificate (DER) in hex, empty without one;
    ``signed_at`` is ISO time as the signer said it, or as a time stamp proves it (``stamped``).
    ``standing`` is why the signer is believed, ``None`` where they are not.
    """

    state: Soundness
    reasons: tuple[Text, ...] = ()
    exhibits: tuple[FoundExhibit, ...] = ()
    cases: tuple[str, ...] = ()
    manifest_sha256: str = ""
    sha256: str = ""
    signed_by: str = ""
    signed_at: str = ""
    fingerprint: str = ""
    stamped: bool = False
    standing: Standing | None = None

    @property
    def valid(self) -> bool:
        """Whether the bundle is whole, unchanged and signed by somebody who is trusted here."""
        return self.state is Soundness.INTACT
