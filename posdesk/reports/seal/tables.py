"""Looks whether a PDF tells where its parts are as PosDesk does: in plain tables, few and short.

Tables that are packed, as other programs write them, may unpack without end; nothing reads them.
"""

from __future__ import annotations

import os
import re
from typing import BinaryIO

_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_PREVIOUS = re.compile(rb"/Prev\s+(\d{1,12})(?!\s+\d+\s+R)")
_TAIL = 4096
_MOST_TABLES = 64
_MOST_BYTES = 16 * 1024 * 1024
"""Of all tables: a line has 20, a bundle of 200 pages two thousand lines."""

_LONGEST_TRAILER = 16 * 1024


def has_plain_tables(stream: BinaryIO) -> bool:
    """Return whether all that lies in ``stream`` is found through plain tables."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    ends = _END.findall(stream.read())
    if not ends:
        return False
    seen: set[int] = set()
    left, place = _MOST_BYTES, int(ends[-1])
    while place not in seen and len(seen) < _MOST_TABLES:
        seen.add(place)
        stream.seek(place)
        table = stream.read(min(left, size - place)) if 0 < place < size else b""
        before, told, after = table.partition(b"trailer")
        trailer, end, _ = after[:_LONGEST_TRAILER].partition(b"startxref")
        if not (before.startswith(b"xref") and told and end):
            return False
        if b"/XRefStm" in trailer or b"#" in trailer or trailer.count(b"/Prev") > 1:
            return False
        left -= len(before)
        previous = _PREVIOUS.search(trailer)
        if previous is None:
            return b"/Prev" not in trailer
        place = int(previous[1])
    return False
