"""What a bank will ask for that is not known of a payment yet, by card or by wallet."""

from __future__ import annotations

from posdesk.domain.transaction.slip import Slip
from posdesk.domain.transaction.slip_fields import SLIP_FIELDS, SlipField

CARD_CHANNELS = frozenset({"card", "银行卡", "pos", "刷卡", "bank card"})


def is_wallet(slip: Slip) -> bool:
    """Return whether the payment went through a wallet rather than a card."""
    return slip.order_no is not None or (slip.channel or "card").casefold() not in CARD_CHANNELS


def missing_fields(slip: Slip) -> tuple[SlipField, ...]:
    """Return the fields a bank will ask for that are not known yet, most wanted first."""
    wallet = is_wallet(slip)
    wanted = (s for s in SLIP_FIELDS.values() if (s.for_wallet if wallet else s.for_card))
    return tuple(s for s in wanted if getattr(slip, s.name) is None)
