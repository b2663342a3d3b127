"""Which columns the table of cases has room for, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Column(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    OPENED = 1
    AMOUNT = 2
    REASON = 3
    STATE = 4
    NEXT = 5
    WHOM = 6


@dataclass(frozen=True, slots=True)
class Width:
    """At least so many pixels; what is left over is shared by ``share``."""

    least: int
    share: int = 0


_WIDTHS: Final[dict[Column, Width]] = {
    Column.NUMBER: Width(98),
    Column.OPENED: Width(130),
    Column.AMOUNT: Width(98),
    Column.REASON: Width(136, 3),
    Column.STATE: Width(112, 2),
    Column.NEXT: Width(146, 4),
    Column.WHOM: Width(94),
}
_GOES_FIRST: Final = (Column.OPENED, Column.WHOM, Column.STATE)
"""What is left away where the table is narrow, the least important first."""


def column_widths(room: int) -> dict[Column, int]:
    """Return the columns that fit into ``room`` pixels with their widths, which fill it."""
    shown = list(Column)
    for column in _GOES_FIRST:
        if sum(_WIDTHS[c].least for c in shown) > room:
            shown.remove(column)
    spare = max(0, room - sum(_WIDTHS[c].least for c in shown))
    shares = sum(_WIDTHS[c].share for c in shown)
    widths = {c: _WIDTHS[c].least + spare * _WIDTHS[c].share // shares for c in shown}
    widths[Column.REASON] += max(0, room - sum(widths.values()))
    return widths
