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

    ``embed`` puts originals into the file as attachments. ``part`` of ``parts`` files is this one,
    counted from 1; ``exhibits`` are the ids of those that go into this part (``None``: all).
    """

    lang: BundleLang = "zh_CN"
    preset: str = DEFAULT_PRESET
    to: Text | None = None
    kind: RequestKind | None = None
    quality: Quality = FINE
    embed: bool = True
    part: int = 1
    parts: int = 1
    exhibits: tuple[str, ...] | None = None
