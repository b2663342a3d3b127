"""What a person ordered: for whom, in which language, and how rich the pictures may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from posdesk.domain.bundle.preset import DEFAULT_PRESET
from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.text import Lang, Text

BundleLang = Lang | Literal["both"]
BUNDLE_LANGS: tuple[BundleLang, ...] = ("zh_CN", "en", "both")


@dataclass(frozen=True, slots=True)
class Quality:
    """How pictures are put on pages: dots per inch as printed, JPEG quality (1-95), grey or not."""

    dpi: int = 200
    jpeg: int = 75
    grey: bool = False


FINE = Quality()


@dataclass(frozen=True, slots=True)
class BundleOrder:
    """One order of a bundle; ``kind`` ``None`` lets each case decide what is asked for.

    ``embed`` puts originals into the file as attachments; ``fingerprint`` is that of the
    certificate it will be signed with, empty where it goes out unsigned. A bundle that goes out in
    several files has in ``split`` the ids of the exhibits by file; ``part`` is this one, counted
    from 1.
    """

    lang: BundleLang = "zh_CN"
    preset: str = DEFAULT_PRESET
    to: Text | None = None
    kind: RequestKind | None = None
    quality: Quality = FINE
    embed: bool = True
    fingerprint: str = ""
    part: int = 1
    split: tuple[tuple[str, ...], ...] = ()

    @property
    def parts(self) -> int:
        """How many files the whole bundle has."""
        return len(self.split) or 1

    @property
    def exhibits(self) -> tuple[str, ...] | None:
        """The ids of the exhibits in this file; ``None``: all there are."""
        return self.split[self.part - 1] if self.split else None

    def elsewhere(self, exhibit: str) -> int:
        """Return which other file has an exhibit, 0 where it is in this one."""
        if self.exhibits is None or exhibit in self.exhibits:
            return 0
        return next((at for at, ids in enumerate(self.split, 1) if exhibit in ids), 0)
