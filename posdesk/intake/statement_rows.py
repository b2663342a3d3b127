"""Finds the rows of a statement that hold given words, so that they can be framed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from posdesk.domain.cover import WHOLE, Box
from posdesk.domain.text_grid import COLUMNS, ROWS, text_rows
from posdesk.intake.exhibits import PDF, TEXT
from posdesk.intake.page_text import Sign, signs_of
from posdesk.pdfium import opened

_MOST_SIGNS = 20_000
_MOST_ROWS = 200
_MARGIN_X, _MARGIN_Y = 6, 3
_GAP = 0.28
"""Of a row's height: a wider gap parts words."""


def find_rows(data: bytes, mime: str, words: Sequence[str]) -> tuple[Box, ...]:
    """Return a frame around each row of a PDF or a text that holds all ``words``.

    Words stand by themselves: ``500.00`` is not found in ``1,500.00``. A row is one line of type as
    it is seen; nothing is found in a picture, nor where there are no words.
    """
    wanted = tuple(_plain(word) for word in words if word.strip())
    if not wanted or mime not in (PDF, TEXT):
        return ()
    found = _in_text(data, wanted) if mime == TEXT else _in_pdf(data, wanted)
    return tuple(box for box, _ in zip(found, range(_MOST_ROWS), strict=False))


def _in_text(data: bytes, wanted: Sequence[str]) -> Iterator[Box]:
    text = data.decode("utf-8", "replace")
    rows = text_rows(text)
    cell, number = WHOLE // ROWS, 0
    while number < len(rows):
        last = number
        while last + 1 < len(rows) and _goes_on(rows[last], rows[last + 1]):
            last += 1
        if _holds(text[rows[number][0] : rows[last][1]], wanted):
            for row in range(number, last + 1):
                page, down = divmod(row, ROWS)
                yield Box(page + 1, 0, down * cell, WHOLE, cell)
        number = last + 1


def _goes_on(row: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the next row is the rest of a line that was too long for one."""
    return row[1] == after[0] and row[1] - row[0] == COLUMNS


def _in_pdf(data: bytes, wanted: Sequence[str]) -> Iterator[Box]:
    import pypdfium2

    try:
        with opened(data) as document:
            for at in range(len(document)):
                page = document[at]
                try:
                    rows = list(_rows(signs_of(page, _MOST_SIGNS)))
                finally:
                    page.close()
                for row in rows:
                    if _holds(_words(row), wanted):
                        yield _around(at + 1, row)
    except pypdfium2.PdfiumError:
        return


def _rows(signs: Iterable[Sign]) -> Iterator[list[Sign]]:
    """Yield the signs that stand on one line, from top to bottom, each from left to right."""
    row: list[Sign] = []
    for sign in sorted(signs, key=lambda s: (s.middle, s.left)):
        if row and sign.middle > row[0].middle + min(row[0].height, sign.height) / 2:
            yield sorted(row, key=lambda s: s.left)
            row = []
        row.append(sign)
    if row:
        yield sorted(row, key=lambda s: s.left)


def _words(row: Sequence[Sign]) -> str:
    """Return the text of a row, with spaces where there are gaps."""
    text = row[0].text
    for before, sign in pairwise(row):
        gap = sign.left - before.right > _GAP * sign.height
        text += " " + sign.text if gap else sign.text
    return text


def _around(page: int, row: Sequence[Sign]) -> Box:
    left = max(0, floor(min(s.left for s in row)) - _MARGIN_X)
    right = min(WHOLE, ceil(max(s.right for s in row)) + _MARGIN_X)
    top = max(0, floor(min(s.top for s in row)) - _MARGIN_Y)
    bottom = min(WHOLE, ceil(max(s.bottom for s in row)) + _MARGIN_Y)
    return Box(page, left, top, max(1, right - left), max(1, bottom - top))


def _holds(row: str, wanted: Sequence[str]) -> bool:
    plain = _plain(row)
    return all(any(map(_alone, _places(word).finditer(plain))) for word in wanted)


@lru_cache(maxsize=64)
def _places(word: str) -> re.Pattern[str]:
    """Return what finds ``word`` where it is no part of a longer number or Latin word.

    Between its characters there may be spaces: type is often set wide.
    """
    signs = r"\s?".join(re.escape(sign) for sign in word if not sign.isspace())
    ahead = r"(?<![0-9A-Za-z])(?<![0-9]\.)" if word[0].isascii() and word[0].isalnum() else ""
    behind = r"(?![0-9A-Za-z])(?!\.[0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return re.compile(ahead + signs + behind, re.IGNORECASE)


def _alone(found: re.Match[str]) -> bool:
    """Whether a number is no rest of a longer one that is parted by thousands."""
    before = found.string[: found.start()]
    return not (found[0][0].isdigit() and re.search(r"(?<!\d)\d{1,3},$", before))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
