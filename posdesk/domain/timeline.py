"""One sentence for each event, in both languages, for screens, PDFs and hand-overs."""

from __future__ import annotations

from functools import singledispatch

from posdesk.domain.card import parse_card
from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    CallLogged,
    CaseOpened,
    CasesLinked,
    DetailsCorrected,
    Event,
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    FactLearnt,
    GoodsMarked,
    HandedOver,
    NoteAdded,
    OtherTenderTaken,
    PayoutTracked,
    Promised,
    SlipRecorded,
    StateChanged,
    StepDone,
    SteppedBack,
    StepPlanned,
    WalkStarted,
    WrittenOff,
)
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.facts import (
    BANK_WORDS,
    SOURCE_WORDS,
    TERMINAL_WORDS,
    Bank,
    Source,
    Terminal,
)
from posdesk.domain.life import LIFE_WORDS, PARTY_WORDS, WAYS, Life, Party
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import outcome_words
from posdesk.domain.text import Text
from posdesk.domain.transaction import SLIP_FIELDS, SlipValue

GOODS_WORDS: dict[str, Text] = {
    "held": Text("货物先留店里", "Goods held in the shop"),
    "released": Text("货物已交客人", "Goods handed over"),
}


@singledispatch
def sentence(event: Event) -> Text | None:
    """Return what ``event`` tells in one sentence, ``None`` where it tells a reader nothing."""
    return None


@sentence.register
def _(event: CaseOpened) -> Text:
    if not event.symptom:
        return Text("开始登记。", "The case was opened.")
    return Text(f"客人说：{event.symptom}", f"The customer says: {event.symptom}")


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
def _(event: WalkStarted) -> Text:
    return Text(f"开始查：{event.title.zh_CN}", f"Flow begun: {event.title.en}")


@sentence.register
def _(event: Answered) -> Text:
    code = f" {event.code}" if event.code else ""
    zh = f"{_flat(event.question.zh_CN)}　{_flat(event.answer_text.zh_CN)}{code}"
    en = f"{_flat(event.question.en)} {_flat(event.answer_text.en)}{code}"
    if event.outcome_text:
        zh += f"　结果：{_flat(event.outcome_text.zh_CN)}"
        en += f" Result: {_flat(event.outcome_text.en)}"
    return Text(zh, en)


@sentence.register
def _(event: SteppedBack) -> Text:
    return Text(
        f"退回一步，重新回答：{_flat(event.question.zh_CN)}",
        f"Went back to answer again: {_flat(event.question.en)}",
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


@sentence.register
def _(event: ExhibitAttached) -> Text:
    kind = EXHIBIT_KINDS[event.kind]
    return Text(f"附上{kind.zh_CN}：{event.name}", f"Attached: {kind.en}, {event.name}")


@sentence.register
def _(event: ExhibitCovered) -> Text:
    count = len(event.boxes)
    return Text(
        f"遮盖了 {count} 处，原图已删除",
        f"Covered in {count} places; what was below is gone",
    )


@sentence.register
def _(event: ExhibitDescribed) -> Text:
    zh, en = [], []
    if event.kind:
        words = EXHIBIT_KINDS[event.kind]
        zh.append(f"改为{words.zh_CN}")
        en.append(f"is now: {words.en}")
    if event.about:
        zh.append(event.about)
        en.append(event.about)
    return Text(f"证据{'，'.join(zh)}", f"Exhibit {', '.join(en)}")


@sentence.register
def _(event: StateChanged) -> Text:
    words = LIFE_WORDS[Life(event.to)]
    zh, en = words.zh_CN, words.en
    if event.waiting_for:
        party = PARTY_WORDS[Party(event.waiting_for)]
        zh, en = f"等{party.zh_CN}答复", f"Waiting for the {party.en}"
    if event.outcome:
        outcome = outcome_words(event.outcome)
        zh, en = f"{zh}（{outcome.zh_CN}）", f"{en} ({outcome.en})"
    why = event.why
    return Text(f"{zh}{f'：{why}' if why else ''}", f"{en}{f': {why}' if why else ''}")


@sentence.register
def _(event: CallLogged) -> Text:
    way, party = WAYS[event.how], PARTY_WORDS[Party(event.who)]
    zh, en = [f"{way.zh_CN}{party.zh_CN}"], [f"{way.en} the {party.en}"]
    if event.name:
        zh.append(event.name)
        en.append(event.name)
    if event.ticket:
        zh.append(f"工单 {event.ticket}")
        en.append(f"ticket {event.ticket}")
    if event.said:
        zh.append(event.said)
        en.append(event.said)
    if event.promise_by:
        by = date_and_time(event.promise_by)[:-3]
        zh.append(f"{by} 前答复")
        en.append(f"answer by {by}")
    return Text("，".join(zh), ", ".join(en))


@sentence.register
def _(event: StepDone) -> Text:
    came = event.came
    return Text(
        f"做了：{event.what.zh_CN}{f'。{came}' if came else ''}",
        f"Done: {event.what.en}{f'. {came}' if came else ''}",
    )


@sentence.register
def _(event: StepPlanned) -> Text:
    by = date_and_time(event.by)[:-3]
    why = event.why
    return Text(
        f"定在 {by}：{event.what.zh_CN}{f'（{why}）' if why else ''}",
        f"Planned for {by}: {event.what.en}{f' ({why})' if why else ''}",
    )


@sentence.register
def _(event: CasesLinked) -> Text:
    return Text(
        f"和案件 {event.number} 是同一笔钱：{event.why}",
        f"Same money as case {event.number}: {event.why}",
    )


@sentence.register
def _(event: PayoutTracked) -> Text:
    zh, en = [], []
    for value, zh_word, en_word in (
        (event.returned_on, "打款退回", "payout returned"),
        (event.amount and show_amount(event.amount), "金额", "amount"),
        (event.cause, "原因", "cause"),
        (event.document, "已更正", "corrected"),
        (event.repay_on, "重打日期", "to be paid again on"),
        (event.repaid_at and date_and_time(event.repaid_at)[:-3], "已到账", "arrived"),
    ):
        if value:
            zh.append(f"{zh_word} {value}")
            en.append(f"{en_word} {value}")
    return Text("，".join(zh), ", ".join(en))


@sentence.register
def _(event: WrittenOff) -> Text:
    amount = show_amount(event.amount)
    return Text(f"核销 {amount}：{event.why}", f"Written off {amount}: {event.why}")


@sentence.register
def _(event: HandedOver) -> Text:
    return Text(f"交给 {event.to}：{event.why}", f"Handed over to {event.to}: {event.why}")


def shown_value(name: str, value: SlipValue | None) -> str:
    """Return a stored slip value as people read it; a dash where it was taken away."""
    if value is None:
        return "—"
    if isinstance(value, int):
        return show_amount(value)
    if name == "card":
        return parse_card(value).shown()
    return date_and_time(value) if name == "at" else value


def _flat(words: str) -> str:
    """Return ``words`` on one line."""
    return words.replace("\n", "")
