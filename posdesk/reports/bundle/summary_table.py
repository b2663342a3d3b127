"""Every payment of a collective bundle in one table: what banks search by, its state, its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from posdesk.domain.bundle.overview import Overview, Payment, Sum
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS
from posdesk.domain.moment import date_and_time, from_iso, weekday
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS
from posdesk.domain.text import LANGS, Text
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import label
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import ACCENT, BODY, CAPTION, INK, LEFT, RIGHT, WIDTH
from posdesk.reports.typeset.tables import Cell, Look, table

COLUMNS = (
    Text("案件", "Case"),
    Text("时间", "Time"),
    Text("终端", "Terminal"),
    Text("凭证号、订单号", "Trace, order no."),
    Text("金额", "Amount"),
    Text("终端怎么说", "Terminal says"),
    Text("银行怎么说", "Bank says"),
    Text("状态", "State"),
    Text("页", "Page"),
)
DAY = Text("{day} {weekday}，{count} 笔，{amount}", "{day} {weekday}: {count} payments, {amount}")
CONTINUED = Text("（续）", " (continued)")
TAKEN_DOWN = Text("登记 {time}", "noted {time}")
NOT_TAKEN_DOWN = Text("未记下", "not taken down")
ALL = Text("合计 {count} 笔", "All {count} payments")
OPEN = Text("其中未了结 {count} 笔", "Of these not settled: {count}")
UNKNOWN = Text("{count} 笔金额未记下", "amount of {count} not taken down")
STATE_COLUMNS = (Text("状态", "State"), Text("笔数", "Payments"), Text("金额", "Amount"))
_WIDTHS = (52, 46, 50, 76, 56, 62, 54, 64, 30)
_OF_SHOPS = (52, 46, 60, 74, 54, 62, 50, 62, 30)
_ROOMY = Look(grid=False, pad_x=3.5, pad_y=2.2)
_BLACK = CAPTION.in_colour(INK)
_RIGHT = (4, 8)


def summary_strips(chapters: Sequence[Chapter], seen: Overview) -> list[Strip]:
    """Return the table of all payments by day, with what they sum up to at its end."""
    first = chapters[0]
    setter, strips = first.setter, list[Strip]()
    shops = len(seen.shops) > 1
    head = [
        Cell(label(setter, words, CAPTION, below=True), align=_align(at))
        for at, words in enumerate(COLUMNS)
    ]
    for _, of_day in groupby(seen.payments, key=lambda p: from_iso(p.at).date()):
        payments = list(of_day)
        day = _day(setter, payments)
        again = _band(setter, _with(day, CONTINUED))
        rows = [_row(chapters[p.chapter - 1], p, shops) for p in payments]
        body = table(
            setter, _OF_SHOPS if shops else _WIDTHS, rows, head=head, look=_ROOMY, above=(again,)
        )
        if not strips:
            strips = [_band(setter, day, before=2.0), *body]
            continue
        # The head stands over the first day, and over one that begins a page.
        band = replace(_band(setter, day, before=8.0), heads=(body[0],))
        strips += [band, *body[1:]]
    # The sums never stand on a page without a payment above them.
    return [*strips[:-1], replace(strips[-1], with_next=True), *_totals(setter, seen)]


def state_strips(setter: Setter, seen: Overview) -> list[Strip]:
    """Return the payments and amounts by state, what is open first."""
    head = [
        Cell(label(setter, words, CAPTION), tinted=True, align="right" if at else "left")
        for at, words in enumerate(STATE_COLUMNS)
    ]
    rows = [
        (
            Cell((*label(setter, STATE_WORDS[state], BODY), *_unknown(setter, added))),
            Cell((Run(str(added.payments), BODY),), align="right"),
            Cell((Run(_amount(setter, added), BODY),), align="right"),
        )
        for state, added in seen.states
    ]
    return table(setter, (300, 70, 118), rows, head=head, look=Look(pad_y=2.2))


def _row(chapter: Chapter, payment: Payment, shops: bool) -> tuple[Cell, ...]:
    setter, attempt, slip = chapter.setter, payment.attempt, payment.attempt.slip
    anchor = chapter.anchor("letter")
    number = payment.case.number or payment.case.id[:8]
    many = f" ({attempt.number})" if len(payment.case.attempts) > 1 else ""
    clock = date_and_time(payment.at)[11 : 16 if not payment.timed else 19]
    time = clock if payment.timed else setter.show(filled(TAKEN_DOWN, time=clock))
    shop = f"\n{payment.case.shop}" if shops and payment.case.shop else ""
    told = (
        (Run(number + many, _BLACK.bold().in_colour(ACCENT), anchor),),
        (Run(time, _BLACK),),
        (Run((payment.terminal or "–") + shop, _BLACK),),
        (Run("\n".join(n for n in (slip.trace, slip.order_no) if n) or "–", _BLACK),),
        (Run("–" if slip.amount is None else show_amount(slip.amount), _BLACK.bold()),),
        label(setter, TERMINAL_WORDS[attempt.facts.terminal], _BLACK, below=True),
        label(setter, BANK_WORDS[attempt.facts.bank], _BLACK, below=True),
        label(
            setter,
            STATE_WORDS[payment.state],
            _BLACK.bold() if payment.is_open else _BLACK,
            below=True,
        ),
        (Run(chapter.page(anchor), _BLACK, anchor),),
    )
    return tuple(Cell(runs, align=_align(at)) for at, runs in enumerate(told))


def _align(column: int) -> str:
    return "right" if column in _RIGHT else "left"


def _day(setter: Setter, payments: Sequence[Payment]) -> Text:
    moment = from_iso(payments[0].at)
    added = sum(p.attempt.slip.amount or 0 for p in payments)
    zh, en = LANGS
    return filled(
        DAY,
        day=moment.date().isoformat(),
        weekday=Text(weekday(moment, zh), weekday(moment, en)),
        count=len(payments),
        amount=show_amount(added),
    )


def _with(words: Text, more: Text) -> Text:
    return Text(words.zh_CN + more.zh_CN, words.en + more.en)


def _band(setter: Setter, words: Text, *, before: float = 0.0) -> Strip:
    line = setter.line(setter.say(words), BODY.bold(), WIDTH)
    height = line.leading + 4

    def draw(pen: Pen, y: float) -> None:
        pen.line(line, LEFT, y + 1)
        pen.rule(LEFT, y + height, RIGHT, y + height, colour=INK, thick=0.8)

    return Strip(height, draw, before, with_next=True)


def _totals(setter: Setter, seen: Overview) -> list[Strip]:
    """Return the sums, which stay together."""
    rows = [
        (
            Cell(
                (
                    *label(setter, filled(words, count=added.payments), BODY.bold()),
                    *_unknown(setter, added),
                ),
            ),
            Cell((Run(_amount(setter, added), BODY.bold()),), align="right"),
        )
        for words, added in ((ALL, seen.all), (OPEN, seen.open))
    ]
    first, *rest = table(setter, (360, 128), rows, look=Look(pad_y=3.0))
    return [replace(first, with_next=True), *rest]


def _unknown(setter: Setter, added: Sum) -> tuple[Run, ...]:
    """Return the note that amounts are missing in a sum."""
    if not added.unknown:
        return ()
    note = label(setter, filled(UNKNOWN, count=added.unknown), CAPTION)
    return (Run("　", CAPTION), *note)


def _amount(setter: Setter, added: Sum) -> str:
    if added.unknown and added.unknown == added.payments:
        return setter.show(NOT_TAKEN_DOWN)
    return show_amount(added.fen)
