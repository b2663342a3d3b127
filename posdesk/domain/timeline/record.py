"""What was learnt about the payment, told: the slip, the two facts, the goods, the promise."""

from __future__ import annotations

from posdesk.domain.event import (
    AttemptAdded,
    CaseOpened,
    DetailsCorrected,
    FactLearnt,
    GoodsMarked,
    NoteAdded,
    OtherTenderTaken,
    Promised,
    SlipRecorded,
)
from posdesk.domain.facts import (
    BANK_WORDS,
    SOURCE_WORDS,
    TERMINAL_WORDS,
    Bank,
    Source,
    Terminal,
)
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.domain.timeline.shown import GOODS_WORDS, shown_value
from posdesk.domain.timeline.telling import sentence
from posdesk.domain.transaction import SLIP_FIELDS


@sentence.register
def _(event: CaseOpened) -> Text:
    if not event.symptom:
        return Text("开始登记。", "The case was opened.")
    return Text(f"情况：{event.symptom}", f"Reported: {event.symptom}")


@sentence.register
def _(event: SlipRecorded) -> Text:
    zh = "，".join(
        f"{SLIP_FIELDS[n].label.zh_CN} {shown_value(n, v)}" for n, v in event.values.items()
    )
    en = ", ".join(
        f"{SLIP_FIELDS[n].label.en} {shown_value(n, v)}" for n, v in event.values.items()
    )
    if event.why:
        return Text(f"更正：{zh}（{event.why}）", f"Corrected: {en} ({event.why})")
    return Text(f"记下：{zh}", f"Noted: {en}")


@sentence.register
def _(event: DetailsCorrected) -> Text:
    said = [v for v in (event.symptom, event.flow, event.cashier) if v is not None]
    return Text(
        f"更正：{'，'.join(said)}（{event.why}）", f"Corrected: {', '.join(said)} ({event.why})"
    )


@sentence.register
def _(event: FactLearnt) -> Text:
    zh, en = [], []
    if event.terminal:
        words = TERMINAL_WORDS[Terminal(event.terminal)]
        zh.append(f"终端：{words.zh_CN}")
        en.append(f"Terminal: {words.en}")
    if event.bank:
        words = BANK_WORDS[Bank(event.bank)]
        zh.append(f"银行：{words.zh_CN}")
        en.append(f"Bank: {words.en}")
    if event.source:
        source = SOURCE_WORDS[Source(event.source)]
        zh.append(f"来自{source.zh_CN}")
        en.append(f"from {source.en}")
    if event.ticket:
        zh.append(f"工单 {event.ticket}")
        en.append(f"ticket {event.ticket}")
    if event.why:
        return Text(
            f"更正：{'，'.join(zh)}（{event.why}）", f"Corrected: {', '.join(en)} ({event.why})"
        )
    return Text("，".join(zh), ", ".join(en))


@sentence.register
def _(event: AttemptAdded) -> Text:
    return Text(
        f"又付了一次：第 {event.attempt} 次", f"Tried to pay again: attempt {event.attempt}"
    )


@sentence.register
def _(event: OtherTenderTaken) -> Text:
    return Text(
        f"客人坚持另付：{event.means}，经理 {event.manager}，已写双付说明：{event.note}",
        f"Paid otherwise at the customer's wish: {event.means}, manager {event.manager},"
        f" double-payment note: {event.note}",
    )


@sentence.register
def _(event: NoteAdded) -> Text:
    return Text(f"备注：{event.text}", f"Note: {event.text}")


@sentence.register
def _(event: GoodsMarked) -> Text:
    return GOODS_WORDS[event.goods]


@sentence.register
def _(event: Promised) -> Text:
    by = date_and_time(event.by)[:-3]
    return Text(f"答应客人：{event.what}，{by} 前", f"Promised: {event.what}, by {by}")
