"""What a refund request asks for: where a refund stands, that one be made, or that one be stopped.

A refund that was accepted is not one that arrived: the letter says only what the case knows.
"""

from __future__ import annotations

from posdesk.domain.bundle.knowledge import outcomes_of, picked
from posdesk.domain.bundle.reason import Reason, reason_of
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.domain.case import Attempt, Case
from posdesk.domain.money_state import State
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.domain.verdict import verdict
from posdesk.reports.bundle.letter_points import RETURN_REFERENCE, Request, give_back

_MADE = frozenset({"REFUND_ACCEPTED", "REFUND_WAITING", "DUPLICATE_REFUNDED"})
_TO_MAKE = frozenset({"REFUND_NOT_DONE", "REFUND_UNFUNDED", "VOID_REFUND", "BATCH_STUCK"})
_STATE_PLACE, _SEEN_PLACE = "refund-missing/refund-state", "refund-missing/look-there"


def refund(case: Case, attempt: Attempt) -> Request:
    """Return what a letter about the refund of ``attempt`` asks for."""
    lead, points = _asked(case, attempt)
    return Request(REQUEST_TITLES[RequestKind.REFUND], lead, points)


def _asked(case: Case, attempt: Attempt) -> tuple[Text, tuple[Text, ...]]:
    wallet, outcomes = is_wallet(attempt.slip), outcomes_of(case)
    if "REFUNDED_TWICE" in outcomes:
        return _TOO_OFTEN, _TOO_OFTEN_POINTS
    if "WRONG_VOID" in outcomes:
        return _WRONG_VOID, _WRONG_VOID_POINTS
    if "REFUNDED" in outcomes:
        return _ARRIVED, _ARRIVED_POINTS
    if verdict(attempt.facts).state is State.VOIDED_RETURN_DUE:
        return _VOIDED, (_WHETHER_VOIDED, give_back(wallet), RETURN_REFERENCE)
    if outcomes & _TO_MAKE or (not outcomes & _STARTED and reason_of(case) is Reason.AMOUNT):
        return _to_make(reason_of(case)), (_way_back(wallet), _NEEDED, RETURN_REFERENCE)
    return _standing(case, outcomes), (_WHETHER, _IF_DONE, _if_not(wallet))


_STARTED = _MADE | {"REFUND_UNKNOWN", "REFUND_TRACED"}


def _standing(case: Case, outcomes: frozenset[str]) -> Text:
    """Return the leading sentence of a refund that was begun, as far as it is known to be."""
    made = bool(outcomes & _MADE) or picked(case, _STATE_PLACE) in ("done", "accepted")
    unseen = picked(case, _SEEN_PLACE) == "not-there"
    if made and unseen:
        return Text(
            "本店已提交这笔的退款，付款人的账户明细里还没有，请查明，并书面答复：",
            "The shop has submitted a refund of this payment that the payer's account does not"
            " show yet; please find out and reply in writing:",
        )
    if made:
        return Text(
            "本店已提交这笔的退款，请查明它的状态，并书面答复：",
            "The shop has submitted a refund of this payment; please find out its state and reply"
            " in writing:",
        )
    if reason_of(case) is Reason.AMOUNT:
        return Text(
            "这笔的金额收错了，退款有没有成功还不清楚，请查明，并书面答复：",
            "This payment was taken with a wrong amount, and whether its refund succeeded is not"
            " known; please find out and reply in writing:",
        )
    return Text(
        "请查明这笔交易的退款状态，并书面答复：",
        "Please find out the state of the refund of this payment and reply in writing:",
    )


def _to_make(reason: Reason | None) -> Text:
    if reason is Reason.AMOUNT:
        return Text(
            "这笔的金额收错了，本店要把多收的退给付款人，请协助，并书面答复：",
            "This payment was taken with a wrong amount and the shop wants to return what was too"
            " much; please help and reply in writing:",
        )
    return Text(
        "本店要把这笔退给付款人，请协助，并书面答复：",
        "The shop wants to return this payment to the payer; please help and reply in writing:",
    )


def _way_back(wallet: bool) -> Text:
    if wallet:
        return Text(
            "能否按原订单原路退回，怎样办理。",
            "Whether it can go back the way it came, by its order, and how.",
        )
    return Text(
        "能否按原交易退回持卡人原卡，怎样办理。",
        "Whether it can go back to the original card, by the original transaction, and how.",
    )


def _if_not(wallet: bool) -> Text:
    if wallet:
        return Text(
            "如未成功，请告知原因，以及怎样原路退回付款人。",
            "If it did not succeed, the reason, and how it can go back the way it came.",
        )
    return Text(
        "如未成功，请告知原因，以及怎样退回持卡人原卡。",
        "If it did not succeed, the reason, and how it can go back to the original card.",
    )


_WHETHER = Text(
    "贵方收到几笔退款，各是多少，是否成功，何时。",
    "How many refunds of it you received, of what amount, and whether and when each succeeded.",
)
_IF_DONE = Text(
    "如已成功，请告知退款的参考号和日期，供付款人向其银行查询。",
    "If it succeeded, its reference number and date, for the payer's own inquiry at their bank.",
)
_NEEDED = Text("需要本店提供什么、做什么。", "What you need from the shop, and what it has to do.")
_VOIDED = Text(
    "这笔交易已在终端撤销，请确认退回，并书面答复：",
    "This transaction was voided on the terminal; please confirm its return in writing:",
)
_WHETHER_VOIDED = Text("撤销是否成功，何时。", "Whether and when the void succeeded.")
_ARRIVED = Text(
    "这笔的退款付款人已经看到，请确认，并书面答复：",
    "The payer has seen the refund of this payment; please confirm in writing:",
)
_ARRIVED_POINTS = (
    Text("退款是否只做了一次，金额是多少。", "Whether it was refunded once only, and how much."),
    Text("退款的参考号和清算日期。", "The refund's reference number and clearing date."),
)
_TOO_OFTEN = Text(
    "这笔退款可能多做了，请查明，并书面答复：",
    "This payment may have been refunded more than once; please find out and reply in writing:",
)
_TOO_OFTEN_POINTS = (
    _WHETHER,
    Text("多出的一笔能否停止，怎样办理。", "Whether the one too many can be stopped, and how."),
    Text(
        "已退出的，请告知有什么办法追回。",
        "If it has gone out already, what ways there are to recover it.",
    ),
)
_WRONG_VOID = Text(
    "本店撤销了不该撤销的一笔，请查明，并书面答复：",
    "The shop voided a payment that should stand; please find out and reply in writing:",
)
_WRONG_VOID_POINTS = (
    Text(
        "案中每一笔现在的状态：有效、已撤销还是未成功。",
        "The state of each payment now: standing, voided or not successful.",
    ),
    Text(
        "误撤销的一笔，有什么办法恢复。", "What can be done about the one that was voided wrongly."
    ),
    Text("多付的一笔，怎样退回付款人。", "How the one too many goes back to the payer."),
)
