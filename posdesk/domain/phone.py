"""Finds telephone numbers of people in text, so that they can be offered for covering."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = str.maketrans("０１２３４５６７８９＋－（）", "0123456789+-()")
_GAP = r"[ \-\u00a0.]?"
_MOBILE = rf"(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
_LANDLINE = r"(?:\(0\d{2,3}\) ?|0\d{2,3}[ \-])\d{3,4}[ \-]?\d{4}"
_PHONE = re.compile(rf"(?<![\d*.])(?:{_MOBILE}|{_LANDLINE})(?![\d*])", re.ASCII)


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield where mainland mobile numbers and landlines with their area code begin and end.

    A landline without brackets, blank or hyphen after its area code is left alone: a retrieval
    reference number looks the same. Full-width digits do not hide a number.
    """
    for found in _PHONE.finditer(text.translate(_DIGITS)):
        yield found.span()
