"""The slip a customer takes along: what was found, what the shop does, when it calls back.

It never holds a date for the money, a full card number, or words that somebody typed about either.
"""

from __future__ import annotations

from posdesk.domain.case import Attempt, Case
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS
from posdesk.domain.moment import date_and_time, from_iso, weekday
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS, State
from posdesk.domain.text import Lang, Text
from posdesk.domain.verdict import verdict
from posdesk.reports.drawing import Drawing
from posdesk.reports.slip_paper import Column, Paper
from posdesk.reports.typeset.setting import Setter

TITLE = Text("付款查询凭条", "Payment enquiry slip")
KEEP = Text("请收好，来电来店时报案件号。", "Please keep this and name the case number.")
CASE = Text("案件号", "Case")
FOUND = Text("查到的情况", "What was found")
NEXT = Text("店里接下来做", "What the shop does next")
CALL_BACK = Text("回电时间", "We call you back")
WHOM = Text("可以打给谁", "Whom to call")
FIELDS = {
    "amount": Text("金额", "Amount"),
    "at": Text("付款时间", "Paid at"),
    "card": Text("卡号", "Card"),
    "terminal_id": Text("终端号", "Terminal"),
    "batch": Text("批次号", "Batch"),
    "trace": Text("凭证号", "Voucher"),
    "rrn": Text("参考号", "Reference"),
    "order_no": Text("订单号", "Order no."),
}
TERMINAL = Text("店里机器", "Our terminal")
BANK = Text("您的银行", "Your bank")
STATE = Text("结论", "So far")
ATTEMPT = Text("第 {number} 次付款", "Payment {number}")
OTHERWISE = Text("您另外付过一次：算已付款。", "You paid otherwise once: that counts as paid.")
HELD = Text("货留在店里，给您保管。", "We keep the goods for you in the shop.")
BY = Text("{when} 前，店里给您打电话。", "By {when} the shop calls you.")
NO_TIME = Text(
    "还没约时间，请和收银员说好。", "No time agreed yet; please agree on one with the cashier."
)
NO_DATE = Text(
    "钱哪天退回、到账，由银行处理，店里不能替银行定日期。",
    "When money comes back is up to the bank; the shop cannot name a day for it.",
)
ISSUER = Text("发卡银行", "Your bank")
CHECK_SITE = Text(
    "号码以卡背面或银行官网为准。", "Trust the number on your card or the bank's official site."
)
SHOP = Text("本店", "The shop")
NEVER = Text(
    "验证码、密码不要告诉任何人，店里也不会问。",
    "Never tell anyone a code or a PIN; the shop never asks for one.",
)
TRICK = Text("退款不用点链接，不用先交钱。", "A refund needs no link, and no payment beforehand.")
AS_OF = Text("按 {at} 的记录", "As recorded at {at}")

_STANDS = Text("付款有效，店里不会再收这笔。", "The payment stands; we charge nothing more for it.")
_TRACE = Text(
    "已登记，店里向收单机构查这笔；没查清前不再收。",
    "Logged; we trace it with our acquirer and charge nothing until it is clear.",
)
_REVERSING = Text(
    "机器正在冲正，店里看结果；没查清前不再收。",
    "Our terminal is reversing it; we watch the result and charge nothing until it is clear.",
)
_VOIDED = Text(
    "店里已撤销这笔，按原路退回您的账户；店里继续核对。",
    "We voided it; it goes back the way it came, and we keep checking.",
)
_NOT_TAKEN = Text(
    "这笔没有收成，或已退回；要不要另付，由您决定。",
    "This payment was not taken, or came back; whether to pay again is up to you.",
)
_NEXT: dict[State, Text] = {
    State.PAID: _STANDS,
    State.PAID_BANK_LATE: _STANDS,
    State.REVERSING: _REVERSING,
    State.REVERSING_RETURNED: _REVERSING,
    State.VOIDED_RETURN_DUE: _VOIDED,
    State.DECLINED: _NOT_TAKEN,
    State.DECLINED_BANK_UNSEEN: _NOT_TAKEN,
    State.RETURNED: _NOT_TAKEN,
    State.VOIDED: _NOT_TAKEN,
    State.VOIDED_RETURNED: _NOT_TAKEN,
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def customer_slip(case: Case, issuer: Text, setter: Setter, paper: Paper) -> Drawing:
    """Return the slip of ``case`` on ``paper``; ``issuer`` is whom to dial at the bank."""
    column, say = Column(setter, paper), setter.say
    column.narrow()
    if case.shop.strip():
        column.title(case.shop, paper.strong)
    column.title(say(TITLE))
    number = case.number or case.id[:8]
    column.field(say(CASE), number, strong=True)
    column.text(say(KEEP), paper.fine)
    column.rule()
    _payment(column, setter, case.attempt)
    column.rule()
    _found(column, setter, case)
    column.beside()
    column.text(say(NEXT), paper.strong)
    column.text(say(_NEXT.get(case.verdict.state, _TRACE)))
    if case.goods == "held":
        column.text(say(HELD))
    column.gap()
    when = call_back(case.promise.by, setter.lang) if case.promise else ""
    column.text(say(CALL_BACK), paper.strong)
    column.text(say(BY).format(when=when) if when else say(NO_TIME))
    column.text(say(NO_DATE), paper.fine)
    column.rule()
    _whom(column, setter, case, issuer)
    column.across()
    column.gap()
    column.boxed(f"{say(NEVER)}{'' if setter.lang == 'zh_CN' else ' '}{say(TRICK)}", "warning")
    column.gap()
    at = case.last.at if case.history else ""
    if at:
        column.text(say(AS_OF).format(at=date_and_time(at)[:-3]), paper.fine)
    return column.page(f"{say(TITLE)} {number}", case.shop, at)


def call_back(moment: str, lang: Lang) -> str:
    """Return a stored moment as a slip says it, with its year: it is read days later."""
    then = from_iso(moment)
    time, day = then.strftime("%H:%M"), weekday(then, lang)
    if lang == "zh_CN":
        return f"{then.year}年{then.month}月{then.day}日 {day} {time}"
    return f"{day} {then.day} {_MONTHS[then.month - 1]} {then.year}, {time}"


def _payment(column: Column, setter: Setter, attempt: Attempt) -> None:
    slip = attempt.slip
    values = {
        "amount": show_amount(slip.amount) if slip.amount is not None else "",
        "at": date_and_time(slip.at)[:-3] if slip.at else "",
        "card": slip.card.shown() if slip.card else "",
        "terminal_id": slip.terminal_id or "",
        "batch": slip.batch or "",
        "trace": slip.trace or "",
        "rrn": slip.rrn or "",
        "order_no": slip.order_no or "",
    }
    for name, value in values.items():
        column.field(setter.say(FIELDS[name]), value, strong=name == "amount")


def _found(column: Column, setter: Setter, case: Case) -> None:
    say = setter.say
    column.text(say(FOUND), column.paper.strong)
    for attempt in case.attempts:
        if len(case.attempts) > 1:
            column.text(say(ATTEMPT).format(number=attempt.number), column.paper.fine)
        column.field(say(TERMINAL), say(TERMINAL_WORDS[attempt.facts.terminal]))
        column.field(say(BANK), say(BANK_WORDS[attempt.facts.bank]))
        column.field(say(STATE), say(STATE_WORDS[verdict(attempt.facts).state]), strong=True)
    if case.tenders:
        column.text(say(OTHERWISE))


def _whom(column: Column, setter: Setter, case: Case, issuer: Text) -> None:
    say = setter.say
    column.text(say(WHOM), column.paper.strong, sign="phone")
    column.field(say(ISSUER), say(issuer))
    column.text(say(CHECK_SITE), column.paper.fine)
    who = " ".join(part for part in (case.shop, case.till, case.cashier) if part.strip())
    column.field(say(SHOP), who)
