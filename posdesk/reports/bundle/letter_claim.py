"""What an inquiry or an error claim asks for, by the state of the money and the reason."""

from __future__ import annotations

from posdesk.domain.bundle.reason import Reason, reason_of
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.domain.case import Attempt, Case
from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.money_state import State
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.domain.verdict import verdict
from posdesk.reports.bundle.letter_points import (
    IF_PAID,
    IF_PAID_WALLET,
    NOT_CLEARED,
    NOT_PAID_WALLET,
    Request,
    give_back,
)

_FINAL = Text(
    "请查明这笔交易的最终状态，并书面答复：",
    "Please find out the final state of this transaction and reply in writing:",
)
_AGAINST = Text(
    "终端显示这笔被拒绝，付款人的银行显示已扣款，请查明，并书面答复：",
    "The terminal shows a decline and the payer's bank a debit; please find out and reply in"
    " writing:",
)
_PAID = Text(
    "终端显示交易成功，请确认，并书面答复：",
    "The terminal shows this transaction as approved; please confirm in writing:",
)
_CONFLICT = Text(
    "终端记录和付款人的银行记录不一致，请查明，并书面答复：",
    "The terminal's record and that of the payer's bank differ; please find out and reply"
    " in writing:",
)
_RETURNED = Text(
    "这笔交易应已退回或撤销，请确认，并书面答复：",
    "This transaction should have been returned or cancelled; please confirm in writing:",
)
_DECLINED = Text(
    "终端显示这笔交易被拒绝，请确认，并书面答复：",
    "The terminal shows this transaction as declined; please confirm in writing:",
)


def claim(case: Case, attempt: Attempt, kind: RequestKind) -> Request:
    """Return what a letter about ``attempt`` asks an acquirer or a wallet to find out and mend."""
    lead, points = _asked(case, attempt)
    return Request(REQUEST_TITLES[kind], lead, points)


def _asked(case: Case, attempt: Attempt) -> tuple[Text, tuple[Text, ...]]:
    wallet = is_wallet(attempt.slip)
    if reason_of(case) is Reason.TWICE and len(case.attempts) > 1:
        return _twice(case, wallet)
    match verdict(attempt.facts).state:
        case State.PAID | State.PAID_BANK_LATE:
            return _PAID, _paid(wallet)
        case State.CONFLICT:
            return _CONFLICT, _CONFLICT_POINTS
        case State.RETURNED | State.REVERSING_RETURNED | State.VOIDED_RETURNED | State.VOIDED:
            return _RETURNED, _RETURNED_POINTS
        case State.DECLINED | State.DECLINED_BANK_UNSEEN:
            return _DECLINED, _DECLINED_POINTS
    return _unsettled(case, attempt, wallet)


def _unsettled(case: Case, attempt: Attempt, wallet: bool) -> tuple[Text, tuple[Text, ...]]:
    facts = attempt.facts
    debited = facts.bank is Bank.DEBITED
    lead = _AGAINST if debited and facts.terminal is Terminal.DECLINED else _FINAL
    back = _paid_otherwise(case) if case.tenders else give_back(wallet)
    points = [_received(facts.terminal, wallet), back, NOT_PAID_WALLET if wallet else NOT_CLEARED]
    if not debited:
        points.insert(1, IF_PAID_WALLET if wallet else IF_PAID)
    return lead, tuple(points)


def _received(terminal: Terminal | None, wallet: bool) -> Text:
    if wallet:
        return Text(
            "贵方是否收到这笔交易，是否已成功、关闭或撤销，何时。",
            "Whether you received this payment, and whether and when it succeeded,"
            " was closed or was cancelled.",
        )
    if terminal is Terminal.REVERSING:
        return Text(
            "贵方是否收到这笔交易和它的冲正，冲正是否成功，何时。",
            "Whether you received this transaction and its reversal, and whether and when the"
            " reversal succeeded.",
        )
    return Text(
        "贵方是否收到这笔交易，是否已冲正，何时。",
        "Whether you received this transaction, and whether and when it was reversed.",
    )


def _paid_otherwise(case: Case) -> Text:
    means = "、".join(dict.fromkeys(tender.means for tender in case.tenders))
    return Text(
        f"付款人已用其他方式付清（{means}）。如贵方已收这一笔，请退回付款人，不结算给本店。",
        f"The payer has settled the purchase otherwise ({means}). If you hold this payment, please"
        " return it to the payer rather than settle it to the shop.",
    )


def _twice(case: Case, wallet: bool) -> tuple[Text, tuple[Text, ...]]:
    shown = sum(attempt.facts.bank is Bank.DEBITED for attempt in case.attempts) > 1
    lead = (
        Text(
            "付款人的银行对同一单显示不止一笔扣款，请逐笔查明，并书面答复：",
            "The payer's bank shows more than one debit for one purchase; please look into each"
            " and reply in writing:",
        )
        if shown
        else Text(
            "付款人称同一单扣了不止一次，请逐笔查明，并书面答复：",
            "The payer reports more than one debit for one purchase; please look into each and"
            " reply in writing:",
        )
    )
    extra = (
        Text(
            "这一单只应收一笔。如成功不止一笔，多出的请原路退回付款人。",
            "Only one payment is due. If more than one succeeded, please return the others to the"
            " payer the way they came.",
        )
        if wallet
        else Text(
            "这一单只应收一笔。如贵方多收（长款），多出的请做贷记调整，退回持卡人原卡。",
            "Only one payment is due. If you hold more (surplus), please make a credit adjustment"
            " of the others to the original card.",
        )
    )
    return lead, (
        Text(
            f"案中 {len(case.attempts)} 笔，每一笔贵方是否收到，是否成功或已冲正，何时。",
            f"Of each of the {len(case.attempts)} payments: whether you received it, and whether"
            " and when it succeeded or was reversed.",
        ),
        extra,
        Text(
            "未成功的，请书面确认未清算，供付款人向其银行申请退回。",
            "Of each that did not succeed, please confirm in writing that it was not cleared, so"
            " that the payer can claim the return from their bank.",
        ),
    )


def _paid(wallet: bool) -> tuple[Text, ...]:
    when = (
        Text(
            "这笔交易是否成功，成功时间和结算日期。",
            "Whether it succeeded, the time of success and the settlement date.",
        )
        if wallet
        else Text(
            "这笔交易是否成功，清算日期和参考号。",
            "Whether it succeeded, its clearing date and reference number.",
        )
    )
    return (
        when,
        Text("这笔交易是否只清算一次。", "Whether it is cleared once only."),
        Text(
            "如未成功，请告知原因和最终状态。",
            "If it did not succeed, the reason and its final state.",
        ),
    )


_CONFLICT_POINTS = (
    Text(
        "这笔交易的最终状态，是否清算，何时。",
        "The final state of this transaction, whether and when it is cleared.",
    ),
    Text(
        "付款人收到的退回款，是否属于这一笔。",
        "Whether the return that the payer received belongs to this payment.",
    ),
    Text("如需调整，请告知贵方的处理。", "If an adjustment is needed, what you will do."),
)
_RETURNED_POINTS = (
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
)
_DECLINED_POINTS = (
    Text(
        "贵方是否收到这笔交易，应答码和原因。",
        "Whether you received it, its response code and the reason.",
    ),
    Text("这笔交易是否未扣款、未清算。", "Whether it was neither debited nor cleared."),
)
