"""What happens to a case after the walk, told: calls, steps, states, money on its way."""

from __future__ import annotations

from posdesk.domain.event import (
    CallLogged,
    CasesLinked,
    PayoutTracked,
    StateChanged,
    StepDone,
    StepPlanned,
    WrittenOff,
)
from posdesk.domain.life import LIFE_WORDS, PARTY_WORDS, WAYS, Life, Party
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import outcome_words
from posdesk.domain.text import Text
from posdesk.domain.timeline.telling import sentence


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


_SPOKE = {
    "call_in": "{party}来电",
    "letter_in": "{party}来函",
    "message": "给{party}留言",
    "visit": "和{party}当面说",
}
"""Ways whose word does not stand before the party."""


@sentence.register
def _(event: CallLogged) -> Text:
    way, party = WAYS[event.how], PARTY_WORDS[Party(event.who)]
    zh = [_SPOKE.get(event.how, f"{way.zh_CN}{{party}}").format(party=party.zh_CN)]
    en = [f"{way.en} the {party.en}"]
    if event.name:
        zh.append(event.name)
        en.append(event.name)
    if event.ticket:
        zh.append(f"工单 {event.ticket}")
        en.append(f"ticket {event.ticket}")
    if said := event.said.rstrip("。.，,；; "):
        zh.append(said)
        en.append(said)
    if event.promise_by:
        by = date_and_time(event.promise_by)[:-3]
        zh.append(f"{by} 前答复")
        en.append(f"answer by {by}")
    return Text("，".join(zh), ", ".join(en))


@sentence.register
def _(event: StepDone) -> Text:
    zh, en, came = event.what.zh_CN, event.what.en, event.came
    if came:
        zh += came if zh.endswith("？") else f"。{came}"
        en += f" {came}" if en.endswith("?") else f". {came}"
    return Text(f"做了：{zh}", f"Done: {en}")


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
