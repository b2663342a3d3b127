"""Why money is in dispute, in UnionPay's own groups: the words and codes a dispute desk knows."""

from __future__ import annotations

from enum import StrEnum

from posdesk.domain.bundle.knowledge import picked, ways_of
from posdesk.domain.case import Case
from posdesk.domain.facts import Terminal
from posdesk.domain.money_state import State
from posdesk.domain.text import Text

WHICH_LETTER, WHY = "dispute-letter/which-letter", "dispute-letter/reason"


class Reason(StrEnum):
    """What is wrong with a payment; the codes are in ``REASON_CODES``."""

    FAILED = "failed"
    AMOUNT = "amount"
    TWICE = "twice"
    DENIED = "denied"
    ILLEGIBLE = "illegible"
    REFUND = "refund"
    CANCELLED = "cancelled"
    GOODS = "goods"
    OTHERWISE = "otherwise"


REASON_CODES: dict[Reason, str] = {
    Reason.FAILED: "4502",
    Reason.AMOUNT: "4507",
    Reason.TWICE: "4512",
    Reason.DENIED: "4515",
    Reason.ILLEGIBLE: "4526",
    Reason.REFUND: "4532",
    Reason.CANCELLED: "4544",
    Reason.GOODS: "4557",
    Reason.OTHERWISE: "4806",
}
REASON_WORDS: dict[Reason, Text] = {
    Reason.FAILED: Text("消费失败但已扣款", "sale failed but debited"),
    Reason.AMOUNT: Text("交易金额不符", "amount differs"),
    Reason.TWICE: Text("重复扣款", "duplicate debit"),
    Reason.DENIED: Text("持卡人否认交易", "cardholder denies the transaction"),
    Reason.ILLEGIBLE: Text("单据不清或没有按时答复", "copy illegible or reply late"),
    Reason.REFUND: Text("退款没有入账", "refund not processed"),
    Reason.CANCELLED: Text("已撤销的交易仍被扣款", "cancelled transaction debited"),
    Reason.GOODS: Text("没有收到货物", "goods not received"),
    Reason.OTHERWISE: Text("已用其他方式付清", "paid by other means"),
}
_CLAIMED = {
    "denied": Reason.DENIED,
    "twice": Reason.TWICE,
    "amount": Reason.AMOUNT,
    "failed": Reason.FAILED,
    "refund": Reason.REFUND,
    "goods": Reason.GOODS,
    "settled": Reason.OTHERWISE,
    "slip": Reason.ILLEGIBLE,
}
_BY_FLOW = {
    "charged-twice": Reason.TWICE,
    "wrong-amount": Reason.AMOUNT,
    "refund-missing": Reason.REFUND,
}


def reason_of(case: Case) -> Reason | None:
    """Return why the money of ``case`` is in dispute, ``None`` where nothing says so.

    A notice of the bank names its reason; without one the flow does, then the money itself.
    """
    claimed = _CLAIMED.get(picked(case, WHY))
    if claimed is Reason.FAILED and _voided(case):
        return Reason.CANCELLED
    if claimed is not None or picked(case, WHICH_LETTER):
        return claimed
    ways = ways_of(case)
    return next((why for flow, why in _BY_FLOW.items() if flow in ways), _of_money(case))


def code_of(case: Case, reason: Reason) -> str:
    """Return the code of ``reason``, empty where what is known fits more than one."""
    several = reason is Reason.ILLEGIBLE or (
        reason in (Reason.FAILED, Reason.CANCELLED) and picked(case, WHY) == "failed"
    )
    return "" if several else REASON_CODES[reason]


def _voided(case: Case) -> bool:
    return any(a.facts.terminal is Terminal.VOIDED for a in case.attempts)


def _of_money(case: Case) -> Reason | None:
    if case.money is State.VOIDED_RETURN_DUE:
        return Reason.CANCELLED
    if case.money is not State.ONE_SIDED:
        return None
    return Reason.OTHERWISE if case.tenders else Reason.FAILED
