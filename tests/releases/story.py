"""A few days at a made-up shop, told as far as the program that runs it knows how to.

Data of a release are kept as that release wrote them. The story therefore asks before it uses what
an older program did not have; names, numbers and cards are invented.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

BEIJING = timezone(timedelta(hours=8))
PASSPHRASE = "七号柜台的雨伞 27"
WALKS = (
    ("no-slip", "刷卡没出票", "timeout debited same still-debited open leaves ticket"),
    ("no-sms", "没收到短信", "approved all-right"),
    ("declined", "机器显示拒绝", "not-debited code open waits ticket"),
)


class StoryClock:
    """Three seconds a look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 16, 9, 0, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=3)
        return self.now

    def later(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


class Story:
    """Plays it through the services of one desk, whichever program's they are."""

    def __init__(self, desk: Any, clock: StoryClock, folder: Path) -> None:
        self.desk, self.clock, self.folder = desk, clock, folder
        self.told: list[str] = []

    def play(self, *, few: bool = False) -> None:
        """Do every part that this program knows, or the first ``few``; ``told`` names them."""
        parts = (self._people, self._walks, self._records, self._exhibits)
        # What comes last stays in the write-ahead log of the copy.
        later = (self._covered, self._sent, self._erased, self._calls, self._shift)
        for part in parts if few else (*parts, *later):
            self._tell(part)
            self.clock.later(2)

    @property
    def first(self) -> str:
        """The number of the first case of ``_records``."""
        return self._numbers()[0]

    def _tell(self, part: Callable[[], bool]) -> None:
        if part():
            self.told.append(part.__name__.strip("_"))

    def _people(self) -> bool:
        if not hasattr(self.desk, "staff"):
            return False
        for name, role in (("林晓", "cashier"), ("王芳", "cashier"), ("周敏", "manager")):
            self.desk.staff.add(name, role)
        self.desk.staff.rename("王芳", "王芳芳")
        return True

    def _walks(self) -> bool:
        for flow, symptom, answers in WALKS:
            session = self.desk.troubleshoot.start(flow, symptom=symptom)
            self.desk.log.record(session.case, "amount", "88.00")
            for answer in answers.split():
                node = session.walk.node
                while node.kind.value == "action":
                    session = self.desk.troubleshoot.answer(session, "done")
                    node = session.walk.node
                if node.answer(answer) is None:
                    break
                session = self.desk.troubleshoot.answer(session, answer)
        return True

    def _records(self) -> bool:
        log = self.desk.log
        case = self._add("500.00", "没出单，银行扣了", "timeout", "debited", "622848******1234")
        log.note(case.id, "客人明天再来问")
        log.mark_goods(log.case(case.id), "held")
        log.promise(log.case(case.id), "查复结果", "2026-11-18 11:00")
        twice = self._add("129.00", "扣了两次", "approved", "debited", "")
        log.try_again(twice)
        self._learn(log.case(twice.id), "approved", "debited")
        declined = self._add("36.50", "付款码超时", "timeout", "unknown", "")
        self._learn(declined, "declined", "not_debited")
        log.correct(declined.id, log.read({"amount": "36.60"}), "看错小票")
        self._add("1060.00", "刷卡没反应", "timeout", "unknown", "621700******5521")
        return True

    def _add(self, amount: str, symptom: str, terminal: str, bank: str, card: str) -> Any:
        raw = {"amount": amount, "symptom": symptom, "terminal": terminal, "bank": bank}
        return self.desk.log.add(self.desk.log.read(raw | ({"card": card} if card else {})))

    def _learn(self, case: Any, terminal: str, bank: str) -> None:
        from posdesk.domain.facts import Bank, Source, Terminal

        self.desk.log.learn(
            case, terminal=Terminal(terminal), bank=Bank(bank), source=Source("portal")
        )

    def _exhibits(self) -> bool:
        attach = getattr(self.desk, "exhibits", self.desk.log).attach
        first, second = self._numbers()[:2]
        attach(first, slip_photo("500.00"), "slip", name="小票.jpg")
        attach(first, "短信：您尾号1234的卡支出500.00元".encode(), "sms", name="短信.txt")
        attach(second, slip_photo("129.00"), "slip", name="slip two.jpg")
        return True

    def _calls(self) -> bool:
        if not hasattr(self.desk, "follow_up"):
            return False
        from posdesk.domain.life import Party
        from posdesk.services.follow_up import SaidInCall

        number = self._numbers()[0]
        said = SaidInCall(Party.ACQUIRER, name="小陈", ticket="8812", said="后台没有这笔，查复")
        self.desk.follow_up.log_call(number, said)
        self.desk.follow_up.plan_own(number, "去后台看", "2026-11-18 10:00")
        return True

    def _covered(self) -> bool:
        if not hasattr(getattr(self.desk, "exhibits", None), "cover"):
            return False
        from posdesk.domain.cover import Box

        self.desk.exhibits.cover(self._numbers()[1], "1", [Box(1, 100, 100, 300, 200)])
        return True

    def _shift(self) -> bool:
        if not hasattr(self.desk, "shifts"):
            return False
        sheet = self.desk.shifts.end_shift("林晓", "500 元那笔货在柜台下面")
        self.desk.shifts.take_over(sheet.id, "王芳芳")
        return True

    def _sent(self) -> bool:
        if not hasattr(self.desk, "sending"):
            return False
        from posdesk.domain.bundle.order import BundleOrder

        number, file = self._numbers()[0], self.folder / "bundle.pdf"
        self.desk.evidence.bundle([number], file, BundleOrder())
        self.desk.sending.sent(number, file, "银联商务", "邮件")
        return True

    def _erased(self) -> bool:
        if not hasattr(self.desk, "forgetting"):
            return False
        self.desk.forgetting.erase([self._numbers()[2]], "客人要求删除", even_open=True)
        return True

    def _numbers(self) -> list[str]:
        """Return the cases of ``_records`` that are there, in the order they were opened."""
        found = [row.number for row in self.desk.log.cases()]
        return sorted(found)[len(WALKS) :]


def slip_photo(amount: str) -> bytes:
    """Return a picture of a slip as a telephone takes it, small."""
    image = Image.new("RGB", (480, 360), "white")
    ImageDraw.Draw(image).text((40, 40), f"SALE {amount} CNY\nTRACE 004731", fill="black")
    data = io.BytesIO()
    image.save(data, "JPEG", quality=60)
    return data.getvalue()
