"""Erasing in the window: behind More, looked at first, by a manager, told truthfully."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from posdesk.domain.errors import CaseErased
from posdesk.domain.life import Life
from posdesk.services.desk import Desk
from posdesk.ui.cases.page import CasesPage
from posdesk.ui.cases.panels.erase_box import EraseBox
from posdesk.ui.keeping.forgetting_part import ForgettingPart
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting
from posdesk.ui.tasks import Tasks
from tests.ui.conftest import Open
from tests.ui.stage import Ticking, dressed, opened, speaking

FACTS = {"amount": "500.00", "terminal": "declined", "bank": "not_debited", "note": "客人王翠花"}


def add(desk: Desk, *, close: bool = True) -> str:
    case = desk.log.add(desk.log.read(FACTS))
    if close:
        desk.follow_up.move(case.id, Life.CLOSED, why="对过账", outcome="DECLINED")
    return case.id


def cases_page(window: MainWindow) -> CasesPage:
    window.pages.show_cases(None)
    page = window.pages.cases
    assert page is not None
    return page


@pytest.fixture
def sitting(open_window: Open) -> Sitting:
    return open_window()


def test_the_case_goes_from_more_after_a_look_and_a_reason(sitting: Sitting, qtbot: QtBot) -> None:
    window, desk = sitting.window, sitting.window._desk
    case = add(desk, close=False)
    number = desk.log.case(case).number
    page = cases_page(window)
    page.detail.show_case(case)
    page.detail.sections.menu.aboutToShow.emit()
    last = page.detail.sections.menu.actions()[-1]
    assert last.text() == "永久清除…"
    last.trigger()
    box = page.detail.erasing
    assert box.isVisible()
    assert number in box.title.text()
    qtbot.waitUntil(lambda: "备份" in box.held.text() and "正在" not in box.held.text())
    assert not box.button.isEnabled()
    box.why.setText("客人要求")
    assert not box.button.isEnabled(), "the case is open: that must be said, too"
    assert box.blocked.isVisible()
    box.even_open.click()
    assert box.button.isEnabled()
    box.button.click()
    qtbot.waitUntil(lambda: "已清除" in page.notice.words)
    assert page.detail.case is None
    with pytest.raises(CaseErased):
        desk.log.case(case)
    qtbot.waitUntil(lambda: page.table.cases.rowCount() == 0)


def test_no_key_erases_and_enter_in_the_reason_does_not(sitting: Sitting, qtbot: QtBot) -> None:
    window, desk = sitting.window, sitting.window._desk
    case = add(desk)
    page = cases_page(window)
    page.detail.show_case(case)
    page.detail.doing.want_erasing()
    box = page.detail.erasing
    box.why.setText("reason")
    qtbot.keyClick(box.why, Qt.Key.Key_Return)
    assert desk.log.case(case).id == case
    qtbot.keyClick(box.why, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert desk.log.case(case).id == case


def test_several_chosen_cases_go_together(sitting: Sitting, qtbot: QtBot) -> None:
    window, desk = sitting.window, sitting.window._desk
    cases = tuple(add(desk) for _ in range(3))
    page = cases_page(window)
    page.detail.show_case(cases[0])
    page.detail.doing.chosen = lambda: cases
    page.detail.doing.want_erasing()
    box = page.detail.erasing
    assert "3" in box.title.text()
    box.why.setText("客人要求")
    assert box.button.isEnabled()
    box.button.click()
    qtbot.waitUntil(lambda: "3 个案件已清除" in page.notice.words)
    assert desk.log.cases() == ()


def test_a_cashier_is_told_to_let_a_manager_sign_in(sitting: Sitting) -> None:
    window, desk = sitting.window, sitting.window._desk
    case = add(desk)
    desk.staff.add("店长", "manager")
    desk.staff.set_pin("店长", "482915")
    desk.staff.sign_out()
    page = cases_page(window)
    page.detail.show_case(case)
    page.detail.doing.want_erasing()
    box = page.detail.erasing
    assert "店长" in box.trouble.words
    box.why.setText("客人要求")
    assert not box.button.isEnabled()


def test_a_walk_on_screen_leaves_it_when_its_case_is_erased(sitting: Sitting, qtbot: QtBot) -> None:
    window, desk = sitting.window, sitting.window._desk
    window.page.begin("no-slip")
    assert window.page.in_walk
    session = window.page.session
    assert session is not None
    desk.forgetting.erase([session.case.id], "客人要求", even_open=True)
    window.contents.follow()
    assert not window.page.in_walk


def test_the_term_is_set_and_what_is_past_it_goes_after_a_look(
    qtbot: QtBot, data_dir: Path
) -> None:
    with opened(data_dir) as desk:
        cases = [add(desk) for _ in range(3)]
        clock = desk.forgetting._clock
        assert isinstance(clock, Ticking)
        clock.now += timedelta(days=800)
        tasks = Tasks()
        part = ForgettingPart(desk.forgetting, desk.shop_book, tasks, dressed(), speaking("zh_CN"))
        qtbot.addWidget(part)
        part.show()
        assert part.months.line.text() == ""
        assert part.months.line.placeholderText() == "没有设"
        assert part.list.isHidden()
        part.months.line.setText("24")
        part.months.line.commit()
        assert desk.forgetting.months == 24
        assert part.chosen == tuple(cases)
        part.list.item(1).setCheckState(Qt.CheckState.Unchecked)
        assert part.chosen == (cases[0], cases[2])
        part.look.click()
        assert part.box.why.text() == "保存期满"
        assert len(desk.log.cases()) == 3
        with qtbot.waitSignal(part.erased):
            part.box.button.click()
        assert [row.id for row in desk.log.cases()] == [cases[1]]
        assert "2 个案件已清除" in part.notice.words
        tasks.finish()


def test_a_manager_hears_of_it_on_coming_in_and_a_cashier_does_not(
    sitting: Sitting,
) -> None:
    window, desk = sitting.window, sitting.window._desk
    add(desk)
    desk.shop_book.save_retention("1")
    desk.staff.add("小林")
    desk.staff.add("店长", "manager")
    desk.staff.set_pin("店长", "482915")
    desk.forgetting._clock = lambda: desk.log.now() + timedelta(days=90)
    told: list[str] = []
    window.page.tell = told.append  # type: ignore[assignment]
    desk.staff.sign_out()
    window.door.choose(next(p.id for p in desk.staff.people.active if p.name == "小林"))
    assert told == []
    desk.staff.sign_in("店长", "482915")
    window.door.changed.emit()
    assert told == ["1 个案件保存期满：见“设置”的“数据”。"]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_box_names_itself(qtbot: QtBot, data_dir: Path, lang: str) -> None:
    with opened(data_dir) as desk:
        case = add(desk)
        tasks = Tasks()
        box = EraseBox(desk.forgetting, tasks, dressed(), speaking(lang))  # type: ignore[arg-type]
        qtbot.addWidget(box)
        box.open((case,))
        assert box.why.accessibleName()
        assert box.button.accessibleName() == box.button.text()
        assert box.button.property("part") == "danger"
        tasks.finish()
