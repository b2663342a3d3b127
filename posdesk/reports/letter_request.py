"""What the letter asks a bank for, by the state of the money; it never promises anything."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.case import Attempt
from posdesk.domain.facts import Bank
from posdesk.domain.money_state import State
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.domain.verdict import verdict

CLAIM = Text("交易查询和差错处理申请", "Transaction inquiry and error claim")
INQUIRY = Text("交易查询申请", "Transaction inquiry")


@dataclass(frozen=True, slots=True)
class Request:
    """What a letter asks for: its title, one leading sentence, and numbered points."""

    title: Text
    lead: Text
    points: tuple[Text, ...]


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
            Text(
                "这笔交易是否成功，清算日期和参考号。",
                "Whether it succeeded, its clearing date and reference number.",
            ),
            Text("这笔交易是否只清算一次。", "Whether it is cleared once only."),
            Text(
                "如未成功，请告知原因和最终状态。",
                "If it did not succeed, the reason and its final state.",
            ),
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
            Text(
                "这笔交易的最终状态，是否清算，何时。",
                "The final state of this transaction, whether and when it is cleared.",
            ),
            Text(
                "付款人收到的退回款，是否属于这一笔。",
                "Whether the return that the payer received belongs to this payment.",
            ),
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
            Text(
                "冲正、撤销或退款是否成功，何时。",
                "Whether and when the reversal, void or refund succeeded.",
            ),
            Text(
                "这笔交易是否不再清算到本店。",
                "Whether it will not be cleared to this shop any more.",
            ),
            Text(
                "如仍有未退的款项，请告知处理。",
                "If any money has not been returned, what you will do.",
            ),
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
            Text(
                "退回款的参考号，供付款人查询。",
                "The reference number of the return, for the payer's own inquiry.",
            ),
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
            Text(
                "贵方是否收到这笔交易，应答码和原因。",
                "Whether you received it, its response code and the reason.",
            ),
            Text("这笔交易是否未扣款、未清算。", "Whether it was neither debited nor cleared."),
        ),
    )
