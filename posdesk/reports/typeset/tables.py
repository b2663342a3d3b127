"""Tables: rows of set lines in columns, cut between rows, with heads repeated over pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BOTTOM, FRAME, HAIRLINE, LEFT, TINT, TOP, WIDTH

_HIGHEST = 28.0
"""Points; no style of a table has higher lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its runs, whether it is tinted as a label is, and where its lines stand.

    ``align`` is ``left`` or ``right``; ``indent`` moves its lines in from the left, in points.
    """

    runs: tuple[Run, ...]
    tinted: bool = False
    align: str = "left"
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """How rows are parted: a full grid, or hairlines under the rows only."""

    grid: bool = True
    pad_x: float = 7.0
    pad_y: float = 3.6


GRID = Look()
TIGHT = Look(pad_y=1.8)
CLOSE = Look(pad_y=1.0)
LINES = Look(grid=False, pad_x=0.0)
LIST = Look(grid=False, pad_x=0.0, pad_y=1.6)


def table(
    setter: Setter,
    widths: Sequence[float],
    rows: Iterable[Sequence[Cell]],
    *,
    head: Sequence[Cell] = (),
    look: Look = GRID,
    above: tuple[Strip, ...] = (),
) -> list[Strip]:
    """Return a table; ``widths`` are scaled to the text area, ``head`` is repeated on each page.

    Without rows there is no head either.
    ``above`` are strips that are repeated over the head (the day of a timeline).
    """
    scale = WIDTH / sum(widths)
    columns = [w * scale for w in widths]
    heads = _row(setter, columns, head, look, above) if head else []
    repeated = (*above, *heads)
    set_rows = [_row(setter, columns, row, look, repeated) for row in rows]
    if not set_rows:
        return []
    if len(set_rows) > 2:
        # No row stands alone under the head or at the top of the last page.
        set_rows[0], set_rows[-2] = _kept(set_rows[0]), _kept(set_rows[-2])
    return [replace(h, heads=(), with_next=True) for h in heads] + [
        strip for row in set_rows for strip in row
    ]


def _kept(row: list[Strip]) -> list[Strip]:
    return [*row[:-1], replace(row[-1], with_next=True)]


def _row(
    setter: Setter,
    columns: Sequence[float],
    cells: Sequence[Cell],
    look: Look,
    heads: tuple[Strip, ...],
) -> list[Strip]:
    """Return one row; in several pieces only where it is higher than a page under its heads."""
    wrapped = [
        setter.lines(cell.runs, width - 2 * look.pad_x - cell.indent)
        for cell, width in zip(cells, columns, strict=True)
    ]
    longest = max(map(len, wrapped))
    room = BOTTOM - TOP - sum(head.height for head in heads) - 2 * look.pad_y - _HIGHEST
    if longest * _HIGHEST <= room:
        fit = longest
    else:
        leading = max(line.leading for lines in wrapped for line in lines)
        fit = max(1, int(room / leading))
    return [
        _piece(columns, cells, [lines[at : at + fit] for lines in wrapped], look, heads)
        for at in range(0, longest, fit)
    ]


def _piece(
    columns: Sequence[float],
    cells: Sequence[Cell],
    wrapped: Sequence[tuple[SetLine, ...]],
    look: Look,
    heads: tuple[Strip, ...],
) -> Strip:
    first = max(lines[0].base for lines in wrapped if lines)
    # Smaller type stands on the same base as the row's largest.
    shifts = [first - lines[0].base if lines else 0.0 for lines in wrapped]
    high = (
        shift + sum(line.leading for line in lines)
        for shift, lines in zip(shifts, wrapped, strict=True)
    )
    height = max(high) + 2 * look.pad_y
    lefts = [LEFT, *(LEFT + x for x in accumulate(columns))]

    def draw(pen: Pen, y: float) -> None:
        for at, (cell, lines) in enumerate(zip(cells, wrapped, strict=True)):
            x, width = lefts[at], columns[at]
            if look.grid:
                pen.box(x, y, width, height, line=FRAME, fill=TINT if cell.tinted else None)
            top = y + look.pad_y + shifts[at]
            left, inner = x + look.pad_x + cell.indent, width - 2 * look.pad_x - cell.indent
            _draw_lines(pen, lines, cell.align, left, top, inner)
        if not look.grid:
            pen.rule(LEFT, y + height, LEFT + sum(columns), y + height, colour=HAIRLINE)

    return Strip(height, draw, heads=heads)


def _draw_lines(
    pen: Pen, lines: Sequence[SetLine], align: str, x: float, y: float, width: float
) -> None:
    for line in lines:
        if align == "right":
            pen.right(line, x + width, y)
        else:
            pen.line(line, x, y)
        y += line.leading
