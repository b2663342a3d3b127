"""What is said of a response code outside a walk, where no facts are known: never to charge again.

The table's own advice ("other card", "retry once") holds only where a walk has found the verdict to
be "yes"; here every sentence is one of those below, whatever a shop's own table says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from posdesk.domain.codes import CodeBook, Consequence, ResponseCode, tidy_code
from posdesk.domain.text import Text

_AGAIN: Final = re.compile(
    r"重(?:新)?(?:送入|做|来)|再(?:做|来)|\bre-?(?:enter|submit|do|insert)|\bretry",
    re.IGNORECASE,
)
_NOT_FOLLOWED: Final = Text(
    "屏幕上的提示，先不照做", "What the screen says; do not follow it before it is clear"
)
_SAID_SAFELY: Final = {"94": Text("交易重复", "Duplicate transaction")}
"""Meanings that name what has happened in words that could be taken for advice."""

_UNCERTAIN: Final = {
    "yes": Text(
        "可能已扣款：查清前不再收，按流程去查。",
        "Money may have moved: charge nothing until it is clear, follow the flow.",
    ),
    "check": Text(
        "看不出扣没扣：查清前不再收，按流程去查。",
        "The code does not tell if money moved: charge nothing until it is clear, follow the flow.",
    ),
}
_APPROVED: Final = Text(
    "这笔成功：核对单子，没出单按“重打印”，不再收。",
    "Approved: check the slip, press Reprint if none came out, charge nothing more.",
)
_DECLINED: Final = {
    "issuer_declined": Text(
        "发卡行没批，原因问发卡行；下一步按流程走。",
        "The issuer refused; the cardholder asks it why. Follow the flow for the next step.",
    ),
    "capture": Text(
        "发卡行不放行：不扣卡，不争执，问收单机构。",
        "The issuer stops this card: do not hold it back, do not argue, ask the acquirer.",
    ),
    "customer_input": Text(
        "输入的没对上：核对后按流程走。",
        "What was entered does not fit: check it, then follow the flow.",
    ),
    "terminal": Text(
        "机器或读卡的问题：按流程看机器。",
        "A matter of the terminal or of reading the card: follow the flow.",
    ),
    "merchant_setup": Text(
        "本店或机器没开通：停下，问收单机构。",
        "The shop or terminal is not set up for this: stop and ask the acquirer.",
    ),
    "acquirer_system": Text(
        "收单或银联那边的问题：停下，问收单机构。",
        "A matter of the acquirer or the switch: stop and ask the acquirer.",
    ),
    "related_txn": Text(
        "和原交易对不上：先查原来那笔。",
        "It does not fit the original payment: look that one up first.",
    ),
    "network": Text(
        "线路那边正忙：等几分钟，先查这笔。",
        "The line is busy: wait some minutes and look this payment up first.",
    ),
}
_OTHER_DECLINED: Final = Text(
    "这笔没批：下一步按流程走。", "It was refused: follow the flow for the next step."
)


@dataclass(frozen=True, slots=True)
class CodeAdvice:
    """A code as it was asked for, what it means, and what may be said of it outside a walk.

    ``action`` never tells anyone to take a payment. ``retry`` is the table's; where the money is
    uncertain nothing is tried before the payment was looked up.
    """

    code: str
    listed: bool
    meaning: Text
    action: Text
    retry: str
    money_uncertain: str
    consequence: Consequence


def advise(code: str, codes: CodeBook) -> CodeAdvice:
    """Return what may be said of ``code``; one that is not listed is answered as ``OTHER``."""
    found = codes.look_up(code)
    asked = tidy_code(code)
    return CodeAdvice(
        code=asked,
        listed=found.code == asked,
        meaning=_safe(found),
        action=_action(found),
        retry=_retry(found),
        money_uncertain=found.money_uncertain,
        consequence=found.consequence,
    )


def _action(code: ResponseCode) -> Text:
    if code.money_uncertain != "no":
        return _UNCERTAIN.get(code.money_uncertain, _UNCERTAIN["check"])
    if code.consequence is Consequence.APPROVED:
        return _APPROVED
    return _DECLINED.get(code.category, _OTHER_DECLINED)


def _retry(code: ResponseCode) -> str:
    if code.money_uncertain == "no" or code.retry == "no":
        return code.retry
    return "after_query"


def _safe(code: ResponseCode) -> Text:
    """Return the meaning, or that it is not followed where it tells what nobody may do."""
    from posdesk.domain.flow_wording import tells_to_charge  # its patterns take time to compile

    halves = (code.meaning.zh_CN, code.meaning.en)
    if any(_AGAIN.search(half) or tells_to_charge(half) for half in halves):
        return _SAID_SAFELY.get(code.code, _NOT_FOLLOWED)
    return code.meaning
