"""The kinds of request that a bundle can make of a bank, a wallet or a provider."""

from __future__ import annotations

from enum import StrEnum

from posdesk.domain.text import Text


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
