"""Sets plain text whose columns were made with spaces or tabs, so that they stand in line again.

In the one typeface letters are as wide as they are; what begins a column is put where it would
stand if every character had a cell, half an em and a little wide, Chinese ones two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import Style

_CELL = 0.56
"""Of the type size: a digit of the typeface is hardly narrower."""

_LEAST = 6.5
"""Points; smaller columns could not be read, and lines are broken rather."""

_TAB = 8
_FIELD = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\S(?:\t| {2,}|\u3000)\s*\S")


def has_columns(line: str) -> bool:
    """Return whether ``line`` has words that spaces keep apart."""
    return _GAP.search(line) is not None


def column_style(lines: Iterable[str], style: Style, width: float) -> Style | None:
    """Return ``style``, smaller if need be, so that the widest line with columns fits ``width``.

    ``None`` where no line has columns or they are too wide to be read.
    """
    widest = max((_cells(line) for line in lines if has_columns(line)), default=0)
    size = min(style.size, width / (_CELL * widest)) if widest else 0.0
    return replace(style, size=size) if size >= _LEAST else None


def columned(setter: Setter, line: str, style: Style) -> SetLine:
    """Return ``line`` with each of its fields where its column begins, as far as there is room."""
    pieces, end = [], 0.0
    for field, cell in _fields(line):
        start = max(cell * _CELL * style.size, end)
        (told,) = setter.lines((Run(field, style),), 1e9)
        pieces += [replace(piece, x=start + piece.x) for piece in told.pieces]
        end = start + told.width + _CELL * style.size
    return SetLine(tuple(pieces), end, style.leading)


def _fields(line: str) -> Iterator[tuple[str, int]]:
    for match in _FIELD.finditer(line):
        yield match.group(), _cells(line[: match.start()])


def _cells(text: str) -> int:
    cells = 0
    for character in text.rstrip("\r\n"):
        if character == "\t":
            cells += _TAB - cells % _TAB
        else:
            cells += 2 if unicodedata.east_asian_width(character) in "WFA" else 1
    return cells
