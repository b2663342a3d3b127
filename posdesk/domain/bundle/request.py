"""The kinds of request that a bundle can make of a bank, a wallet or a provider."""

from __future__ import annotations

from enum import StrEnum

from posdesk.domain.bundle.knowledge import outcomes_of, ways_of
from posdesk.domain.case import Case
from posdesk.domain.facts import Bank
from posdesk.domain.money_state import PAID_STATES, State
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.domain.verdict import verdict


class RequestKind(StrEnum):
    """What a bundle asks its recipient to do; the letter, its gaps and its order follow from it."""

    INQUIRY = "inquiry"
    CLAIM = "claim"
    REFUND = "refund"
    RETRIEVAL = "retrieval"
    PAYOUT = "payout"


REQUEST_TITLES: dict[RequestKind, Text] = {
    RequestKind.INQUIRY: Text("交易查询申请", "Transaction inquiry"),
    RequestKind.CLAIM: Text("交易查询和差错处理申请", "Transaction inquiry and error claim"),
    RequestKind.REFUND: Text("退款申请", "Refund request"),
    RequestKind.RETRIEVAL: Text("调单答复", "Answer to a retrieval request"),
    RequestKind.PAYOUT: Text("未到账款项查询和投诉", "Payout complaint"),
}
RECIPIENTS: dict[RequestKind, Text] = {
    RequestKind.INQUIRY: Text("收单机构，差错处理部门", "The acquirer, dispute desk"),
    RequestKind.CLAIM: Text("收单机构，差错处理部门", "The acquirer, dispute desk"),
    RequestKind.REFUND: Text("收单机构，差错处理部门", "The acquirer, dispute desk"),
    RequestKind.RETRIEVAL: Text("收单机构，调单和差错部门", "The acquirer, retrieval desk"),
    RequestKind.PAYOUT: Text("支付服务商，结算部门", "The payment provider, settlement desk"),
}
WALLET_DESK = Text("钱包平台，商户服务部门", "The wallet operator, merchant service")

_DISPUTES = frozenset({"DISPUTE_ANSWERED", "DISPUTE_ACCEPTED", "DISPUTE_LOST"})
_PAYOUTS = frozenset(
    {
        "SETTLEMENT_HOLD",
        "ACCOUNT_FROZEN",
        "UNFROZEN",
        "REBOUND",
        "LIMIT_ADJUSTED",
        "OUTAGE_WAITED",
        "CORRECTION_DUE",
    }
)
_REFUNDS = frozenset(
    {
        "REFUNDED",
        "REFUND_ACCEPTED",
        "REFUND_WAITING",
        "REFUND_TRACED",
        "REFUND_NOT_DONE",
        "REFUND_UNFUNDED",
        "REFUND_UNKNOWN",
        "REFUNDED_TWICE",
        "VOID_REFUND",
        "WRONG_VOID",
        "DUPLICATE_REFUNDED",
        "BATCH_STUCK",
    }
)
_NO_CLAIM = frozenset({"NOT_DUPLICATE", "DUPLICATE_RETURNED", "SHORT_CHARGED", "PAID"})


def kind_of(case: Case) -> RequestKind:
    """Return what the bundle of ``case`` asks for, as what the case knows decides it.

    A bank's notice is answered whatever the money does; a one-sided entry is a claim whatever flow
    found it; then a payout, then a refund; what is settled or unproven is asked about.
    """
    ways, outcomes = ways_of(case), outcomes_of(case)
    if "dispute-letter" in ways or outcomes & _DISPUTES:
        return RequestKind.RETRIEVAL
    if _is_one_sided(case):
        return RequestKind.CLAIM
    if _is_payout(case, ways, outcomes):
        return RequestKind.PAYOUT
    if _is_refund(case, ways, outcomes):
        return RequestKind.REFUND
    return RequestKind.CLAIM if _is_error(case, ways, outcomes) else RequestKind.INQUIRY


def recipient_of(case: Case, kind: RequestKind) -> Text:
    """Return to whom a request of ``kind`` goes: the shop's own counterpart, never the issuer."""
    wallet = any(is_wallet(a.slip) for a in case.attempts)
    return WALLET_DESK if wallet and kind is not RequestKind.PAYOUT else RECIPIENTS[kind]


def _states(case: Case) -> list[State]:
    return [verdict(attempt.facts).state for attempt in case.attempts]


def _is_one_sided(case: Case) -> bool:
    reversing = any(
        a.facts.bank is Bank.DEBITED and verdict(a.facts).state is State.REVERSING
        for a in case.attempts
    )
    return reversing or State.ONE_SIDED in _states(case)


def _is_payout(case: Case, ways: frozenset[str], outcomes: frozenset[str]) -> bool:
    if case.payout is not None or outcomes & _PAYOUTS:
        return True
    if ways & {"payout-failed", "payout-differs"}:
        return True
    paid = all(state in PAID_STATES for state in _states(case))
    asked = bool(outcomes & {"ACQUIRER_CASE", "PROVIDER_CASE", "ESCALATED", "SETTLED_LATE"})
    return paid and asked and bool(ways & {"not-arrived", "debited-not-arrived"})


def _is_refund(case: Case, ways: frozenset[str], outcomes: frozenset[str]) -> bool:
    if outcomes & _REFUNDS or State.VOIDED_RETURN_DUE in _states(case):
        return True
    if "refund-missing" in ways:
        return True
    return "wrong-amount" in ways and not outcomes & _NO_CLAIM


def _is_error(case: Case, ways: frozenset[str], outcomes: frozenset[str]) -> bool:
    if State.CONFLICT in _states(case):
        return True
    twice = sum(state in PAID_STATES for state in _states(case)) + len(case.tenders) > 1
    return (twice or "charged-twice" in ways) and not outcomes & _NO_CLAIM
