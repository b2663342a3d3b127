"""Shows how the verdict follows: the two facts, their result, and the place in the matrix."""

from __future__ import annotations

from posdesk.domain.case import Attempt
from posdesk.domain.facts import (
    BANK_WORDS,
    SOURCE_WORDS,
    TERMINAL_WORDS,
    Facts,
    Source,
)
from posdesk.domain.money_state import STATE_WORDS, Charge
from posdesk.domain.text import Text
from posdesk.domain.verdict import verdict
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.bundle.matrix import matrix_strips
from posdesk.reports.typeset.blocks import heading, paragraph
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import label, told
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.style import (
    BODY,
    CAPTION,
    FRAME,
    INK,
    LEFT,
    SMALL,
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
OTHER_TENDER = Text(
    "付款人另付（{means}）：算作已付款，不再收款。",
    "Paid otherwise ({means}): counts as paid, do not charge again.",
)
STRICTEST = Text(
    "多次付款时，以最严的一次为准：{state}，{charge}。",
    "Of several payments the strictest verdict holds: {state}, {charge}.",
)
CHARGE_WORDS = {
    Charge.NO: Text("不再收款", "do not charge again"),
    Charge.UNKNOWN: Text("先不收款", "do not charge yet"),
    Charge.YES: Text("可以再收一次", "may charge once more"),
}


def verdict_strips(chapter: Chapter) -> list[Strip]:
    """Return the section on the verdict."""
    case = chapter.case
    strips = [
        heading(
            chapter.setter,
            chapter.nth("verdict"),
            TITLE,
            anchor=chapter.anchor("verdict"),
            level=chapter.level,
        )
    ]
    for attempt in case.attempts:
        strips += _attempt(chapter, attempt)
    for tender in case.tenders:
        strips += told(chapter.setter, filled(OTHER_TENDER, means=tender.means), BODY, before=8.0)
    if len(case.facts) > 1:
        words = filled(
            STRICTEST,
            state=STATE_WORDS[case.verdict.state],
            charge=CHARGE_WORDS[case.verdict.charge_again],
        )
        strips += told(chapter.setter, words, BODY.bold(), before=8.0)
    if not chapter.single:  # the matrix is the same in every chapter of many
        return strips
    strips += told(chapter.setter, EXPLAINED, SMALL, before=12.0, with_next=True)
    return [*strips, *matrix_strips(chapter)]


def _attempt(chapter: Chapter, attempt: Attempt) -> list[Strip]:
    strips: list[Strip] = []
    if len(chapter.case.attempts) > 1:
        words = label(chapter.setter, filled(ATTEMPT, number=attempt.number), BODY.bold())
        strips += paragraph(chapter.setter, words, before=8.0, with_next=True)
    boxes = _boxes(chapter, attempt.facts, attempt.terminal_source, attempt.bank_source)
    return [*strips, boxes]


def _boxes(
    chapter: Chapter, facts: Facts, terminal_source: str | None, bank_source: str | None
) -> Strip:
    """Return terminal + bank = result, in three boxes."""
    setter, found = chapter.setter, verdict(facts)
    boxes = (
        (TERMINAL_SAYS, (TERMINAL_WORDS[facts.terminal],), _source(terminal_source)),
        (BANK_SAYS, (BANK_WORDS[facts.bank],), _source(bank_source)),
        (RESULT, (STATE_WORDS[found.state], CHARGE_WORDS[found.charge_again]), ()),
    )
    gap = 22.0
    width = (WIDTH - 2 * gap) / 3
    inner = width - 18
    columns = [
        (
            *setter.lines(label(setter, name, CAPTION, below=True), inner),
            *(
                line
                for words in strong
                for line in setter.lines(label(setter, words, BODY.bold(), below=True), inner)
            ),
            *(
                line
                for words in source
                for line in setter.lines(label(setter, words, CAPTION, below=True), inner)
            ),
        )
        for name, strong, source in boxes
    ]
    height = max(sum(line.leading for line in lines) for lines in columns) + 14
    signs = [setter.line(sign, BODY, 20) for sign in "+="]

    def draw(pen: Pen, y: float) -> None:
        for at, lines in enumerate(columns):
            x = LEFT + at * (width + gap)
            last = at == len(columns) - 1
            pen.box(
                x, y, width, height, line=INK if last else FRAME, thickness=1.6 if last else 0.6
            )
            pen.lines(lines, x + 9, y + 7)
        for at, sign in enumerate(signs, 1):
            pen.centred(sign, LEFT + at * (width + gap) - gap / 2, y + height / 2 - 8)

    return Strip(height, draw, 6.0)


def _source(source: str | None) -> tuple[Text, ...]:
    return (SOURCE_WORDS[Source(source)],) if source else ()
