"""Where the money of one attempt stands, whether one may charge again, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.text import Text


class Charge(StrEnum):
    """Whether the cashier may take the payment again."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"


class State(StrEnum):
    """Where the money stands, as the two facts tell it."""

    PAID = "PAID"
    PAID_BANK_LATE = "PAID_BANK_LATE"
    CONFLICT = "CONFLICT"
    ONE_SIDED = "ONE_SIDED"
    DECLINED = "DECLINED"
    DECLINED_BANK_UNSEEN = "DECLINED_BANK_UNSEEN"
    RETURNED = "RETURNED"
    NOT_TAKEN_UNPROVEN = "NOT_TAKEN_UNPROVEN"
    UNKNOWN = "UNKNOWN"
    ASK_BANK = "ASK_BANK"
    ASK_TERMINAL = "ASK_TERMINAL"
    REVERSING = "REVERSING"
    REVERSING_RETURNED = "REVERSING_RETURNED"
    VOIDED = "VOIDED"
    VOIDED_RETURN_DUE = "VOIDED_RETURN_DUE"
    VOIDED_RETURNED = "VOIDED_RETURNED"
    START = "START"


class Check(StrEnum):
    """When to look again; working days follow the mainland calendar."""

    NOW = "now"
    MINUTES_5 = "+5min"
    MINUTES_10 = "+10min"
    STUCK_15 = "stuck_15min"
    MINUTES_60 = "+60min"
    TODAY = "today_before_settlement"
    CLOSING = "closing"
    WORKDAY_1 = "+1wd"
    WORKDAY_1_IF_BACK = "+1wd_if_back"
    WORKDAY_3 = "+3wd"
    WORKDAY_7 = "+7wd"
    WORKDAY_15 = "+15wd"


SETTLED_STATES = frozenset(
    {
        State.PAID,
        State.PAID_BANK_LATE,
        State.DECLINED,
        State.DECLINED_BANK_UNSEEN,
        State.RETURNED,
        State.VOIDED,
        State.VOIDED_RETURNED,
    }
)
"""Where nobody waits for money; every other state leaves a case open."""


PAID_STATES = frozenset({State.PAID, State.PAID_BANK_LATE})
"""Where the shop has the money; twice so in one case means that somebody gets some back."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from the two facts: may we charge, what to do and say, when to look again."""

    charge_again: Charge
    state: State
    do: Text
    tell: Text
    checks: tuple[Check, ...]
    risk: Text | None = None


STATE_WORDS: dict[State, Text] = {
    State.PAID: Text("已付款", "Paid"),
    State.PAID_BANK_LATE: Text("已付款，银行晚显示", "Paid, bank shows it later"),
    State.CONFLICT: Text("两边矛盾", "Records conflict"),
    State.ONE_SIDED: Text("单边账", "One-sided entry"),
    State.DECLINED: Text("未扣款", "Declined, not debited"),
    State.DECLINED_BANK_UNSEEN: Text("已拒绝", "Declined"),
    State.RETURNED: Text("已退回", "Returned"),
    State.NOT_TAKEN_UNPROVEN: Text("没扣款，待证实", "Not debited, unproven"),
    State.UNKNOWN: Text("还不清楚", "Not known yet"),
    State.ASK_BANK: Text("要看银行", "Look at the bank"),
    State.ASK_TERMINAL: Text("要看终端", "Look at the terminal"),
    State.REVERSING: Text("冲正中", "Reversal running"),
    State.REVERSING_RETURNED: Text("已退回，冲正未完", "Returned, reversal running"),
    State.VOIDED: Text("已撤销", "Voided"),
    State.VOIDED_RETURN_DUE: Text("已撤销，等退回", "Voided, return due"),
    State.VOIDED_RETURNED: Text("已撤销并退回", "Voided and returned"),
    State.START: Text("刚开始", "Just begun"),
}
