"""What a list of cases looks like as a table, whatever file it becomes: its columns, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from posdesk.domain.card import MaskedCard
from posdesk.domain.followup import NextStep
from posdesk.domain.life import LIFE_WORDS, PARTY_WORDS, Life, Party
from posdesk.domain.money_state import Charge, State
from posdesk.domain.outcome import money_words, outcome_words
from posdesk.domain.text import Text
from posdesk.domain.transaction import SLIP_FIELDS, Slip


@dataclass(frozen=True, slots=True)
class TableCase:
    """A case as a table tells of it; ``slips`` are those of its attempts, ``amount`` is in fen.

    ``closed_at`` is empty while it is not closed; ``reason`` is the title of its flow.
    """

    number: str
    opened_at: str
    closed_at: str
    life: Life
    money: State
    outcome: str | None
    charge_again: Charge
    amount: int | None
    card: MaskedCard | None
    slips: tuple[Slip, ...]
    reason: Text | None
    symptom: str
    cashier: str
    waiting_for: Party | None
    next: NextStep | None
    promise: str | None
    promise_by: str | None
    exhibits: int


class Kind(StrEnum):
    """How the values of a column are written."""

    WORDS = "words"
    IDENTIFIER = "identifier"
    AMOUNT = "amount"
    MOMENT = "moment"
    COUNT = "count"


Value = str | int | Text | None
"""Fen for an amount, ISO text for a moment; nothing is written for ``None`` and empty text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` is in characters, ``of`` returns its value for a case."""

    name: str
    heading: Text
    kind: Kind
    width: int
    of: Callable[[TableCase], Value]


CHARGE_WORDS: Final[dict[Charge, Text]] = {
    Charge.NO: Text("不再收", "No"),
    Charge.UNKNOWN: Text("先不收", "Not yet"),
    Charge.YES: Text("可再收", "Yes"),
}

BETWEEN = "; "
"""What stands between the values of several attempts to pay."""


def _slip_column(name: str, width: int) -> Column:
    """Return the column of a field of the slip: what each attempt has, each value once."""

    def of(case: TableCase) -> str | None:
        if len(case.slips) == 1:
            value: str | None = getattr(case.slips[0], name)
            return value
        values: Iterable[str | None] = (getattr(slip, name) for slip in case.slips)
        return BETWEEN.join(dict.fromkeys(value for value in values if value))

    words = name in {"issuer", "channel"}
    kind = Kind.WORDS if words else Kind.IDENTIFIER
    return Column(name, SLIP_FIELDS[name].label, kind, width, of)


COLUMNS: Final[tuple[Column, ...]] = (
    Column("number", Text("案件号", "Case"), Kind.IDENTIFIER, 12, lambda c: c.number),
    Column("opened_at", Text("建案时间", "Opened"), Kind.MOMENT, 20, lambda c: c.opened_at),
    Column("closed_at", Text("关闭时间", "Closed"), Kind.MOMENT, 20, lambda c: c.closed_at),
    Column("state", Text("状态", "State"), Kind.WORDS, 10, lambda c: LIFE_WORDS[c.life]),
    Column(
        "money",
        Text("款项", "Money"),
        Kind.WORDS,
        20,
        lambda c: money_words(c.money, c.outcome),
    ),
    Column(
        "charge_again",
        Text("能否再收", "May charge again"),
        Kind.WORDS,
        12,
        lambda c: CHARGE_WORDS[c.charge_again],
    ),
    Column("amount", Text("金额（元）", "Amount (CNY)"), Kind.AMOUNT, 14, lambda c: c.amount),
    Column(
        "card",
        SLIP_FIELDS["card"].label,
        Kind.IDENTIFIER,
        20,
        lambda c: str(c.card) if c.card else None,
    ),
    _slip_column("issuer", 14),
    _slip_column("channel", 10),
    _slip_column("merchant_id", 18),
    _slip_column("terminal_id", 12),
    _slip_column("rrn", 16),
    _slip_column("order_no", 34),
    _slip_column("batch", 10),
    _slip_column("trace", 10),
    Column("reason", Text("流程", "Reason"), Kind.WORDS, 26, lambda c: c.reason),
    Column("symptom", Text("客人怎么说", "What was said"), Kind.WORDS, 34, lambda c: c.symptom),
    Column("cashier", Text("收银员", "Cashier"), Kind.WORDS, 12, lambda c: c.cashier),
    Column(
        "waiting_for",
        Text("等谁", "Waiting for"),
        Kind.WORDS,
        12,
        lambda c: PARTY_WORDS[c.waiting_for] if c.waiting_for else None,
    ),
    Column(
        "next",
        Text("下一步", "Next step"),
        Kind.WORDS,
        34,
        lambda c: c.next.what if c.next else None,
    ),
    Column(
        "next_due",
        Text("下一步时间", "Next step by"),
        Kind.MOMENT,
        20,
        lambda c: c.next.due if c.next else None,
    ),
    Column("promise", Text("答应客人", "Promise"), Kind.WORDS, 30, lambda c: c.promise),
    Column("promise_by", Text("答应时间", "Promised by"), Kind.MOMENT, 20, lambda c: c.promise_by),
    Column("exhibits", Text("证据数", "Exhibits"), Kind.COUNT, 10, lambda c: c.exhibits),
    Column(
        "outcome",
        Text("结果", "Outcome"),
        Kind.WORDS,
        22,
        lambda c: outcome_words(c.outcome) if c.outcome else None,
    ),
)
"""The columns from left to right; whoever adds one adds it for every kind of file."""
