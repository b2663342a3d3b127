"""How a case can end: the outcomes' words, the state each leaves, and what is watched after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.life import Life, Party
from posdesk.domain.money_state import STATE_WORDS, State
from posdesk.domain.text import Text


class Track(StrEnum):
    """What is watched for over days, each with its own dates (scenarios.md, section 6)."""

    MONEY = "money"
    INQUIRY = "inquiry"
    REFUND = "refund"
    PAYOUT = "payout"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way for a walk or a case to end.

    ``life`` is the state it leaves where the money is clear; a case whose money is not settled
    stays open whatever its outcome says. ``track`` is what is watched from then on.
    """

    words: Text
    life: Life = Life.SETTLED
    waiting_for: Party | None = None
    track: Track | None = None


def _waits(zh: str, en: str, whom: Party, track: Track | None = None) -> Outcome:
    return Outcome(Text(zh, en), Life.WAITING, whom, track)


def _open(zh: str, en: str, track: Track = Track.MONEY) -> Outcome:
    return Outcome(Text(zh, en), Life.OPEN, None, track)


def _settled(zh: str, en: str) -> Outcome:
    return Outcome(Text(zh, en))


_ACQUIRER, _ISSUER, _MANAGER = Party.ACQUIRER, Party.ISSUER, Party.MANAGER

OUTCOMES: dict[str, Outcome] = {
    "PAID": _settled("已付款", "Paid"),
    "PAID_CHECK_NEXT_DAY": _open(
        "已付款，下个工作日核对", "Paid, check next day", Track.SETTLEMENT
    ),
    "PAID_NOTICE_MISSING": _settled("已付款，只缺短信", "Paid, only the SMS is missing"),
    "PAID_PRIVATELY": _settled("付到个人账户", "Paid to a private account"),
    "ARRIVED": _settled("已到账", "Arrived"),
    "SETTLED_LATE": _open("晚到账，等结算日", "Settled late", Track.SETTLEMENT),
    "DECLINED": _settled("未扣款", "Declined, not debited"),
    "REVERSED": _settled("已退回", "Reversed"),
    "VOID_REFUND": _waits("撤销或退货", "Void or refund", _MANAGER),
    "GOODS_RETURNED": _settled("已撤销，货收回", "Voided, goods back"),
    "REFUNDED": _settled("退款已到", "Refunded"),
    "REFUND_ACCEPTED": _waits("退款已受理", "Refund accepted", _ISSUER, Track.REFUND),
    "REFUND_WAITING": _waits("退款在路上", "Refund on its way", _ISSUER, Track.REFUND),
    "REFUND_TRACED": _waits("退款已报查", "Refund being traced", _ACQUIRER, Track.INQUIRY),
    "REFUND_NOT_DONE": _waits("退款没办成", "Refund not done", _MANAGER),
    "REFUND_UNFUNDED": _waits("退款等补余额", "Refund waits for funds", _MANAGER),
    "REFUND_UNKNOWN": _waits("退没退不清楚", "Refund not clear", _ACQUIRER, Track.INQUIRY),
    "REFUNDED_TWICE": _waits("退多了", "Refunded too often", _ACQUIRER, Track.INQUIRY),
    "ONE_SIDED": _open("单边账", "One-sided entry"),
    "UNKNOWN": _open("还不清楚", "Not known yet"),
    "REVERSING": _open("冲正中", "Reversal running"),
    "CONFLICT": _open("两边矛盾", "Records conflict"),
    "OTHER_OPEN": _open("另一笔没查清", "Another payment open"),
    "ACQUIRER_CASE": _waits("收单机构在查", "With the acquirer", _ACQUIRER, Track.INQUIRY),
    "PROVIDER_CASE": _waits("服务商在查", "With the provider", _ACQUIRER, Track.INQUIRY),
    "ESCALATED": _waits("已书面投诉", "Complained in writing", _ACQUIRER, Track.INQUIRY),
    "WRITTEN_OFF": _waits("经理定：追还是核销", "Manager: go on or write off", _MANAGER),
    "REFERRED": _settled("已转介", "Referred"),
    "FEE_EXPLAINED": _settled("差额已解释", "Difference explained"),
    "FEE_QUERY": _waits("费用在问", "Fee queried", _ACQUIRER, Track.INQUIRY),
    "CORRECTION_DUE": _waits("等更正", "Correction due", _ACQUIRER, Track.INQUIRY),
    "SETTLEMENT_HOLD": _waits("暂缓结算", "Payout on hold", _ACQUIRER, Track.PAYOUT),
    "ACCOUNT_FROZEN": _waits("账户冻结", "Account frozen", _MANAGER),
    "UNFROZEN": _waits("已解冻，等重打款", "Unfrozen, payout due", _ACQUIRER, Track.PAYOUT),
    "REBOUND": _waits("已更正，等打款", "Corrected, payout due", _ACQUIRER, Track.PAYOUT),
    "LIMIT_ADJUSTED": _waits(
        "限额已调，等打款", "Limit raised, payout due", _ACQUIRER, Track.PAYOUT
    ),
    "OUTAGE_WAITED": _waits("等恢复", "Waiting for the repair", _ACQUIRER, Track.PAYOUT),
    "BATCH_STUCK": _waits("结算没做成", "Settlement failed", _ACQUIRER, Track.INQUIRY),
    "SHORT_CHARGED": _waits("少收了", "Charged too little", _MANAGER),
    "NOT_DUPLICATE": _settled("没有重复", "No duplicate"),
    "DUPLICATE_VOIDED": _settled("多的已撤销", "Duplicate voided"),
    "DUPLICATE_REFUNDED": _waits("多的已退款", "Duplicate refunded", _ISSUER, Track.REFUND),
    "DUPLICATE_RETURNING": _waits("等退回", "Duplicate returning", _ISSUER, Track.REFUND),
    "DUPLICATE_TRACED": _waits("重复已报查", "Duplicate traced", _ACQUIRER, Track.INQUIRY),
    "DUPLICATE_RETURNED": _settled("多的已退回", "Duplicate returned"),
    "HOLD_ONLY": _waits("只是冻结", "Only a hold", _ISSUER, Track.REFUND),
    "WRONG_VOID": _waits("撤错了", "Wrong one voided", _MANAGER),
    "TERMINAL_BACK": _settled("机器恢复", "Terminal works again"),
    "TERMINAL_STOPPED": _waits("机器停用", "Terminal out of use", _ACQUIRER, Track.INQUIRY),
    "AREA_FAULT": _waits("大面积故障", "Area-wide fault", _ACQUIRER, Track.INQUIRY),
    "FRAUD": _waits("按诈骗办", "Handled as fraud", _MANAGER),
    "CLEARED": _settled("没问题", "Nothing wrong"),
    "REFUSED": _settled("没做这笔", "Refused"),
    "AVERTED": _settled("没有损失", "Nothing lost"),
    "DISPUTE_ANSWERED": _waits("已答复，等结果", "Answered, waiting", _ACQUIRER, Track.INQUIRY),
    "DISPUTE_ACCEPTED": _waits("认这笔", "Dispute accepted", _MANAGER),
    "DISPUTE_LOST": _settled("已被扣回", "Dispute lost"),
    "MISTAKE": _settled("登记错了", "Logged by mistake"),
}
"""Every outcome that the shipped flows or a person can give a case, by its name."""


def money_words(state: State, outcome: str | None) -> Text:
    """Return where the money stands, for a list; where no payment is spoken of, how it ended."""
    if state is State.START and outcome:
        return outcome_words(outcome)
    return STATE_WORDS[state]


def is_end(name: str | None) -> bool:
    """Return whether an outcome says that nobody waits any more; a shop's own one does."""
    return name is not None and (name not in OUTCOMES or OUTCOMES[name].life is Life.SETTLED)


def outcome_words(name: str) -> Text:
    """Return the words of an outcome; a shop's own flow may have names of its own."""
    known = OUTCOMES.get(name)
    return known.words if known else Text(name, name)
