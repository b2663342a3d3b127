"""The cases page by keys alone: find, narrow, sort, choose, take back; its counts and its badge."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.domain.asked import Order
from posdesk.domain.chip import Chip
from posdesk.domain.errors import WrongInput
from posdesk.domain.life import Life, Party
from posdesk.domain.text import LANGS, Lang
from posdesk.services.desk import Desk
from posdesk.ui.cases.columns import Column, column_widths
from posdesk.ui.cases.page import CasesPage
from posdesk.ui.evidence.page import EvidencePage
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting
from tests.ui.conftest import NOW, Open, Recorded

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier

GIVEN = (
    ("320.00", "9015", "没出单", "林晓"),
    ("86.00", "5521", "扣款未到账", "周宁"),
    ("1060.00", "0086", "付款码超时", "林晓"),
    ("75.00", "3381", "没有短信", "周宁"),
)


@pytest.fixture
def sitting(open_window: Open, data_dir: Path) -> Sitting:
    (data_dir / "settings.toml").write_text('[shop]\ncashier = "林晓"\n', "utf-8")
    return open_window()


def fill(desk: Desk) -> list[str]:
    """Log four cases; the second waits for the acquirer, the last is closed."""
    ids = [
        desk.log.add(
            desk.log.read(
                {
                    "amount": amount,
                    "card": f"622848******{last4}",
                    "symptom": symptom,
                    "cashier": cashier,
                    "terminal": "timeout",
                    "bank": "debited",
                }
            )
        ).id
        for amount, last4, symptom, cashier in GIVEN
    ]
    desk.follow_up.move(ids[1], Life.WAITING, waiting_for=Party.ACQUIRER, why="工单 8812")
    desk.follow_up.move(ids[3], Life.CLOSED, outcome="REVERSED", why="已退回")
    return ids


def cases_of(sitting: Sitting) -> CasesPage:
    """Go to the cases as the rail does."""
    sitting.window.pages.show_cases()
    page = sitting.window.pages.cases
    assert page is not None
    return page


def desk_of(sitting: Sitting) -> Desk:
    return sitting.window._desk


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def listed(page: CasesPage) -> list[str]:
    return [one.row.id for one in page.table.cases.rows if one is not None]


def shown_amounts(page: CasesPage) -> list[int]:
    return [one.row.amount or 0 for one in page.table.cases.rows if one is not None]


def test_without_a_case_the_page_says_what_to_do_first(qtbot: QtBot, sitting: Sitting) -> None:
    page = cases_of(sitting)
    qtbot.waitUntil(page.board.empty.isVisible)
    assert page.board.empty.words == "还没有案件。"
    QTest.keyClick(page.board.empty.button, Key.Key_Return)
    assert sitting.window.pages.on_counter
    assert sitting.window.page.field.line.hasFocus()


def test_arrows_choose_and_the_detail_follows(qtbot: QtBot, sitting: Sitting) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    assert set(listed(page)) == set(ids[:3])
    assert page.table.hasFocus()
    first, second, third = listed(page)
    for key, expected in (
        (Key.Key_Down, second),
        (Key.Key_End, third),
        (Key.Key_Up, second),
        (Key.Key_Home, first),
        (Key.Key_PageDown, third),
        (Key.Key_PageUp, first),
    ):
        press(key)
        assert page.table.current == expected
        qtbot.waitUntil(
            lambda case=expected: page.detail.case is not None and page.detail.case.id == case  # type: ignore[misc]
        )


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("9015", [0]),
        ("86", [1, 2]),
        ("¥1060", [2]),
        ("8812", [1]),
        ("没出单", [0]),
        ("周宁", [1]),
        ("没有短信", []),
    ],
)
def test_words_narrow_the_list_and_every_count(
    qtbot: QtBot, sitting: Sitting, words: str, places: list[int]
) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    press(Key.Key_Slash)
    assert page.field.line.hasFocus()
    page.field.line.setText(words)
    assert set(listed(page)) == {ids[place] for place in places}
    assert page.chips.chips[Chip.LIVING].accessibleName() == f"未结 {len(places)}"
    waiting = int(1 in places)
    assert page.chips.chips[Chip.ACQUIRER].accessibleName() == f"等收单机构 {waiting}"
    closed = int(words in {"没有短信", "周宁"})
    name = page.chips.chips[Chip.CLOSED].accessibleName
    qtbot.waitUntil(lambda: name() == f"已关闭 {closed}")
    if not places:
        assert page.board.empty.isVisible()
        assert words in page.board.empty.words
    press(Key.Key_Escape)
    assert page.field.line.text() == ""
    assert len(listed(page)) == 3


def test_a_digit_typed_in_the_table_is_searched_for(sitting: Sitting) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    press(Key.Key_7)
    press(Key.Key_5)
    assert page.field.line.text() == "75"
    assert listed(page) == []
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert sitting.window.pages.on_counter
    assert ids


def test_alt_and_a_digit_chooses_a_chip(qtbot: QtBot, sitting: Sitting) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    for digit, chip, places in (
        (Key.Key_2, Chip.MINE, [0, 2]),
        (Key.Key_5, Chip.ACQUIRER, [1]),
        (Key.Key_9, Chip.WALLET, []),
        (Key.Key_0, Chip.CLOSED, [3]),
        (Key.Key_1, Chip.LIVING, [0, 1, 2]),
    ):
        press(digit, ALT)
        assert page.chips.current is chip
        wanted = {ids[place] for place in places}
        qtbot.waitUntil(lambda wanted=wanted: set(listed(page)) == wanted)  # type: ignore[misc]
        assert page.board.empty.isVisible() == (not places)


def test_the_foot_sums_up_and_sorts(sitting: Sitting) -> None:
    fill(desk_of(sitting))
    page = cases_of(sitting)
    assert page.board.foot.words == "未结 3 件，合计 ¥1,466.00"
    amounts = shown_amounts(page)
    for order in (Order.NUMBER, Order.OPENED, Order.AMOUNT):
        press(Key.Key_S)
        assert page.looking.asked.order is order
    assert shown_amounts(page) == sorted(amounts)
    QTest.keyClick(page.table.heads.heads[Column.AMOUNT], Key.Key_Return)
    assert shown_amounts(page) == sorted(amounts, reverse=True)
    assert "倒序" in page.table.heads.heads[Column.AMOUNT].accessibleDescription()


def test_sorting_keeps_the_case_that_is_looked_at(sitting: Sitting) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    page.show_case(ids[1])
    for _ in Order:
        press(Key.Key_S)
        assert page.table.current == ids[1]


def test_a_change_is_taken_back_by_ctrl_z(qtbot: QtBot, sitting: Sitting) -> None:
    desk = desk_of(sitting)
    ids = fill(desk)
    page = cases_of(sitting)

    def close() -> None:
        desk.follow_up.move(ids[0], Life.CLOSED, outcome="REVERSED", why="已退回")

    def reopen() -> None:
        desk.follow_up.move(ids[0], Life.OPEN, why="撤销")

    close()
    page.detail.undo_offered.emit("1120-01 已关闭（已退回）", reopen)
    page.detail.changed.emit(ids[0])
    assert page.board.undo_line.words == "1120-01 已关闭（已退回）"
    assert ids[0] not in listed(page)
    press(Key.Key_Z, CONTROL)
    assert page.board.undo_line.words == ""
    assert ids[0] in listed(page)
    press(Key.Key_Z, CONTROL)
    assert desk.log.case(ids[0]).life is Life.OPEN


def test_the_next_change_ends_what_can_be_taken_back(qtbot: QtBot, sitting: Sitting) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    page.detail.undo_offered.emit("第一件", lambda: None)
    page.detail.changed.emit(ids[0])
    assert page.board.undo_line.words == "第一件"
    qtbot.wait(10)
    page.detail.changed.emit(ids[1])
    assert page.board.undo_line.words == ""


def test_what_cannot_be_taken_back_is_said_in_place(sitting: Sitting) -> None:
    fill(desk_of(sitting))
    page = cases_of(sitting)

    def refuse() -> None:
        raise WrongInput("A change needs a reason; nothing was stored; say why.")

    page.detail.undo_offered.emit("一件", refuse)
    press(Key.Key_Z, CONTROL)
    assert page.notice.words
    assert page.board.undo_line.words == ""


def test_a_case_that_leaves_the_list_stays_in_the_detail(qtbot: QtBot, sitting: Sitting) -> None:
    desk = desk_of(sitting)
    ids = fill(desk)
    page = cases_of(sitting)
    page.show_case(ids[0])
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.id == ids[0])
    desk.follow_up.move(ids[0], Life.CLOSED, outcome="REVERSED", why="已退回")
    page.detail.changed.emit(ids[0])
    assert page.table.current is None
    qtbot.wait(100)
    assert page.detail.case is not None
    assert page.detail.case.id == ids[0]
    press(Key.Key_Down)
    assert page.table.current == listed(page)[0]


def test_the_rail_counts_what_is_due(qtbot: QtBot, sitting: Sitting) -> None:
    desk, window = desk_of(sitting), sitting.window
    rail = window.pages._rail
    fill(desk)
    window.page.refresh()
    due = len(desk.follow_up.due())
    assert due
    assert rail.cases.badge == due
    assert str(due) in rail.cases.accessibleDescription()
    for one in desk.follow_up.due():
        desk.follow_up.move(one.row.id, Life.CLOSED, outcome="REVERSED", why="已退回")
    cases_of(sitting)
    assert rail.cases.badge == 0
    assert rail.cases.accessibleDescription() == ""


def test_the_status_line_tells_of_the_holidays(sitting: Sitting) -> None:
    page = cases_of(sitting)
    assert page.state == f"节假日表：{NOW.year} 年，已公布"
    assert [key for key, _ in page.keys][:4] == ["↑ ↓", "N", "E", "F2"]


def test_a_theme_or_language_keeps_what_is_looked_at(qtbot: QtBot, sitting: Sitting) -> None:
    ids = fill(desk_of(sitting))
    page = cases_of(sitting)
    press(Key.Key_5, ALT)
    page.field.line.setText("86")
    press(Key.Key_S)
    window: MainWindow = sitting.window
    for signal, choice in ((window.theme_chosen, "dark"), (window.language_chosen, "en")):
        before = window.pages.cases
        signal.emit(choice)
        qtbot.waitUntil(lambda before=before: window.pages.cases not in {None, before})  # type: ignore[misc]
    new = window.pages.cases
    assert new is not None
    assert window.pages.currentWidget() is new
    assert new.chips.current is Chip.ACQUIRER
    assert new.field.line.text() == "86"
    assert new.table.current == ids[1]
    assert new.looking.asked.order is Order.NUMBER
    assert new.chips.chips[Chip.ACQUIRER].accessibleName() == "Acquirer 1"


def test_several_cases_go_into_one_bundle(qtbot: QtBot, sitting: Sitting, tmp_path: Path) -> None:
    fill(desk_of(sitting))
    page = cases_of(sitting)
    questions = sitting.window.questions
    assert isinstance(questions, Recorded)
    questions.save_to = tmp_path / "both.pdf"
    press(Key.Key_Home)
    press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.table.selected) == 2
    press(Key.Key_E, CONTROL)
    evidence = sitting.window.pages.currentWidget()
    assert isinstance(evidence, EvidencePage)
    assert len(evidence.making.cases) == 2
    press(Key.Key_E, CONTROL)
    qtbot.waitUntil(evidence.export.made.isVisible, timeout=20_000)
    assert questions.save_to.exists()


def test_a_case_goes_from_the_counter_to_its_detail_and_back(
    qtbot: QtBot, sitting: Sitting
) -> None:
    ids = fill(desk_of(sitting))
    desk_of(sitting).log.correct(ids[2], desk_of(sitting).log.read({"flow": "no-slip"}), "flow")
    window = sitting.window
    window.page.field.line.setText("622848 0086")
    press(Key.Key_Return, CONTROL)
    page = window.pages.cases
    assert page is not None
    assert page.table.current == ids[2]
    page.walk_wanted.emit(ids[2])
    assert window.pages.on_counter
    assert window.page.in_walk
    assert window.page.session is not None
    assert window.page.session.case.id == ids[2]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("room", [564, 576, 640, 700, 822, 1100])
def test_columns_fill_the_room_and_the_least_important_go_first(room: int, lang: Lang) -> None:
    widths = column_widths(room, lang)
    assert sum(widths.values()) == room
    assert {Column.NUMBER, Column.AMOUNT, Column.REASON, Column.NEXT} <= set(widths)
    if Column.OPENED in widths:
        assert set(widths) == set(Column)


def test_every_cell_is_read_aloud(sitting: Sitting) -> None:
    fill(desk_of(sitting))
    page = cases_of(sitting)
    model = page.table.cases
    for place, one in enumerate(model.rows):
        spoken = model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole)
        assert one is not None
        assert one.row.number in spoken


def test_escape_leaves_the_detail_for_the_table_first(qtbot: QtBot, sitting: Sitting) -> None:
    fill(desk_of(sitting))
    page = cases_of(sitting)
    press(Key.Key_Return)
    assert page.detail.isAncestorOf(QApplication.focusWidget() or page)
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Qt.KeyboardModifier(0)))
    assert page.table.hasFocus()
    press(Key.Key_Escape)
    assert sitting.window.pages.on_counter
