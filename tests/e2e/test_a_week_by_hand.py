"""A week in a shop once more, by hand in the window: keys, one-line calls, panels, sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.case import Case
from posdesk.domain.flow import NodeKind
from posdesk.domain.life import Life, Party
from posdesk.services.desk import Desk
from posdesk.ui.cases.deeds import Deed
from posdesk.ui.cases.panels.link import LinkPanel
from posdesk.ui.cases.panels.money import PayoutPanel, TenderPanel, WriteOffPanel
from posdesk.ui.cases.panels.state import EndPanel, WaitPanel
from posdesk.ui.cases.panels.when import PromisePanel
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting, application
from posdesk.ui.shift.page import ShiftPage
from tests.e2e.week import ShopClock

ENTER = Qt.Key.Key_Return


class Hand:
    """Whoever sits at the window: presses keys and types into the line that is asked for."""

    def __init__(self, desk: Desk, clock: ShopClock, window: MainWindow) -> None:
        self.desk, self.clock, self.window = desk, clock, window
        self.numbers: dict[str, str] = {}

    # ---------------------------------------------------------------------------- at the counter

    def meet(self, name: str, words: str, answers: str, amount: str) -> None:
        """Take down what a customer says, follow the flow by keys, note the amount."""
        page = self.window.page
        self.window.pages.show_counter()
        page.go_home()
        page.field.line.setText(words)
        self._press(ENTER)
        left = answers.split()
        while True:
            session = page.session
            assert session is not None
            node = session.walk.node
            if node.kind is NodeKind.OUTCOME:
                break
            card = page.walk.step
            if node.kind is NodeKind.LOOKUP and node.answer(left[0]) is None:
                QTest.keyClicks(card.code.line, left.pop(0))
                QTest.keyClick(card.code.line, ENTER)
                continue
            ids = list(card.answer_ids) or ["done"]
            is_action = node.kind is NodeKind.ACTION
            wanted = "done" if is_action else left.pop(0) if left else ids[-1]
            self._press(Qt.Key(Qt.Key.Key_1 + ids.index(wanted)))
        self.numbers[name] = session.case.number
        QTest.qWait(60)  # the record follows a moment later
        self._note("amount", amount)
        page.go_home()

    def _note(self, field: str, words: str) -> None:
        """Type one value into the record beside the flow."""
        record = self.window.page.walk.record
        line: QLineEdit = record.form.lines[field]
        asked = record.invitation
        if asked.wanted == field and asked.line is not None:
            line = asked.line
        else:
            record.form.go_to(field)
        self._type(line, words)

    # ------------------------------------------------------------------------- in the list of cases

    def open(self, name: str) -> Case:
        """Go to a case in the list."""
        self.window.pages.show_cases(self.case(name).id)
        detail = self.window.pages.cases.detail  # type: ignore[union-attr]
        for _ in range(200):
            if detail.case is not None and detail.case.number == self.numbers[name]:
                break
            QTest.qWait(20)  # the list is read on the worker
        assert detail.case is not None
        assert detail.case.number == self.numbers[name]
        return detail.case

    @property
    def detail(self) -> QWidget:
        return self.window.pages.cases.detail  # type: ignore[union-attr]

    def call(self, name: str, words: str) -> None:
        """Log a call in one line."""
        self.open(name)
        self._type(self.detail.call.line, words)  # type: ignore[attr-defined]

    def done(self, name: str) -> None:
        """Press what is to be done now."""
        self.open(name)
        QTest.keyClick(self.detail.now.done, ENTER)  # type: ignore[attr-defined]

    def panel(self, name: str, deed: Deed) -> QWidget:
        self.open(name)
        self.detail.doing.take(deed)  # type: ignore[attr-defined]
        found: QWidget = self.detail.bench.panel(deed)  # type: ignore[attr-defined]
        return found

    def close(self, name: str, why: str, outcome: str = "") -> None:
        panel = self.panel(name, Deed.CLOSE)
        assert isinstance(panel, EndPanel)
        if outcome:
            panel.outcome.setCurrentIndex(panel.outcome.findData(outcome))
        self._type(panel.why, why)

    # -------------------------------------------------------------------------- between shifts

    def hand_over(self, by: str, to: str, note: str) -> None:
        """End the shift on its page; the next one takes over on theirs."""
        page = self._shift_page(taking=False)
        self._fill(page, by, note)
        assert page.sheet.by == by, page.side.trouble.words
        taking = self._shift_page(taking=True)
        self._fill(taking, to, "")
        assert taking.sheet.taken_by == to, taking.side.trouble.words

    def _shift_page(self, *, taking: bool) -> ShiftPage:
        self.window.overlays.show_shift(taking=taking)
        QApplication.processEvents()
        page = self.window.pages.currentWidget()
        assert isinstance(page, ShiftPage)
        return page

    def _fill(self, page: ShiftPage, name: str, note: str) -> None:
        page.side.name.setFocus()
        page.side.name.setText(name)
        page.side.note.setText(note)
        page.side.press()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        QApplication.processEvents()

    # ---------------------------------------------------------------------------------------- parts

    def case(self, name: str) -> Case:
        return self.desk.log.case(self.numbers[name])

    def due(self) -> list[str]:
        """Return what the red count on the rail counts, by the story's names."""
        self.window.watches.cases.refresh()
        told = {number: name for name, number in self.numbers.items()}
        return [told[one.row.number] for one in self.desk.case_list.due()]

    def _press(self, key: Qt.Key) -> None:
        focused: QWidget | None = self.window.focusWidget()
        QTest.keyClick(self.window if focused is None else focused, key)

    def _type(self, line: QLineEdit, words: str) -> None:
        line.setFocus()
        line.setText(words)
        QTest.keyClick(line, ENTER)
        QApplication.processEvents()


@pytest.fixture
def clock() -> ShopClock:
    return ShopClock()


@pytest.fixture
def desk(data_dir: Path, clock: ShopClock) -> Iterator[Desk]:
    opened = app.open_desk(data_dir, clock)
    for name, role in (("林晓", "cashier"), ("王芳", "cashier"), ("周敏", "manager")):
        opened.staff.add(name, role)
    yield opened
    opened.care.close()


def test_a_week_is_worked_through_by_hand(qtbot: QtBot, desk: Desk, clock: ShopClock) -> None:
    clock.set(24, 10)
    window = Sitting(application(), desk, lang="zh_CN", clock=clock).window
    qtbot.addWidget(window)
    window.show()
    hand = Hand(desk, clock, window)

    # Thursday, before the holiday
    hand.meet("sms", "刷卡后没收到扣款短信", "approved all-right shop", "88.00")
    clock.set(24, 14, 43)
    hand.meet(
        "no-slip", "钱扣了没出票", "timeout debited same still-debited open leaves ticket", "500.00"
    )
    clock.set(24, 15, 6)
    hand.call("no-slip", "收单 8812 28号10点 节后查复")
    promise = hand.panel("no-slip", Deed.PROMISE)
    assert isinstance(promise, PromisePanel)
    promise.what.setText("查复结果")
    hand._type(promise.when, "28号11点")
    clock.set(24, 16)
    hand.meet("refund", "refund not received", "refund accepted card not-yet", "86.00")
    clock.set(24, 16, 30)
    hand.meet("twice", "刷卡后没收到扣款短信", "code 98 debited open waits ticket", "129.00")
    hand.meet("same", "刷卡后没收到扣款短信", "code 98 debited open waits ticket", "129.00")
    link = hand.panel("same", Deed.LINK)
    assert isinstance(link, LinkPanel)
    hand._type(link.why, "凭证号一样")
    hand.close("same", "和上一件是同一笔", "MISTAKE")
    assert hand.case("same").links[0].number == hand.numbers["twice"]
    clock.set(24, 18)
    hand.close("sms", "只缺短信")
    hand.hand_over("林晓", "王芳", "500 元那笔货在柜台下")
    sheet = desk.shifts.sheets()[0]
    assert {line.number for line in sheet.lines} == {
        hand.numbers[name] for name in ("no-slip", "refund", "twice")
    }

    # the holiday
    clock.set(26, 15)
    hand.meet("tender", "刷卡后没收到扣款短信", "code 98 debited open waits ticket", "240.00")
    tender = hand.panel("tender", Deed.TENDER)
    assert isinstance(tender, TenderPanel)
    tender.means.setText("现金")
    tender.manager.setText("周敏")
    hand._type(tender.note, "第一笔到账就原卡退")
    hand.call("tender", "收单 9102 29号15点 工作日查")
    hand.hand_over("王芳", "林晓", "")

    # Monday
    clock.set(28, 9)
    assert hand.due()[:1] == ["twice"], "nobody asked for a ticket on Thursday"
    assert "no-slip" in hand.due()
    hand.call("twice", "收单 8830 明天10点半")
    hand.meet("payout", "结算卡打不进钱", "payout all-since differs", "18402.35")
    payout = hand.panel("payout", Deed.PAYOUT)
    assert isinstance(payout, PayoutPanel)
    payout.returned.setText("今天")
    payout.cause.setText("户名不符")
    hand._type(payout.repay, "30号")
    clock.set(28, 10, 12)
    hand.call("no-slip", "收单来电 8812 已冲正")
    hand.done("no-slip")  # looked into the portal
    hand.done("no-slip")  # called the customer back
    assert "promise" in hand.case("no-slip").done
    hand.close("no-slip", "冲正退回，客人确认", "REVERSED")
    hand.meet("small", "刷卡后没收到扣款短信", "code 98 debited open waits ticket", "12.00")
    wait = hand.panel("small", Deed.WAIT)
    assert isinstance(wait, WaitPanel)
    wait.whom.buttons["manager"].click()
    hand._type(wait.why, "小额，店长定")
    hand.meet("paid", "刷卡后没收到扣款短信", "approved all-right no-entry", "66.00")
    hand.meet("printer", "没打单，打印机卡纸", "approved all-right", "35.00")
    hand.hand_over("林晓", "王芳", "退票资料在蓝色文件夹")

    # Tuesday and Wednesday
    clock.set(29, 15, 5)
    hand.close("twice", "发卡行已退", "REVERSED")
    hand.close("tender", "第一笔没成", "DECLINED")
    hand.close("paid", "结算单里有", "PAID")
    hand.close("printer", "补打了单子")
    clock.set(30, 10, 35)
    payout = hand.panel("payout", Deed.PAYOUT)
    assert isinstance(payout, PayoutPanel)
    payout.arrived.buttons["arrived"].click()
    payout.keep.click()
    hand.close("payout", "重打到账", "ARRIVED")
    hand.close("refund", "客人看到退款", "REFUNDED")
    off = hand.panel("small", Deed.WRITE_OFF)
    assert isinstance(off, WriteOffPanel)
    assert off.amount.text() == "12.00"
    hand._type(off.why, "电话费更贵")

    ends = {name: hand.case(name) for name in hand.numbers}
    assert {name for name, case in ends.items() if case.life is not Life.CLOSED} == set()
    assert len(ends) == 10
    assert ends["no-slip"].calls[0].event.promise_by == "2026-09-28T10:00:00+08:00"
    assert ends["no-slip"].calls[1].event.how == "call_in"
    assert ends["tender"].calls[0].event.who == Party.ACQUIRER
    assert ends["small"].written_off is not None
    assert hand.due() == []
    assert [s.taken_by for s in desk.shifts.sheets()] == ["王芳", "林晓", "王芳"]
    assert desk.care.verify().valid
    window.close()
