"""A file that lies inside a bundle, and the names under which it may lie there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MANIFEST_NAME = "manifest.json"
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/plain": ".txt",
}

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_LONGEST = 80
_LONGEST_ABOUT = 300


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file in a bundle.

    ``name`` is plain ASCII and its key; ``shown`` is what a reader shows and saves it as, ``about``
    a line about it. ``sha256`` is the digest of ``data``; ``at`` (ISO) is when it was made.
    ``source`` says that pages of the bundle were made from it; else it describes the bundle.
    """

    name: str
    shown: str
    about: str
    mime: str
    data: bytes
    sha256: str
    at: str
    source: bool = True


def exhibit_name(chapter: int, number: int, mime: str, *, single: bool) -> str:
    """Return the plain name of an exhibit's file: ``exhibit-2.jpg``, ``case-3-exhibit-2.jpg``."""
    case = "" if single else f"case-{chapter}-"
    return f"{case}exhibit-{number}{_ENDINGS.get(mime, '.bin')}"


def shown_name(plain: str, real: str) -> str:
    """Return ``plain`` with the ``real`` name in it, unlike any other and fit for a folder.

    ``exhibit-2.jpg`` of 终端屏幕.jpeg is shown as ``exhibit-2 终端屏幕.jpg``.
    """
    stem, _, ending = plain.rpartition(".")
    real_stem = re.sub(r"\.[0-9A-Za-z]{1,5}$", "", _NOT_IN_NAMES.sub("_", visible(real)))
    told = real_stem[:_LONGEST].strip(". ")
    return f"{stem} {told}.{ending}" if told else plain


def visible(text: str) -> str:
    """Return ``text`` in one line, without signs that cannot be seen or turn its direction."""
    seen = "".join(
        " " if unicodedata.category(sign)[0] == "Z" else sign
        for sign in text[: 4 * _LONGEST_ABOUT]
        if unicodedata.category(sign)[0] != "C"
    )
    return " ".join(seen.split())[:_LONGEST_ABOUT]
