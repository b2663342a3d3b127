"""Sets the facts of a slip as a table, and names those that a bank will ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.domain.bundle.keys import keys_of, wanted_keys
from posdesk.domain.bundle.knowledge import codes_of
from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.case import Attempt
from posdesk.domain.text import Text
from posdesk.domain.timeline import shown_value
from posdesk.domain.transaction import SLIP_FIELDS, missing_fields
from posdesk.reports.bundle import letter
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.bundle.payout_facts import payout_keys
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import label, paired
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import (
    AMOUNT,
    BODY,
    SMALL,
)
from posdesk.reports.typeset.tables import GRID, Cell, Look, table

_ANSWER_CODE = Text("终端应答", "Response code")
_LIST = Text("、", ", ")
ALSO, NTH = Text("另一笔", "Also"), Text("第 {number} 次付款", "Payment {number}")
_OTHERS = ("order_no", "at", "amount", "card", "trace", "batch", "terminal_id", "rrn")
_WIDE = {"order_no": 150, "card": 118, "at": 122, "rrn": 92}


def key_table(chapter: Chapter, attempt: Attempt, look: Look = GRID) -> list[Strip]:
    """Return the known facts of an attempt's slip, the fields banks search by first."""
    cells = [(Cell(name, tinted=True), Cell(runs)) for name, runs in _pairs(chapter, attempt)]
    rows = [[*left, *right] for left, right in zip(cells[::2], cells[1::2], strict=False)]
    wide = 110 if chapter.setter.lang == "en" else 84 if chapter.setter.both else 66
    strips = table(chapter.setter, (wide, 244 - wide) * 2, rows, look=look)
    if len(cells) % 2:  # the last one has the whole width rather than a blank beside it
        strips += table(chapter.setter, (wide, 488 - wide), cells[-1:], look=look)
    return strips


def other_payments(chapter: Chapter, look: Look = GRID) -> list[Strip]:
    """Return the other payments of a case, a row each, that the letter speaks of too."""
    others = [a for a in chapter.case.attempts if a != chapter.attempt and a.slip.values()]
    names = [n for n in _OTHERS if _tells(n, others, chapter.attempt)]
    if not others or not names or chapter.kind is RequestKind.PAYOUT:
        return []
    setter = chapter.setter
    labels = [ALSO, *(SLIP_FIELDS[name].label for name in names)]
    head = [Cell(label(setter, words, SMALL, below=True), tinted=True) for words in labels]
    rows = [
        [
            Cell(label(setter, filled(NTH, number=a.number), BODY, below=True)),
            *(Cell((Run(_shown(a, n), BODY),)) for n in names),
        ]
        for a in others
    ]
    widths = (74, *(_WIDE.get(name, 64) for name in names))
    first, *rest = table(setter, widths, rows, head=head, look=look)
    return [replace(first, before=6.0), *rest]


def _tells(name: str, others: Iterable[Attempt], subject: Attempt) -> bool:
    """Return whether a field tells the others apart from the payment whose table stands above."""
    values = {getattr(attempt.slip, name) for attempt in others}
    same = values <= {getattr(subject.slip, name)}
    return values != {None} and not (same and name not in ("at", "amount"))


def _shown(attempt: Attempt, name: str) -> str:
    known = attempt.slip.values()
    return shown_value(name, known[name]) if name in known else "—"


def _pairs(chapter: Chapter, attempt: Attempt) -> Iterable[tuple[tuple[Run, ...], tuple[Run, ...]]]:
    slip = attempt.slip
    known = slip.values()
    if chapter.case.shop:
        known.setdefault("merchant_name", chapter.case.shop)
    if chapter.kind is RequestKind.PAYOUT:
        for words, value in payout_keys(chapter.case):
            yield label(chapter.setter, words, SMALL, below=True), (Run(value, BODY),)
    first = keys_of(slip, chapter.kind)
    for name in (*first, *(n for n in SLIP_FIELDS if n not in first)):
        if name in known:
            style = AMOUNT if name == "amount" else BODY
            yield (
                label(chapter.setter, SLIP_FIELDS[name].label, SMALL, below=True),
                (Run(shown_value(name, known[name]), style),),
            )
    codes = codes_of(chapter.case, attempt.number)
    if codes:
        yield label(chapter.setter, _ANSWER_CODE, SMALL, below=True), (Run(codes[-1], BODY),)


def missing_line(chapter: Chapter, attempt: Attempt) -> list[Strip]:
    """Return the line that names what a bank will ask for and nobody knows yet."""
    wanted = [field.label for field in missing_fields(attempt.slip)]
    if chapter.kind is RequestKind.PAYOUT:
        wanted = list(wanted_keys(chapter.case, chapter.kind))
    if not wanted:
        return []
    halves = [tuple(_missing(half, wanted)) for half in chapter.halves]
    return paired(chapter.setter, halves, before=4.0)


def _missing(chapter: Chapter, wanted: Iterable[Text]) -> Iterable[Run]:
    names = chapter.say(_LIST).join(map(chapter.say, wanted))
    yield Run(chapter.say(letter.MISSING), SMALL.in_colour(BODY.colour).bold())
    yield Run(f"　{names}{chapter.say(letter.STOP)}", SMALL.in_colour(BODY.colour))
