"""The end of a shift in the window: handed over and taken over by keys, refused in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from posdesk.services.desk import Desk
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting
from posdesk.ui.shift.page import ShiftPage
from tests.ui.conftest import Recorded
from tests.ui.stage import CARD

Open = Callable[..., Sitting]


def desk_of(window: MainWindow) -> Desk:
    return window._desk


def trouble(desk: Desk) -> str:
    given = {"amount": "500.00", "terminal": "timeout", "bank": "debited"}
    case = desk.log.add(desk.log.read(given))
    desk.log.mark_goods(desk.log.case(case.number), "held")
    return case.number


def shown(window: MainWindow) -> ShiftPage:
    page = window.pages.currentWidget()
    assert isinstance(page, ShiftPage)
    return page


def test_a_shift_is_handed_over_and_taken_over_by_keys(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("zh_CN").window
    desk = desk_of(window)
    desk.staff.add("林晓", "cashier")
    desk.staff.add("王芳", "cashier")
    number = trouble(desk)
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.page.field.line, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    page = shown(window)
    assert number in {row.row.number for row in page.view.rows}
    assert [button.text() for button in page.side.people] == ["林晓", "王芳"]
    page.side.people[0].click()
    page.side.note.setText("货在柜台下")
    QTest.keyClick(page, Qt.Key.Key_F9)
    (made,) = desk.shifts.sheets()
    assert (made.by, made.note) == ("林晓", "货在柜台下")
    assert page.side.button.isHidden()
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert len(desk.shifts.sheets()) == 1
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.pages.on_counter
    invitation = window.page.home.handed_over
    assert invitation.isVisible()
    assert "林晓 14:43 交班：1 件未结，1 件货在店里。" in invitation.words.text()
    invitation.button.click()
    page = shown(window)
    assert [button.text() for button in page.side.people] == ["王芳"]
    page.side.people[0].click()
    page.side.button.click()
    assert desk.shifts.sheets()[0].taken_by == "王芳"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not invitation.isVisible()


def test_what_cannot_be_stored_is_said_in_place(open_window: Open) -> None:
    window = open_window("zh_CN").window
    desk = desk_of(window)
    window.show_shift()
    page = shown(window)
    page.side.button.click()
    assert "没写名字" in page.side.trouble.words
    page.side.name.setText("林晓")
    page.side.note.setText(f"卡号 {CARD}")
    page.side.button.click()
    assert page.side.trouble.isVisible()
    assert CARD not in page.side.note.text()
    assert desk.shifts.sheets() == ()
    page.side.note.setText("")
    page.side.button.click()
    assert desk.shifts.sheets()[0].by == "林晓"


def test_who_handed_over_does_not_take_over(open_window: Open) -> None:
    window = open_window("zh_CN").window
    desk = desk_of(window)
    desk.staff.add("林晓", "cashier")
    desk.staff.add("王芳", "cashier")
    desk.shifts.end_shift("林晓")
    window.overlays.take_over_shift()
    page = shown(window)
    page.side.name.setText("林晓")
    page.side.button.click()
    assert "这一班是 林晓 交的" in page.side.trouble.words
    assert desk.shifts.open_sheet() is not None


def test_the_invitation_is_there_at_the_start(qtbot: QtBot, open_window: Open) -> None:
    first = open_window("zh_CN").window
    desk_of(first).shifts.end_shift("林晓")
    first.close()
    window = open_window("zh_CN").window
    qtbot.waitUntil(window.page.home.handed_over.isVisible)


def test_the_sheet_is_printed_and_leads_to_a_case(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window("en", theme="dark", size=(1024, 700)).window
    number = trouble(desk_of(window))
    questions = window.questions
    assert isinstance(questions, Recorded)
    window.show_shift()
    page = shown(window)
    questions.save_to = tmp_path / "sheet.pdf"
    page.side.paper.click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert "sheet.pdf" in page.side.notice.words
    window.show_shift()
    assert shown(window) is page
    page.view.rows[0].click()
    assert window.pages.cases is not None
    assert window.pages.currentWidget() is window.pages.cases
    assert number in page.view.rows[0].accessibleName()
