"""What happens to bundles: they are sent, and the keys that seal them become known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleSent(Event):
    """A bundle went out: its exact bytes lie in the exhibit store under ``sha256``.

    ``to`` and ``way`` are words of the shop (the dispute desk, by mail). ``upto`` is how many
    events of this case the bundle knew, ``manifest_sha256`` the digest printed on its first page.
    """

    type: ClassVar[str] = "bundle_sent"
    bundle: str
    name: str
    sha256: str
    size: int
    pages: int
    manifest_sha256: str
    upto: int
    to: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleForgotten(Event):
    """The bytes of a bundle that went out are kept no longer; that it went out stays known."""

    type: ClassVar[str] = "bundle_forgotten"
    bundle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMade(Event):
    """The shop has a new key to sign with; ``certificate`` is its DER in base64.

    The key itself is never here. Earlier certificates stay trusted: they are former keys.
    """

    type: ClassVar[str] = "seal_made"
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTrusted(Event):
    """Somebody else's certificate (DER in base64) is trusted from now on, or not any more."""

    type: ClassVar[str] = "seal_trusted"
    certificate: str
    trusted: bool = True
