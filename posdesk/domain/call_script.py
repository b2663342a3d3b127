"""What to say on the telephone about a case: one short script for each party it waits for."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.flow import Call
from posdesk.domain.life import Party
from posdesk.domain.moment import from_iso
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS
from posdesk.domain.text import Text


def call_script(case: Case, whom: Party) -> Call:
    """Return whom to call and what to say, with what is known of ``case`` filled in."""
    ask = _ASK[whom]
    payment, ticket = _payment(case), _ticket(case, whom)
    hello = _hello(case, whom)
    return Call(
        whom=whom.value,
        script=Text(
            f"{hello.zh_CN}{payment.zh_CN}。{ticket.zh_CN}{ask.zh_CN}",
            f"{hello.en}{payment.en}. {ticket.en}{ask.en}",
        ),
        have=_HAVE[whom],
    )


_ASK: dict[Party, Text] = {
    Party.ACQUIRER: Text(
        "请查后台：这笔成功没有，有没有冲正，什么时候退回？请给工单号和答复时间。",
        "Please look in your system: was it approved, was it reversed, when does it go back?"
        " Please give me a ticket number, and tell me by when you answer.",
    ),
    Party.ISSUER: Text(
        "这笔入账了，还是只冻结？什么时候退回？请给受理号。",
        "Was it posted or is it only a hold? When does it go back? Please give me a ticket number.",
    ),
    Party.WALLET: Text(
        "扣款成功没有？商户收到没有？退款到哪一步了？请给受理号。",
        "Was it taken? Did the shop get it? How far is the refund? Please give me a ticket number.",
    ),
    Party.CUSTOMER: Text(
        "我们查到的是：……。下一次给您回话的时间是：……。请先不要再付。",
        "What we found is: … We call you again at: … Please do not pay again yet.",
    ),
    Party.MANAGER: Text(
        "请定：再等、要书面答复，还是核销？",
        "Please decide: wait, ask for a written answer, or write it off?",
    ),
}
_HAVE: dict[Party, tuple[Text, ...]] = {
    Party.ACQUIRER: (Text("签购单", "the slip"), Text("客人的扣款截图", "the bank app's picture")),
    Party.ISSUER: (Text("客人在旁边", "the customer beside you"),),
    Party.WALLET: (Text("钱包账单", "the wallet's record"),),
    Party.CUSTOMER: (Text("最近一次答复", "the last answer"),),
    Party.MANAGER: (Text("全部经过", "all that happened"),),
}


def _hello(case: Case, whom: Party) -> Text:
    if whom is Party.MANAGER:
        return Text(f"案件 {case.number}：", f"Case {case.number}: ")
    shop, merchant, terminal = case.shop, case.slip.merchant_id, case.slip.terminal_id
    zh, en = f"您好，我是{shop}" if shop else "您好", f"Hello, this is {shop}" if shop else "Hello"
    if whom is Party.ACQUIRER:
        zh += f"，商户号 {merchant}" if merchant else ""
        en += f", merchant {merchant}" if merchant else ""
        zh += f"，终端 {terminal}" if terminal else ""
        en += f", terminal {terminal}" if terminal else ""
    return Text(f"{zh}。", f"{en}. ")


def _payment(case: Case) -> Text:
    """Return which payment it is about: when, how much, where the money stands."""
    slip, state = case.slip, STATE_WORDS[case.verdict.state]
    at = from_iso(slip.at or case.opened_at)
    amount = show_amount(slip.amount) if slip.amount is not None else ""
    zh, en = f"{at.month}月{at.day}日 {at:%H:%M} 有一笔 {amount}", f"{at:%d %b %H:%M}, {amount}"
    return Text(f"{zh}，{state.zh_CN}", f"{en}: {state.en.lower()}")


def _ticket(case: Case, whom: Party) -> Text:
    asked = [c.event for c in case.calls if c.event.who == whom.value and c.event.ticket]
    if not asked:
        return Text("", "")
    ticket = asked[-1].ticket
    return Text(f"之前的工单是 {ticket}。", f"Our ticket is {ticket}. ")
