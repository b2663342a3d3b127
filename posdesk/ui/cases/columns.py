"""Which columns the table of cases has room for, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from posdesk.domain.text import Lang


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


_WIDTHS: Final[dict[Lang, dict[Column, Width]]] = {
    "zh_CN": {
        Column.NUMBER: Width(97),
        Column.OPENED: Width(117),
        Column.AMOUNT: Width(96),
        Column.REASON: Width(136, 2),
        Column.STATE: Width(112, 2),
        Column.NEXT: Width(148, 5),
        Column.WHOM: Width(92),
    },
    "en": {
        Column.NUMBER: Width(97),
        Column.OPENED: Width(130),
        Column.AMOUNT: Width(96),
        Column.REASON: Width(136, 2),
        Column.STATE: Width(148, 1),
        Column.NEXT: Width(202, 3),
        Column.WHOM: Width(96),
    },
}
_GOES_FIRST: Final = (Column.OPENED, Column.WHOM, Column.STATE)
"""What is left away where the table is narrow, the least important first."""


def column_widths(room: int, lang: Lang, amount: int = 0) -> dict[Column, int]:
    """Return the columns that fit into ``room`` pixels with their widths, which fill it.

    ``amount`` is how wide the widest amount is: money is never cut.
    """
    all_widths, shown = dict(_WIDTHS[lang]), list(Column)
    all_widths[Column.AMOUNT] = Width(max(all_widths[Column.AMOUNT].least, amount))
    for column in _GOES_FIRST:
        if sum(all_widths[c].least for c in shown) > room:
            shown.remove(column)
    spare = max(0, room - sum(all_widths[c].least for c in shown))
    shares = sum(all_widths[c].share for c in shown)
    widths = {c: all_widths[c].least + spare * all_widths[c].share // shares for c in shown}
    widths[Column.REASON] += max(0, room - sum(widths.values()))
    return widths
