"""What the letter says: its fixed words, and the facts; what it asks for is in letter_request.

A letter never promises a date and never says more than the case knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.case import Attempt, Case
from posdesk.domain.event import CallLogged, Event, FactLearnt, OtherTenderTaken
from posdesk.domain.facts import NOTHING_KNOWN, SOURCE_WORDS, Bank, Source, Terminal
from posdesk.domain.life import Party
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import Charge
from posdesk.domain.text import Text
from posdesk.domain.verdict import strictest, verdict

TO, FROM = Text("致", "To"), Text("由", "From")
DISPUTE_DESK = Text("收单机构，差错处理部门", "The acquirer, dispute desk")
REPLY = Text(
    "请于收到后 3 个工作日内书面答复。", "Please reply in writing within 3 working days of receipt."
)
STOP = Text("。", ".")
TICKET = Text("贵方工单：", "Your ticket: ")
AS_OF = Text("截至 ", "As of ")
SCAN = Text("扫码核对清单", "Manifest digest")
HEADINGS = {
    "keys": Text("交易要素", "The transaction"),
    "payout": Text("打款要素", "The payout"),
    "facts": Text("事实", "Facts"),
    "exhibits": Text("附件", "Exhibits"),
}
MISSING = Text("暂缺", "Not known yet")
NO_EXHIBITS = Text("没有附件。", "No exhibits.")
DIGEST = Text(
    "清单摘要（SHA-256），核对方法见第 {page} 页",
    "Manifest digest (SHA-256); how to check: page {page}",
)
STAMP = Text("商户盖章、签字、日期", "Stamp, signature, date")
CASHIER = Text("收银员 ", "cashier ")
TILL = Text("收银台 ", "till ")

EXHIBIT_SHOWS: dict[str, Text] = {
    "slip": Text("这笔的单据", "The document of this payment"),
    "terminal": Text("终端对这笔的显示", "What the terminal showed"),
    "app": Text("付款人银行记录里的这笔", "The payment in the payer's bank record"),
    "sms": Text("银行发给付款人的通知", "The bank's notice to the payer"),
    "statement": Text("对账单上当天的记录", "The statement of that day"),
    "refund": Text("退货或撤销的单据", "The document of the refund or void"),
    "note": Text("客人签字的说明", "The note that the customer signed"),
    "goods": Text("货物的小票或签收凭证", "The goods: till receipt or proof of delivery"),
    "mail": Text("与机构的往来", "What was written to and fro"),
    "other": Text("其他材料", "Other material"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact in a sentence, and the kinds of exhibit that show it."""

    words: Text
    shown_by: tuple[str, ...] = ()


_TERMINAL_SAYS: dict[Terminal | None, Text] = {
    Terminal.APPROVED: Text("终端显示交易成功", "The terminal shows the payment as approved"),
    Terminal.DECLINED: Text("终端显示交易被拒绝", "The terminal shows the payment as declined"),
    Terminal.TIMEOUT: Text("终端超时，没有结果", "The terminal timed out without a result"),
    Terminal.REVERSING: Text("终端正在冲正这笔", "The terminal is reversing the payment"),
    Terminal.VOIDED: Text("这笔已在终端撤销", "The payment was voided on the terminal"),
    None: Text("终端的结果还没有查到", "The terminal's result is not known yet"),
}
_BANK_SAYS: dict[Bank | None, Text] = {
    Bank.DEBITED: Text("付款人的银行显示已扣款", "The payer's bank shows a debit"),
    Bank.NOT_DEBITED: Text("付款人的银行显示没有扣款", "The payer's bank shows no debit"),
    Bank.RETURNED: Text(
        "付款人的银行显示扣款后已退回", "The payer's bank shows a debit and its return"
    ),
    Bank.UNKNOWN: Text("付款人现在看不到银行记录", "The payer cannot see the bank's record now"),
    None: Text("付款人的银行记录还没有问到", "The payer's bank record has not been asked for yet"),
}
_GOODS = {
    "held": Text("货物未交付，留在店里", "The goods were not handed over and are held in the shop"),
    "released": Text("货物已交付", "The goods were handed over"),
}
_NO_SECOND = Text("记录中没有再次收款", "No second charge is on record")


def subject(case: Case) -> Attempt:
    """Return the attempt that the letter is about: the first with the strictest verdict."""
    strict = strictest(attempt.facts for attempt in case.attempts)
    return next(a for a in case.attempts if verdict(a.facts) == strict)


def statements(case: Case, *, unknown: bool = True) -> tuple[Statement, ...]:
    """Return the facts of ``case``, each with the kinds of exhibit that show it.

    ``unknown``: what nobody has asked yet is said too, as such.
    """
    many = len(case.attempts) > 1
    told = [s for attempt in case.attempts for s in _of_attempt(attempt, many, unknown)]
    told += (_paid_otherwise(tender) for tender in case.tenders)
    if case.goods in _GOODS:
        told.append(Statement(_GOODS[case.goods]))
    if _stood_by(case):
        told.append(Statement(_NO_SECOND))
    return tuple(told)


def _paid_otherwise(tender: OtherTenderTaken) -> Statement:
    return Statement(
        Text(
            f"付款人自愿另付：{tender.means}，经理 {tender.manager}，已写双付说明",
            f"At the payer's own wish paid otherwise: {tender.means},"
            f" manager {tender.manager}, with a double-payment note",
        ),
        ("note",),
    )


def _stood_by(case: Case) -> bool:
    """Return whether the case shows that the shop took nothing more than this one payment."""
    known = case.attempt.facts != NOTHING_KNOWN
    once = len(case.attempts) == 1 and not case.tenders
    return known and once and case.verdict.charge_again is not Charge.YES


def _of_attempt(attempt: Attempt, many: bool, unknown: bool) -> list[Statement]:
    slip = attempt.slip
    told = []
    if slip.at and slip.amount is not None:
        at, amount = date_and_time(slip.at), show_amount(slip.amount)
        nth = Text(f"第 {attempt.number} 次付款", f"Payment {attempt.number}")
        first = nth if many else Text("付款", "Payment")
        told.append(
            Statement(
                Text(f"{at} {first.zh_CN} {amount}", f"{first.en} of {amount} at {at}"), ("slip",)
            )
        )
    elif many:
        told.append(Statement(Text(f"第 {attempt.number} 次付款", f"Payment {attempt.number}")))
    facts = attempt.facts
    terminal = _sourced(_TERMINAL_SAYS[facts.terminal], attempt.terminal_source)
    bank = _sourced(_BANK_SAYS[facts.bank], attempt.bank_source)
    if unknown or facts.terminal is not None:
        told.append(Statement(terminal, ("terminal",)))
    if unknown or facts.bank is not None:
        told.append(Statement(bank, ("app", "sms")))
    return told


def _sourced(words: Text, source: str | None) -> Text:
    if not source:
        return words
    said_by = SOURCE_WORDS[Source(source)]
    return Text(f"{words.zh_CN}（据{said_by.zh_CN}）", f"{words.en} ({said_by.en})")


def ticket(case: Case) -> str:
    """Return the last ticket number that the acquirer named, if any."""
    named = (_acquirers_ticket(r.event) for r in reversed(case.history))
    return next((t for t in named if t), "")


def _acquirers_ticket(event: Event) -> str:
    match event:
        case CallLogged(who=Party.ACQUIRER, ticket=number) | FactLearnt(ticket=number):
            return number
    return ""
