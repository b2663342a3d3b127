"""By what a bank, a wallet or a provider finds a payment: the fields it queries, and which lack."""

from __future__ import annotations

from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.case import Case
from posdesk.domain.text import Text
from posdesk.domain.transaction import SLIP_FIELDS, Slip, is_wallet

CARD_KEYS = (
    "card",
    "at",
    "amount",
    "clearing_date",
    "trace",
    "terminal_id",
    "batch",
    "merchant_id",
    "rrn",
)
"""UnionPay's query fields first, then what else makes a card payment the only one."""

WALLET_KEYS = ("order_no", "refund_no", "at", "amount", "channel", "merchant_id", "terminal_id")
PAYOUT_KEYS = ("merchant_id", "terminal_id", "merchant_name")
_PAYOUT_AMOUNT = Text("打款金额", "Amount of the payout")


def keys_of(slip: Slip, kind: RequestKind) -> tuple[str, ...]:
    """Return the names of the fields that lead the table of a payment, in their order."""
    if kind is RequestKind.PAYOUT:
        return PAYOUT_KEYS
    return WALLET_KEYS if is_wallet(slip) else CARD_KEYS


def wanted_keys(case: Case, kind: RequestKind) -> tuple[Text, ...]:
    """Return the fields without which the payments or the payout cannot be found.

    A card payment is found by its reference number, or by terminal, batch and trace number.
    """
    if kind is RequestKind.PAYOUT:
        names = () if case.slip.merchant_id or case.slip.terminal_id else ("merchant_id",)
        amount = case.payout is not None and case.payout.amount is None
        return (*(SLIP_FIELDS[n].label for n in names), *((_PAYOUT_AMOUNT,) if amount else ()))
    wanted = {name: None for attempt in case.attempts for name in _wanted(attempt.slip)}
    return tuple(SLIP_FIELDS[name].label for name in wanted)


def _wanted(slip: Slip) -> list[str]:
    names = ["at", "amount"]
    if is_wallet(slip):
        names.append("order_no")
    elif slip.rrn is None:
        names += ["terminal_id", "batch", "trace"]
    return [name for name in names if getattr(slip, name) is None]
