"""The whole state matrix, terminal by bank, with the place of a case in it."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.facts import (
    BANK_WORDS,
    TERMINAL_WORDS,
    Bank,
    Facts,
    Terminal,
)
from posdesk.domain.money_state import STATE_WORDS, Charge
from posdesk.domain.text import Text
from posdesk.domain.verdict import verdict
from posdesk.reports.bundle.chapter import Chapter
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import (
    FINE,
    FRAME,
    INK,
    LEFT,
    PAPER,
    TINT,
    WIDTH,
)

_CHARGE_SHORT = {
    Charge.NO: Text("不再收", "no charge"),
    Charge.UNKNOWN: Text("先不收", "not yet"),
    Charge.YES: Text("可再收", "may charge"),
}
_CORNER = Text("终端 ＼ 银行", "Terminal \\ bank")
_BANKS = (Bank.DEBITED, Bank.NOT_DEBITED, Bank.RETURNED, Bank.UNKNOWN, None)
_TERMINALS = (*Terminal, None)
_Cell = tuple[tuple[Text, ...], str]
_COLUMN = WIDTH / (len(_BANKS) + 1)


def matrix_strips(chapter: Chapter) -> list[Strip]:
    """Return the whole matrix, row by row, kept together."""
    found = {attempt.facts for attempt in chapter.case.attempts}
    head = [_CORNER, *(BANK_WORDS[bank] for bank in _BANKS)]
    top = _matrix_row(chapter, [((words,), "label") for words in head])
    strips = [replace(top, before=4.0)]
    for terminal in _TERMINALS:
        cells: list[_Cell] = [((TERMINAL_WORDS[terminal],), "label")]
        for bank in _BANKS:
            judged = verdict(Facts(terminal, bank))
            words = (STATE_WORDS[judged.state], _CHARGE_SHORT[judged.charge_again])
            cells.append((words, "found" if Facts(terminal, bank) in found else "cell"))
        strips.append(_matrix_row(chapter, cells))
    kept = [replace(strip, with_next=True) for strip in strips[:-1]]
    return [*kept, strips[-1]]


def _matrix_row(chapter: Chapter, cells: list[_Cell]) -> Strip:
    wrapped = []
    for words, kind in cells:
        plain = FINE.in_colour(PAPER if kind == "found" else INK)
        strong = plain.bold() if kind == "found" or len(words) > 1 else plain
        told = zip(words, (strong, plain), strict=False)
        lines = [
            line
            for of_cell, style in told
            for half in chapter.halves
            for line in half.setter.lines((Run(half.say(of_cell), style),), _COLUMN - 8)
        ]
        wrapped.append(lines)
    height = max(sum(line.leading for line in lines) for lines in wrapped) + 7
    fills = {"label": TINT, "found": INK, "cell": None}

    def draw(pen: Pen, y: float) -> None:
        for at, ((_, kind), lines) in enumerate(zip(cells, wrapped, strict=True)):
            x = LEFT + at * _COLUMN
            pen.box(x, y, _COLUMN, height, line=FRAME, fill=fills[kind])
            pen.lines(tuple(lines), x + 4, y + 3.5)

    return Strip(height, draw)
