"""Made-up cases to practise and to demonstrate on: a morning at a counter that never was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from posdesk.domain.case import Case
from posdesk.domain.facts import Bank, Source
from posdesk.domain.life import Party
from posdesk.domain.moment import iso
from posdesk.domain.text import Lang, Text
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall

At = Callable[[int, int], None]
"""Sets the clock to an hour and a minute of that morning, where there is one to be set."""

TICKET = "2607"
SOON, LATE = timedelta(minutes=20), timedelta(minutes=30)

_CALL_BACK = Text("回客人电话", "Call the customer back")
_LOOK = Text("去后台看退款", "Look for the refund in the portal")
_LOOKING = Text("后台在查，明天回话", "They look into it and call tomorrow")
_BACK = Text("客人看过银行 App，钱退回了", "The customer saw it come back in the bank's app")
_LEFT = Text("没打单，客人先走了", "No slip, the customer has left")


@dataclass(frozen=True, slots=True)
class _Made:
    hour: int
    minute: int
    said: Text
    amount: str
    terminal: str
    bank: str
    card: str = ""


_DEBITED = _Made(
    *(9, 12, Text("扣款未到账", "Charged, not received"), "86.00", "timeout", "debited"),
    card="621700******5521",
)
_TIMED_OUT = _Made(9, 48, Text("付款码超时", "QR timed out"), "36.50", "timeout", "unknown")
_REFUND = _Made(
    *(10, 20, Text("退款没到", "Refund not there"), "219.00", "timeout", "debited"),
    card="622588******7130",
)
_RETURNED = _Made(
    *(11, 5, Text("刷卡没反应", "The swipe does nothing"), "1060.00", "timeout", "debited"),
    card="622202******0086",
)


def play_morning(desk: Desk, lang: Lang, at: At = lambda _hour, _minute: None) -> None:
    """Put a case in each state, and a walk nobody finished, into an empty folder.

    One is to be called back soon, one waits for the acquirer's answer, one is overdue, one only
    has to be closed.
    """
    now = desk.log.now
    opened = _open(desk, _DEBITED, lang, at)
    desk.log.promise(opened, _CALL_BACK.in_(lang), iso(now() + SOON))
    waiting = _open(desk, _TIMED_OUT, lang, at)
    said = SaidInCall(
        Party.ACQUIRER,
        ticket=TICKET,
        said=_LOOKING.in_(lang),
        promise_by=iso(now() + timedelta(days=1)),
    )
    desk.follow_up.log_call(waiting.id, said)
    late = _open(desk, _REFUND, lang, at)
    desk.follow_up.plan_own(late.id, _LOOK.in_(lang), iso(now() - LATE))
    returned = _open(desk, _RETURNED, lang, at)
    returned = desk.log.learn(returned, bank=Bank.RETURNED, source=Source.BANK_APP)
    desk.log.note(returned.id, _BACK.in_(lang))
    at(13, 10)
    session = desk.troubleshoot.start("no-slip", symptom=_LEFT.in_(lang))
    desk.log.record(session.case, "amount", "64.00")
    desk.troubleshoot.answer(session, "done")


def _open(desk: Desk, made: _Made, lang: Lang, at: At) -> Case:
    at(made.hour, made.minute)
    facts = {
        "symptom": made.said.in_(lang),
        "amount": made.amount,
        "terminal": made.terminal,
        "bank": made.bank,
        "flow": "no-slip",
        "card": made.card,
    }
    return desk.log.add(desk.log.read({name: text for name, text in facts.items() if text}))
