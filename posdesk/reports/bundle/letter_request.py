"""What the letter asks for, by kind of request; it never promises anything."""

from __future__ import annotations

from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.case import Case
from posdesk.reports.bundle.letter import subject
from posdesk.reports.bundle.letter_answer import answer
from posdesk.reports.bundle.letter_claim import claim
from posdesk.reports.bundle.letter_payout import payout
from posdesk.reports.bundle.letter_points import Request
from posdesk.reports.bundle.letter_refund import refund

__all__ = ["Request", "request_for"]


def request_for(case: Case, kind: RequestKind | None = None) -> Request:
    """Return what the letter of ``case`` asks for; ``kind`` ``None`` lets the case decide."""
    kind = kind or kind_of(case)
    match kind:
        case RequestKind.RETRIEVAL:
            return answer(case, subject(case))
        case RequestKind.PAYOUT:
            return payout(case)
        case RequestKind.REFUND:
            return refund(case, subject(case))
    return claim(case, subject(case), kind)
