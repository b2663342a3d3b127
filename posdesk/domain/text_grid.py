"""How boxes lie on a text: each character has a cell of its own on pages of 100 by 100.

A line longer than 100 characters goes on in the next row. A cell is 10 by 10 thousandths, so the
box ``PAGE,X,Y,W,H`` covers rows Y/10 to (Y+H)/10 and columns X/10 to (X+W)/10 of its page; a cell
that it only touches is covered too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from posdesk.domain.cover import WHOLE, Box

COLUMNS = ROWS = 100
"""Characters in a row, rows on a page."""

COVERED = "█"

_CELL = WHOLE // COLUMNS
_LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def text_rows(text: str) -> list[tuple[int, int]]:
    """Return where each row begins and ends in ``text``, line ends left out."""
    rows: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        shown = start + len(line.rstrip(_LINE_ENDS))
        parts = range(start, max(shown, start + 1), COLUMNS)
        rows += ((at, min(at + COLUMNS, shown)) for at in parts)
        start += len(line)
    return rows


def text_pages(text: str) -> int:
    """Return how many pages of rows ``text`` has, at least one."""
    return max(1, -(-len(text_rows(text)) // ROWS))


def text_sheets(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``text`` as they stand on each of its pages."""
    rows = [text[first:last] for first, last in text_rows(text)]
    return tuple(tuple(rows[at : at + ROWS]) for at in range(0, max(len(rows), 1), ROWS))


def boxes_of(text: str, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes that cover the characters from ``start`` to ``end``, one a row."""
    for number, (first, last) in enumerate(text_rows(text)):
        left, right = max(first, start), min(last, end)
        if left < right:
            page, row = divmod(number, ROWS)
            width = (right - left) * _CELL
            yield Box(page + 1, (left - first) * _CELL, row * _CELL, width, _CELL)


def cover_text(text: str, boxes: Iterable[Box]) -> str:
    """Return ``text`` with ``█`` for every character whose cell a box touches; lines stay."""
    rows = text_rows(text)
    signs = list(text)
    for box in boxes:
        for first, last in _rows_of(rows, box):
            left = first + box.x // _CELL
            right = min(last, first - (-(box.x + box.w) // _CELL))
            for at in range(left, right):
                signs[at] = COVERED
    return "".join(signs)


def _rows_of(rows: Sequence[tuple[int, int]], box: Box) -> Sequence[tuple[int, int]]:
    above = (box.page - 1) * ROWS
    return rows[above + box.y // _CELL : above - (-(box.y + box.h) // _CELL)]
