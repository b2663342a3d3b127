"""Shows how the verdict follows: the two facts and their result, and the whole matrix with the place."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.case import Attempt
from posdesk.domain.facts import BANK_WORDS, CASH_TAKEN, SOURCE_WORDS, TERMINAL_WORDS, Bank, Facts, Source, Terminal
from posdesk.domain.money_state import STATE_WORDS, Charge
from posdesk.domain.text import Text
from posdesk.domain.verdict import verdict
from posdesk.reports.chapter import Chapter
from posdesk.reports.letter_page import key_table, subject
from posdesk.reports.typeset.blocks import paragraph, part_heading
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.setting import Run
from posdesk.reports.typeset.style import (
    BODY,
    CAPTION,
    FINE,
    FRAME,
    INK,
    LEFT,
    PAPER,
    SMALL,
    TINT,
    WIDTH,
)

TITLE = Text("判定", "Verdict")
EXPLAINED = Text(
    "判定只由两个事实得出：终端怎么说，付款人的银行怎么说。下表列出全部组合，黑底的是本案。",
    "The verdict follows from two facts alone: what the terminal says and what the payer's bank"
    " says. The table holds every combination; this case is on black.",
)
TERMINAL_SAYS = Text("终端怎么说", "The terminal says")
BANK_SAYS = Text("付款人的银行怎么说", "The payer's bank says")
RESULT = Text("结果", "Result")
ATTEMPT = Text("第 {number} 次付款", "Payment {number}")
OTHER_TENDER = Text("另付（{means}）", "Paid otherwise ({means})")
STRICTEST = Text(
    "多次付款时，以最严的一次为准：{state}，{charge}。",
    "Of several payments the strictest verdict holds: {state}, {charge}.",
)
CHARGE_WORDS = {
    Charge.NO: Text("不再收款", "do not charge again"),
    Charge.UNKNOWN: Text("先不收款", "do not charge yet"),
    Charge.YES: Text("可以再收一次", "may charge once more"),
}
_CHARGE_SHORT = {
    Charge.NO: Text("不再收", "no charge"),
    Charge.UNKNOWN: Text("先不收", "not yet"),
    Charge.YES: Text("可再收", "may charge"),
}
_CORNER = Text("终端 ＼ 银行", "Terminal \\ bank")
_BANKS = (Bank.DEBITED, Bank.NOT_DEBITED, Bank.RETURNED, Bank.UNKNOWN, None)
_TERMINALS = (*Terminal, None)
_COLUMN = WIDTH / (len(_BANKS) + 1)


def verdict_strips(chapter: Chapter) -> list[Strip]:
    """Return the section on the verdict."""
    case = chapter.case
    strips = [
        part_heading(
            chapter.setter,
            chapter.numeral(5),
            chapter.say(TITLE),
            anchor=chapter.anchor("verdict"),
            level=chapter.level,
        )
    ]
    for attempt in case.attempts:
        strips += _attempt(chapter, attempt)
    for tender in case.tenders:
        label = chapter.say(OTHER_TENDER, means=tender.means)
        strips += [*_label(chapter, label), _boxes(chapter, CASH_TAKEN, None, None)]
    if len(case.facts) > 1:
        words = chapter.say(
            STRICTEST,
            state=chapter.say(STATE_WORDS[case.verdict.state]),
            charge=chapter.say(CHARGE_WORDS[case.verdict.charge_again]),
        )
        strips += paragraph(chapter.setter, (Run(words, BODY.bold()),), before=8.0)
    strips += paragraph(
        chapter.setter, (Run(chapter.say(EXPLAINED), SMALL),), before=12.0, with_next=True
    )
    return [*strips, *_matrix(chapter)]


def _attempt(chapter: Chapter, attempt: Attempt) -> list[Strip]:
    strips: list[Strip] = []
    if len(chapter.case.attempts) > 1:
        strips += _label(chapter, chapter.say(ATTEMPT, number=attempt.number))
        if attempt != subject(chapter) and attempt.slip.values():
            strips += key_table(chapter, attempt)
    boxes = _boxes(chapter, attempt.facts, attempt.terminal_source, attempt.bank_source)
    return [*strips, boxes]


def _label(chapter: Chapter, words: str) -> list[Strip]:
    return paragraph(chapter.setter, (Run(words, BODY.bold()),), before=8.0, with_next=True)


def _boxes(
    chapter: Chapter, facts: Facts, terminal_source: str | None, bank_source: str | None
) -> Strip:
    """Return terminal + bank = result, in three boxes."""
    setter, found = chapter.setter, verdict(facts)
    result = f"{chapter.say(STATE_WORDS[found.state])}\n{chapter.say(CHARGE_WORDS[found.charge_again])}"
    told = (
        (TERMINAL_SAYS, chapter.say(TERMINAL_WORDS[facts.terminal]), _source(chapter, terminal_source)),
        (BANK_SAYS, chapter.say(BANK_WORDS[facts.bank]), _source(chapter, bank_source)),
        (RESULT, result, ""),
    )
    gap = 22.0
    width = (WIDTH - 2 * gap) / 3
    inner = width - 18
    columns = [
        (
            *setter.lines((Run(chapter.say(label), CAPTION),), inner),
            *setter.lines((Run(words, BODY.bold()),), inner),
            *(setter.lines((Run(source, CAPTION),), inner) if source else ()),
        )
        for label, words, source in told
    ]
    height = max(sum(line.leading for line in lines) for lines in columns) + 14
    signs = [setter.line(sign, BODY, 20) for sign in "+="]

    def draw(pen: Pen, y: float) -> None:
        for at, lines in enumerate(columns):
            x = LEFT + at * (width + gap)
            last = at == len(columns) - 1
            pen.box(x, y, width, height, line=INK if last else FRAME, thickness=1.6 if last else 0.6)
            pen.lines(lines, x + 9, y + 7)
        for at, sign in enumerate(signs, 1):
            pen.centred(sign, LEFT + at * (width + gap) - gap / 2, y + height / 2 - 8)

    return Strip(height, draw, 6.0)


def _source(chapter: Chapter, source: str | None) -> str:
    return chapter.say(SOURCE_WORDS[Source(source)]) if source else ""


def _matrix(chapter: Chapter) -> list[Strip]:
    """Return the whole matrix, row by row, kept together."""
    found = set(chapter.case.facts)
    head = [chapter.say(_CORNER), *(chapter.say(BANK_WORDS[bank]) for bank in _BANKS)]
    top = _matrix_row(chapter, [(words, "label") for words in head])
    strips = [replace(top, before=4.0)]
    for terminal in _TERMINALS:
        cells = [(chapter.say(TERMINAL_WORDS[terminal]), "label")]
        for bank in _BANKS:
            judged = verdict(Facts(terminal, bank))
            words = f"{chapter.say(STATE_WORDS[judged.state])}\n{chapter.say(_CHARGE_SHORT[judged.charge_again])}"
            cells.append((words, "found" if Facts(terminal, bank) in found else "cell"))
        strips.append(_matrix_row(chapter, cells))
    kept = [replace(strip, with_next=True) for strip in strips[:-1]]
    return [*kept, strips[-1]]


def _matrix_row(chapter: Chapter, cells: list[tuple[str, str]]) -> Strip:
    wrapped = []
    for words, kind in cells:
        first, _, second = words.partition("\n")
        plain = FINE.in_colour(PAPER if kind == "found" else INK)
        strong = plain.bold() if kind == "found" or second else plain
        runs = [Run(first, strong)] if not second else [Run(f"{first}\n", strong), Run(second, plain)]
        wrapped.append(chapter.setter.lines(runs, _COLUMN - 8))
    height = max(sum(line.leading for line in lines) for lines in wrapped) + 7
    fills = {"label": TINT, "found": INK, "cell": None}

    def draw(pen: Pen, y: float) -> None:
        for at, ((_, kind), lines) in enumerate(zip(cells, wrapped, strict=True)):
            x = LEFT + at * _COLUMN
            pen.box(x, y, _COLUMN, height, line=FRAME, fill=fills[kind])
            pen.lines(lines, x + 4, y + 3.5)

    return Strip(height, draw)
