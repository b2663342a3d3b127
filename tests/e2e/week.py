"""A week in a shop, told through the services: ten cases, three shifts, a holiday in between.

Thursday 24 September 2026 to Wednesday 30 September; Friday to Sunday is the Mid-autumn holiday,
and the day after the week the National Day holiday begins.
"""

from __future__ import annotations

from datetime import datetime

from posdesk.domain.case import Case
from posdesk.domain.event import PayoutTracked
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.people import Role
from posdesk.domain.walk import DONE
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall


class ShopClock:
    """A clock that the story sets; every look at it is a second later."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 24, 9, 0, tzinfo=BEIJING)
        self._ticks = 0

    def __call__(self) -> datetime:
        self._ticks += 1
        return self.now.replace(second=self._ticks % 60)

    def set(self, day: int, hour: int, minute: int = 0, month: int = 9) -> None:
        """Go on to a moment of 2026."""
        self.now = datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


class Week:
    """Plays the story day by day; ``numbers`` are the case numbers by what they are about."""

    def __init__(self, desk: Desk, clock: ShopClock) -> None:
        self.desk, self.clock = desk, clock
        self.numbers: dict[str, str] = {}
        self.sheets: list[str] = []

    # ------------------------------------------------------------------------------- Thursday

    def thursday(self) -> None:
        """The day before the holiday: six troubles and the first hand-over."""
        self._staff()
        self.clock.set(24, 10, 5)
        self._walk("sms", "no-sms", "approved all-right this-customer not-offered", "88.00")
        self.clock.set(24, 11, 20)
        self._code_declined()
        self.clock.set(24, 14, 43)
        self._no_slip()
        self._looks_again()
        self.clock.set(24, 16, 30)
        self._walk("refund", "refund-missing", "refund accepted card not-yet", "86.00")
        self.clock.set(24, 17, 40)
        self._twice()
        self.clock.set(24, 18, 0)
        self.desk.follow_up.finish_step(self.numbers["sms"], "close", "对过账，都在")
        self._close("sms", "付款有效，只缺短信")
        self._close("wallet", "微信查单：已关闭，没扣款")
        self.clock.set(24, 18, 5)
        self._hand_over("林晓", "王芳", "500 元那笔货在柜台下面")
        self.clock.set(24, 23, 20)
        self._late_sale()

    def _staff(self) -> None:
        for name, role in (("林晓", Role.CASHIER), ("王芳", Role.CASHIER), ("周敏", Role.MANAGER)):
            self.desk.staff.add(name, role)

    def _code_declined(self) -> None:
        """A wallet's payment that timed out; its own query says it was closed."""
        case = self._add("wallet", "36.50", terminal="timeout", bank="unknown", channel="wechat")
        self.desk.log.learn(
            case, terminal=Terminal.DECLINED, source=Source.WALLET, bank=Bank.NOT_DEBITED
        )

    def _no_slip(self) -> None:
        """The story's own: no slip, the customer was debited, goods are held."""
        case = self._add(
            "no-slip",
            "500.00",
            terminal="timeout",
            bank="debited",
            card="622848******1234",
            at="2026-09-24 14:32:07",
            symptom="没出单，但银行扣了500",
        )
        self.desk.log.mark_goods(case, "held")
        self.clock.set(24, 15, 6)
        self.desk.follow_up.log_call(
            case.id,
            SaidInCall(
                Party.ACQUIRER,
                name="小陈",
                ticket="8812",
                said="后台没有这笔，节后查复",
                promise_by="2026-09-28T10:00:00+08:00",
            ),
        )
        self.desk.log.promise(self._case("no-slip"), "查复结果", "2026-09-28 11:00")

    def _looks_again(self) -> None:
        """An hour later the customer's app still shows the debit."""
        self.clock.set(24, 15, 45)
        self.desk.follow_up.finish_step(self.numbers["no-slip"], "money:+60min", "还是已扣款")

    def _twice(self) -> None:
        """Paid twice; by mistake two cashiers log the same money."""
        case = self._add("twice", "129.00", terminal="approved", bank="debited", trace="004801")
        self.desk.log.try_again(case)
        self.desk.log.learn(
            self._case("twice"), terminal=Terminal.APPROVED, bank=Bank.DEBITED, source=Source.PORTAL
        )
        self.clock.set(24, 17, 46)
        self.desk.log.learn(self._case("twice"), terminal=Terminal.VOIDED, source=Source.SLIP)
        self.desk.follow_up.log_call(
            self.numbers["twice"],
            SaidInCall(Party.ACQUIRER, ticket="8830", said="撤销成功，原路退回"),
        )
        self.clock.set(24, 17, 52)
        self._add("twice-again", "129.00", terminal="approved", bank="debited", trace="004801")
        self.desk.follow_up.link(self.numbers["twice-again"], self.numbers["twice"], "凭证号一样")
        self._close("twice-again", "和上一件是同一笔", outcome="MISTAKE")

    def _late_sale(self) -> None:
        """A sale after the day cut: its first formal check comes a working day later."""
        self._add(
            "late",
            "320.00",
            terminal="timeout",
            bank="unknown",
            at="2026-09-24 23:10:00",
            symptom="关门前一笔，机器没反应",
        )

    # ---------------------------------------------------------------------------------- holiday

    def friday(self) -> None:
        """The first thing on the holiday: the late sale is reported to the acquirer's hotline."""
        self.clock.set(25, 9, 10)
        self.desk.follow_up.log_call(
            self.numbers["late"],
            SaidInCall(Party.ACQUIRER, ticket="9001", promise_by=moment(29, 10, 30)),
        )

    def saturday(self) -> None:
        """The holiday: one customer pays otherwise, and banks do not work."""
        self.clock.set(26, 15, 0)
        case = self._add("tender", "240.00", terminal="timeout", bank="unknown", trace="004822")
        self.desk.log.mark_goods(case, "held")
        case = self.desk.exhibits.attach(case.id, _note(), "note", name="双付说明.txt")
        self.desk.log.take_other_tender(
            case, "现金", "周敏", "第一笔到账就原卡退", signed=case.exhibits[-1].id
        )
        self.desk.log.mark_goods(self._case("tender"), "released")
        self.desk.follow_up.log_call(
            self.numbers["tender"],
            SaidInCall(Party.ACQUIRER, ticket="9102", said="工作日查", promise_by=moment(29, 15)),
        )
        self.clock.set(26, 16, 5)
        self.desk.follow_up.finish_step(self.numbers["tender"], "money:+10min", "后台还查不到")
        self.clock.set(26, 21, 0)
        self._hand_over("王芳", "林晓", "")

    # ----------------------------------------------------------------------------------- Monday

    def monday(self) -> None:
        """The first working day: answers come, a payout came back."""
        self.clock.set(28, 9, 40)
        case = self._add("payout", "18402.35", symptom="结算卡没到账，后台写退票")
        self.desk.follow_up.track_payout(
            case.id,
            PayoutTracked(
                case=case.id, returned_on="2026-09-28", amount=1_840_235, cause="户名不符"
            ),
        )
        self.desk.follow_up.log_call(
            case.id, SaidInCall(Party.ACQUIRER, ticket="7731", said="更正户名后两天内重打")
        )
        self.desk.follow_up.move(
            case.id, Life.WAITING, waiting_for=Party.ACQUIRER, why="等重新打款"
        )
        self.clock.set(28, 10, 12)
        self.desk.follow_up.log_call(
            self.numbers["no-slip"],
            SaidInCall(Party.ACQUIRER, how="call_in", name="小陈", ticket="8812", said="已冲正"),
        )
        self.desk.log.learn(self._case("no-slip"), bank=Bank.RETURNED, source=Source.BANK_APP)
        self.clock.set(28, 10, 50)
        self.desk.follow_up.finish_step(self.numbers["no-slip"], "promise", "客人看到退回了")
        self.desk.log.mark_goods(self._case("no-slip"), "released")
        self._close("no-slip", "冲正退回，客人确认", outcome="REVERSED")
        self.clock.set(28, 10, 55)
        self.desk.follow_up.finish_step(self.numbers["tender"], "money:+1wd", "后台没有第一笔")
        self.clock.set(28, 11, 0)
        self.desk.log.learn(self._case("twice"), bank=Bank.RETURNED, source=Source.BANK_APP)
        self._close("twice", "多的一笔已退回，客人看到")
        self.clock.set(28, 11, 30)
        self._add("small", "12.00", terminal="timeout", bank="unknown", trace="004830")
        self.clock.set(28, 12, 35)
        self.desk.follow_up.finish_step(self.numbers["small"], "money:+10min", "查不到")
        self.clock.set(28, 18, 0)
        self._hand_over("林晓", "王芳", "退票的资料在蓝色文件夹")

    # ---------------------------------------------------------------------------------- Tuesday

    def tuesday(self) -> None:
        """The late sale is looked at on its day; the payout's name is corrected."""
        self.clock.set(29, 10, 31)
        self.desk.log.learn(
            self._case("late"),
            terminal=Terminal.APPROVED,
            bank=Bank.DEBITED,
            source=Source.PORTAL,
        )
        self.clock.set(29, 14, 0)
        self.desk.follow_up.track_payout(
            self.numbers["payout"],
            PayoutTracked(
                case=self._case("payout").id, document="开户许可证户名", repay_on="2026-09-30"
            ),
        )
        self.clock.set(29, 15, 0)
        self.desk.log.learn(
            self._case("tender"),
            terminal=Terminal.DECLINED,
            source=Source.ACQUIRER,
            ticket="9102",
        )
        self._close("tender", "第一笔没成，现金这笔有效")

    # -------------------------------------------------------------------------------- Wednesday

    def wednesday(self) -> None:
        """The last day before National Day: what is done is closed, the small one given up."""
        self.clock.set(30, 10, 35)
        self.desk.follow_up.track_payout(
            self.numbers["payout"],
            PayoutTracked(case=self._case("payout").id, repaid_at="2026-09-30T09:12:00+08:00"),
        )
        self.desk.follow_up.move(
            self.numbers["payout"], Life.SETTLED, why="重打到账", outcome="ARRIVED"
        )
        self._close("payout", "结算单对上了")
        self._close("late", "结算单里有这笔")
        self.clock.set(30, 10, 50)
        self.desk.follow_up.finish_step(self.numbers["refund"], "refund:3", "后台：已退回客人卡")
        self.desk.follow_up.move(
            self.numbers["refund"], Life.SETTLED, why="客人看到退款", outcome="REFUNDED"
        )
        self.clock.set(30, 16, 0)
        self.desk.follow_up.write_off(self.numbers["small"], 1200, "12 元，追的话电话费更贵")

    # ----------------------------------------------------------------------------------- parts

    def case(self, name: str) -> Case:
        """Return the case that the story calls ``name``."""
        return self._case(name)

    def due(self, which: str | None = None) -> list[tuple[str, str, str]]:
        """Return the due list now: what the story calls the case, the step, its date."""
        told = {number: name for name, number in self.numbers.items()}
        return [
            (told[one.row.number], one.next.key, one.next.due[5:16])
            for one in self.desk.follow_up.due(which)
            if one.next is not None
        ]

    def _add(self, name: str, amount: str, **facts: str) -> Case:
        log = self.desk.log
        case = log.add(log.read({"amount": amount, **facts}))
        self.numbers[name] = case.number
        return case

    def _walk(self, name: str, flow: str, answers: str, amount: str) -> None:
        troubleshoot = self.desk.troubleshoot
        session = troubleshoot.start(flow)
        left = answers.split()
        while left or session.walk.node.kind is NodeKind.ACTION:
            done = session.walk.node.kind is NodeKind.ACTION
            session = troubleshoot.answer(session, DONE if done else left.pop(0))
        self.desk.log.record(session.case, "amount", amount)
        self.numbers[name] = session.case.number

    def _close(self, name: str, why: str, outcome: str | None = None) -> None:
        self.desk.follow_up.move(self.numbers[name], Life.CLOSED, why=why, outcome=outcome)

    def _case(self, name: str) -> Case:
        return self.desk.log.case(self.numbers[name])

    def _hand_over(self, by: str, to: str, note: str) -> None:
        sheet = self.desk.shifts.end_shift(by, note)
        self.sheets.append(sheet.id)
        self.desk.shifts.take_over(sheet.id, to)


def _note() -> bytes:
    return "本人同意先付现金，第一笔到账后原卡退回。签名：李".encode()


def moment(day: int, hour: int, minute: int = 0) -> str:
    """Return a moment of the story as ISO text."""
    return iso(datetime(2026, 9, day, hour, minute, tzinfo=BEIJING))
