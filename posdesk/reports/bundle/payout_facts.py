"""The facts of a payout in sentences, for the letter and for its table of keys."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk.domain.case import Case
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.text import Text
from posdesk.reports.bundle.letter import Statement

RETURNED = Text("退回日期", "Returned on")
AMOUNT = Text("打款金额", "Payout amount")
CAUSE = Text("退回原因", "Reason of the return")
CORRECTED = Text("已更正", "Corrected")
REPAY = Text("重打日期", "To be paid again on")
REPAID = Text("到账时间", "Arrived")

_NOTICE = ("statement", "sms", "app", "terminal")


def payout_keys(case: Case) -> Iterator[tuple[Text, str]]:
    """Yield what is known of the payout, by its label."""
    told = case.payout
    if told is None:
        return
    for label, value in (
        (AMOUNT, show_amount(told.amount) if told.amount is not None else None),
        (RETURNED, told.returned_on),
        (CAUSE, told.cause),
        (CORRECTED, told.document),
        (REPAY, told.repay_on),
        (REPAID, date_and_time(told.repaid_at)[:-3] if told.repaid_at else None),
    ):
        if value:
            yield label, value


def payout_statements(case: Case) -> tuple[Statement, ...]:
    """Return what is known of the payout in sentences, each with what shows it."""
    told = case.payout
    if told is None:
        return (Statement(_NOT_TOLD),)
    said = []
    amount = f" {show_amount(told.amount)}" if told.amount is not None else ""
    if told.returned_on:
        zh = f"结算款{amount} 于 {told.returned_on} 被退回"
        en = f"A payout{f' of{amount}' if amount else ''} was returned on {told.returned_on}"
        said.append(Statement(Text(zh, en), _NOTICE))
    if told.cause:
        said.append(
            Statement(
                Text(f"所知的原因：{told.cause}", f"The reason as far as known: {told.cause}")
            )
        )
    if told.document:
        said.append(
            Statement(Text(f"本店已更正：{told.document}", f"The shop corrected: {told.document}"))
        )
    if told.repaid_at:
        day = date_and_time(told.repaid_at)[:10]
        said.append(Statement(Text(f"重打的款已于 {day} 到账", f"The new payout arrived on {day}")))
    else:
        said.append(Statement(_NOT_THERE))
    return tuple(said)


_NOT_TOLD = Text("打款的日期和金额还没有记下", "Date and amount of the payout are not noted yet")
_NOT_THERE = Text("记录中还没有重新到账", "No new payout is on record")
