"""Makes the name of a file safe to keep and to write: no paths, no tricks, the true ending."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from posdesk.intake.exhibits import JPEG, PDF, PNG, TEXT

_LONGEST = 80
_ENDINGS = {
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    PDF: (".pdf",),
    TEXT: (".txt", ".csv", ".log", ".md", ".eml"),
}
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)")
_PICTURES_AND_PDFS = {
    *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".heif", ".tif", ".tiff"),
    *(".avif", ".pdf"),
}


def shown_name(given: str) -> str:
    """Return the last part of ``given`` without paths and signs that cannot be seen."""
    seen = "".join(" " if unicodedata.category(c) == "Zs" else c for c in given if _is_seen(c))
    last = seen.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return " ".join(last.split())[:300].strip(". ") or "exhibit"


def safe_name(given: str, mime: str) -> str:
    """Return the name under which bytes of ``mime`` are kept: ``slip.heic`` becomes ``slip.jpg``.

    At most 80 signs; no path, no control signs, nothing that another system takes for a device.
    """
    plain = _NOT_ON_WINDOWS.sub("_", shown_name(given))
    path = PurePosixPath(plain)
    right = _ENDINGS[mime]
    if path.suffix.casefold() in right:
        stem, ending = path.stem, path.suffix
    else:
        stem = path.stem if _ENDING.fullmatch(path.suffix) else plain
        ending = right[0]
    stem = stem[: _LONGEST - len(ending)].strip(". ") or "exhibit"
    return f"_{stem}{ending}" if _DEVICES.match(stem) else stem + ending


def claims_picture(given: str) -> bool:
    """Return whether the name says that the file is a picture or a PDF."""
    return PurePosixPath(shown_name(given)).suffix.casefold() in _PICTURES_AND_PDFS


def _is_seen(sign: str) -> bool:
    """Whether a sign stands for itself: no control, no turning of the direction, no half of one."""
    return not unicodedata.category(sign).startswith("C")
