"""Takes what tells of people, places and devices out of a picture's bytes, and leaves its pixels.

Nothing is packed anew: what is left are the very bytes that the camera or the telephone made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

JPEG_START, PNG_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"

_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_EXIF, _ICC, _ADOBE = b"Exif\x00\x00", b"ICC_PROFILE\x00", b"Adobe"
_END, _SCAN = 0xD9, 0xDA
_DRAWS = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"sBIT", b"pHYs"),
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"),
}


def strip_picture(data: bytes) -> bytes | None:
    """Return a JPEG or PNG without metadata; ``None`` for anything else, broken ones included."""
    try:
        if data.startswith(JPEG_START):
            return b"".join(_jpeg(data))
        if data.startswith(PNG_START):
            return b"".join(_png(data))
    except (ValueError, IndexError):
        return None
    return None


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield what draws, up to the end of the first picture; phones put more behind it."""
    yield data[:2]
    at = 2
    while True:
        while data[at] == data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        if marker == _END:
            yield data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            raise ValueError("a segment longer than the file")
        if marker == _SCAN:
            found = _NEXT_MARKER.search(data, end)
            if found is None:
                raise ValueError("a picture without an end")
            yield data[at : found.end() - 2]
            at = found.end() - 2
            continue
        yield _segment(marker, data[at:end])
        at = end


def _segment(marker: int, segment: bytes) -> bytes:
    """Return what must stay of a segment: what draws, colour, and which way is up."""
    body = segment[4:]
    if marker in _DRAWS or (marker == 0xEE and body.startswith(_ADOBE)):
        return segment
    if marker == 0xE0 and body.startswith(b"JFIF\x00"):
        return segment if len(segment) == len(_JFIF) else _JFIF
    if marker == 0xE2 and body.startswith(_ICC):
        return segment
    if marker == 0xE1 and body.startswith(_EXIF):
        turned = _orientation(body[len(_EXIF) :])
        return _upright(turned) if turned > 1 else b""
    if 0xE0 <= marker <= 0xEF or marker == 0xFE:
        return b""
    raise ValueError("a marker that no camera writes")


def _orientation(tiff: bytes) -> int:
    """Return which way is up (1 to 8) as the first directory tells it."""
    if tiff[:4] not in (b"II*\x00", b"MM\x00*"):
        return 1
    order: Literal["little", "big"] = "little" if tiff[:1] == b"I" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    start = number(4, 4)
    for entry in range(start + 2, start + 2 + 12 * min(number(start, 2), 200), 12):
        if number(entry, 2) == 0x0112:
            turned = number(entry + 8, 2)
            return turned if 1 <= turned <= 8 else 1
    return 1


def _upright(turned: int) -> bytes:
    """Return the smallest segment that says which way is up, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + turned.to_bytes(2, "big") + b"\x00\x00"
    body = _EXIF + b"MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _png(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of the one picture; texts, dates, further pictures and what follows go."""
    yield data[:8]
    at = 8
    while True:
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk longer than the file")
        if kind in _PNG_KEPT:
            yield data[at:end]
        elif kind[:1].isupper():
            raise ValueError("a chunk that must be understood and is not")
        if kind == b"IEND":
            return
        at = end
