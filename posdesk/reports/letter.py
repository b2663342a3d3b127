"""What the letter says: its title, what it asks for, and the facts, as the money's state demands.

A letter asks and states; it never promises a date and never says more than the case knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.case import Attempt, Case
from posdesk.domain.event import FactLearnt
from posdesk.domain.facts import SOURCE_WORDS, Bank, Source, Terminal
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import State
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.domain.verdict import verdict

CLAIM = Text("交易查询和差错处理申请", "Transaction inquiry and error claim")
INQUIRY = Text("交易查询申请", "Transaction inquiry")
TO, FROM = Text("致", "To"), Text("由", "From")
DISPUTE_DESK = Text("收单机构，差错处理部门", "The acquirer, dispute desk")
REPLY = Text(
    "请于收到后 3 个工作日内书面答复。", "Please reply in writing within 3 working days of receipt."
)
TICKET = Text("贵方工单：", "Your ticket: ")
AS_OF = Text("截至 ", "As of ")
SCAN = Text("扫码核对清单", "Manifest digest")
HEADINGS = {
    "request": Text("请求", "Request"),
    "keys": Text("交易要素", "The transaction"),
    "facts": Text("事实", "Facts"),
    "exhibits": Text("附件", "Exhibits"),
}
MISSING = Text("暂缺", "Not known yet")
NO_EXHIBITS = Text("没有附件。", "No exhibits.")
DIGEST = Text("清单摘要（SHA-256），核对方法见第 {page} 页", "Manifest digest (SHA-256); how to check: page {page}")
STAMP = Text("商户盖章、签字、日期", "Stamp, signature, date")
CASHIER = Text("收银员 ", "cashier ")
TILL = Text("收银台 ", "till ")

EXHIBIT_SHOWS: dict[str, Text] = {
    "slip": Text("这笔的单据", "The document of this payment"),
    "terminal": Text("终端对这笔的显示", "What the terminal showed"),
    "app": Text("付款人银行记录里的这笔", "The payment in the payer's bank record"),
    "sms": Text("银行发给付款人的通知", "The bank's notice to the payer"),
    "statement": Text("对账单上当天的记录", "The statement of that day"),
    "other": Text("其他材料", "Other material"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a letter asks for: its title, one leading sentence, and numbered points."""

    title: Text
    lead: Text
    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact in a sentence, and the kinds of exhibit that show it."""

    words: Text
    shown_by: tuple[str, ...] = ()


def _received(wallet: bool) -> Text:
    if wallet:
        return Text(
            "贵方是否收到这笔交易，是否已成功、关闭或撤销，何时。",
            "Whether you received this payment, and whether and when it succeeded,"
            " was closed or was cancelled.",
        )
    return Text(
        "贵方是否收到这笔交易，是否已冲正，何时。",
        "Whether you received this transaction, and whether and when it was reversed.",
    )


def _give_back(wallet: bool) -> Text:
    if wallet:
        return Text(
            "如贵方已收款，请原路退回付款人。",
            "If you hold the money, please return it to the payer the way it came.",
        )
    return Text(
        "如贵方已收款（长款），请做贷记调整，退回持卡人原卡。",
        "If you hold the money (surplus), please make a credit adjustment to the original card.",
    )


_NOT_CLEARED = Text(
    "如未成功，请书面确认未清算，供付款人向其银行申请退回。",
    "If it did not succeed, please confirm in writing that it was not cleared, so that the payer"
    " can claim the return from their bank.",
)
_IF_PAID = Text(
    "如已成功，请告知清算日期和参考号。",
    "If it succeeded, please name its clearing date and reference number.",
)


def request_for(attempt: Attempt) -> Request:
    """Return what the letter about ``attempt`` asks for."""
    wallet = is_wallet(attempt.slip)
    state = verdict(attempt.facts).state
    debited = attempt.facts.bank is Bank.DEBITED
    match state:
        case State.PAID | State.PAID_BANK_LATE:
            return _paid()
        case State.CONFLICT:
            return _conflict()
        case State.RETURNED | State.REVERSING_RETURNED | State.VOIDED_RETURNED | State.VOIDED:
            return _returned()
        case State.VOIDED_RETURN_DUE:
            return _return_due(wallet)
        case State.DECLINED | State.DECLINED_BANK_UNSEEN:
            return _declined()
        case _:
            return _unsettled(wallet, debited)


def _unsettled(wallet: bool, debited: bool) -> Request:
    points = [_received(wallet), _give_back(wallet), _NOT_CLEARED]
    if not debited:
        points.insert(1, _IF_PAID)
    return Request(
        CLAIM,
        Text(
            "请查明这笔交易的最终状态，并书面答复：",
            "Please find out the final state of this transaction and reply in writing:",
        ),
        tuple(points),
    )


def _paid() -> Request:
    return Request(
        INQUIRY,
        Text(
            "终端显示交易成功，请确认，并书面答复：",
            "The terminal shows this transaction as approved; please confirm in writing:",
        ),
        (
            Text("这笔交易是否成功，清算日期和参考号。", "Whether it succeeded, its clearing date and reference number."),
            Text("这笔交易是否只清算一次。", "Whether it is cleared once only."),
            Text("如未成功，请告知原因和最终状态。", "If it did not succeed, the reason and its final state."),
        ),
    )


def _conflict() -> Request:
    return Request(
        CLAIM,
        Text(
            "终端记录和付款人的银行记录不一致，请查明，并书面答复：",
            "The terminal's record and that of the payer's bank differ; please find out and reply"
            " in writing:",
        ),
        (
            Text("这笔交易的最终状态，是否清算，何时。", "The final state of this transaction, whether and when it is cleared."),
            Text("付款人收到的退回款，是否属于这一笔。", "Whether the return that the payer received belongs to this payment."),
            Text("如需调整，请告知贵方的处理。", "If an adjustment is needed, what you will do."),
        ),
    )


def _returned() -> Request:
    return Request(
        INQUIRY,
        Text(
            "这笔交易应已退回或撤销，请确认，并书面答复：",
            "This transaction should have been returned or cancelled; please confirm in writing:",
        ),
        (
            Text("冲正、撤销或退款是否成功，何时。", "Whether and when the reversal, void or refund succeeded."),
            Text("这笔交易是否不再清算到本店。", "Whether it will not be cleared to this shop any more."),
            Text("如仍有未退的款项，请告知处理。", "If any money has not been returned, what you will do."),
        ),
    )


def _return_due(wallet: bool) -> Request:
    return Request(
        CLAIM,
        Text(
            "这笔交易已在终端撤销，请确认退回，并书面答复：",
            "This transaction was voided on the terminal; please confirm its return in writing:",
        ),
        (
            Text("撤销是否成功，何时。", "Whether and when the void succeeded."),
            _give_back(wallet),
            Text("退回款的参考号，供付款人查询。", "The reference number of the return, for the payer's own inquiry."),
        ),
    )


def _declined() -> Request:
    return Request(
        INQUIRY,
        Text(
            "终端显示这笔交易被拒绝，请确认，并书面答复：",
            "The terminal shows this transaction as declined; please confirm in writing:",
        ),
        (
            Text("贵方是否收到这笔交易，应答码和原因。", "Whether you received it, its response code and the reason."),
            Text("这笔交易是否未扣款、未清算。", "Whether it was neither debited nor cleared."),
        ),
    )


_TERMINAL_SAYS: dict[Terminal | None, Text] = {
    Terminal.APPROVED: Text("终端显示交易成功", "The terminal shows the payment as approved"),
    Terminal.DECLINED: Text("终端显示交易被拒绝", "The terminal shows the payment as declined"),
    Terminal.TIMEOUT: Text("终端超时，没有结果", "The terminal timed out without a result"),
    Terminal.REVERSING: Text("终端正在冲正这笔", "The terminal is reversing the payment"),
    Terminal.VOIDED: Text("这笔已在终端撤销", "The payment was voided on the terminal"),
    None: Text("终端的结果还没有查到", "The terminal's result is not known yet"),
}
_BANK_SAYS: dict[Bank | None, Text] = {
    Bank.DEBITED: Text("付款人的银行显示已扣款", "The payer's bank shows a debit"),
    Bank.NOT_DEBITED: Text("付款人的银行显示没有扣款", "The payer's bank shows no debit"),
    Bank.RETURNED: Text("付款人的银行显示扣款后已退回", "The payer's bank shows a debit and its return"),
    Bank.UNKNOWN: Text("付款人现在看不到银行记录", "The payer cannot see the bank's record now"),
    None: Text("付款人的银行记录还没有问到", "The payer's bank record has not been asked for yet"),
}
_GOODS = {
    "held": Text("货物未交付，留在店里", "The goods were not handed over and are held in the shop"),
    "released": Text("货物已交付", "The goods were handed over"),
}
_NO_SECOND = Text("本店没有再次收款", "The shop has not charged again")


def statements(case: Case) -> tuple[Statement, ...]:
    """Return the facts of ``case``, each with the kinds of exhibit that show it."""
    many = len(case.attempts) > 1
    told = [s for attempt in case.attempts for s in _of_attempt(attempt, many)]
    for tender in case.tenders:
        told.append(
            Statement(
                Text(
                    f"付款人自愿另付：{tender.means}，经理 {tender.manager}，已写双付说明",
                    f"At the payer's own wish paid otherwise: {tender.means},"
                    f" manager {tender.manager}, with a double-payment note",
                )
            )
        )
    if case.goods in _GOODS:
        told.append(Statement(_GOODS[case.goods]))
    if not many and not case.tenders:
        told.append(Statement(_NO_SECOND))
    return tuple(told)


def _of_attempt(attempt: Attempt, many: bool) -> list[Statement]:
    slip = attempt.slip
    told = []
    if slip.at and slip.amount is not None:
        at, amount = date_and_time(slip.at), show_amount(slip.amount)
        nth = Text(f"第 {attempt.number} 次付款", f"Payment {attempt.number}")
        first = nth if many else Text("付款", "Payment")
        told.append(
            Statement(Text(f"{at} {first.zh_CN} {amount}", f"{first.en} of {amount} at {at}"), ("slip",))
        )
    elif many:
        told.append(Statement(Text(f"第 {attempt.number} 次付款", f"Payment {attempt.number}")))
    facts = attempt.facts
    terminal = _sourced(_TERMINAL_SAYS[facts.terminal], attempt.terminal_source)
    bank = _sourced(_BANK_SAYS[facts.bank], attempt.bank_source)
    return [*told, Statement(terminal, ("terminal",)), Statement(bank, ("app", "sms"))]


def _sourced(words: Text, source: str | None) -> Text:
    if not source:
        return words
    said_by = SOURCE_WORDS[Source(source)]
    return Text(f"{words.zh_CN}（据{said_by.zh_CN}）", f"{words.en} ({said_by.en})")


def ticket(case: Case) -> str:
    """Return the last ticket number that somebody named, if any."""
    named = [r.event.ticket for r in case.history if isinstance(r.event, FactLearnt)]
    return next((t for t in reversed(named) if t), "")
