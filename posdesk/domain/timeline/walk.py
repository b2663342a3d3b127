"""The way through a flow, told: what was asked, what was answered, to whom it went."""

from __future__ import annotations

from posdesk.domain.event import (
    Answered,
    HandedOver,
    SteppedBack,
    WalkStarted,
)
from posdesk.domain.text import Text
from posdesk.domain.timeline.telling import sentence


@sentence.register
def _(event: WalkStarted) -> Text:
    return Text(f"开始查：{event.title.zh_CN}", f"Flow begun: {event.title.en}")


@sentence.register
def _(event: Answered) -> Text:
    code = f" {event.code}" if event.code else ""
    zh = f"{_flat(event.question.zh_CN)}　{_flat(event.answer_text.zh_CN)}{code}"
    en = f"{_flat(event.question.en)} {_flat(event.answer_text.en)}{code}"
    if event.outcome_text:
        zh = f"{zh.rstrip('。')}。结果：{_flat(event.outcome_text.zh_CN)}"
        en = f"{en.rstrip('.')}. Result: {_flat(event.outcome_text.en)}"
    return Text(zh, en)


@sentence.register
def _(event: SteppedBack) -> Text:
    return Text(
        f"退回一步，重新回答：{_flat(event.question.zh_CN)}",
        f"Went back to answer again: {_flat(event.question.en)}",
    )


@sentence.register
def _(event: HandedOver) -> Text:
    return Text(f"交给 {event.to}：{event.why}", f"Handed over to {event.to}: {event.why}")


def _flat(words: str) -> str:
    """Return ``words`` on one line."""
    return words.replace("\n", "")
