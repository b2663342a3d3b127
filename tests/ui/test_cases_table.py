"""The table of very many cases: every one once and in order, however it is moved through."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.domain.asked import Asked, Order
from posdesk.domain.chip import Chip
from posdesk.domain.life import Life
from posdesk.services.case_pages import Spread
from posdesk.ui.cases import choice
from posdesk.ui.cases.columns import Column
from posdesk.ui.cases.page import CasesPage
from posdesk.ui.session import Sitting
from posdesk.ui.theme import ANSWER
from tests.benchmarks.many import fill
from tests.ui.conftest import Open

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
MANY = 2_000


@pytest.fixture
def page(qtbot: QtBot, open_window: Open, data_dir: Path) -> CasesPage:
    """The cases page on some thousand closed cases, all of them listed."""
    fill(data_dir, MANY)
    window = open_window().window
    window.pages.show_cases()
    page = window.pages.cases
    assert page is not None
    page.looking.choose_chip(Chip.CLOSED)
    counted(qtbot, page)
    return page


def counted(qtbot: QtBot, page: CasesPage) -> None:
    """Wait until all that is asked for is told."""
    finding = page.looking.finding
    qtbot.waitUntil(lambda: not finding._latest.busy and page.table.cases.rows.complete)


def in_order(page: CasesPage) -> list[str]:
    """Return all closed cases as the service lists them."""
    desk = page._desk
    asked = page.looking.asked
    found: list[str] = []

    def read() -> None:
        spread = desk.case_pages.spread(asked)
        lines = [desk.case_pages.page(asked, spread, number) for number in range(spread.pages)]
        found.extend(one.row.id for some in lines for one in some)

    page.looking.finding._latest._executor.submit(read).result()
    return found


def wheel(page: CasesPage, turn: int) -> None:
    port = page.table.viewport()
    middle = QPointF(port.rect().center())
    there = QPointF(port.mapToGlobal(middle.toPoint()))
    none, free = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        middle, there, QPoint(), QPoint(0, turn), none, free, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(port, event)


def on_screen(page: CasesPage) -> list[str]:
    """Return the cases whose lines are wholly or partly seen, from the top."""
    table = page.table
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    lines = range(first, (last if last >= 0 else table.cases.rowCount() - 1) + 1)
    return [case for line in lines if (case := table.cases.case_at(line)) is not None]


def test_the_wheel_shows_every_case_once_and_in_order(page: CasesPage) -> None:
    bar, seen = page.table.verticalScrollBar(), dict[str, None]()
    while True:
        seen |= dict.fromkeys(on_screen(page))
        if bar.value() == bar.maximum():
            break
        wheel(page, -360)
    assert list(seen) == in_order(page)
    assert len(seen) > MANY


def test_keys_stand_on_every_case_once_and_in_order(page: CasesPage) -> None:
    expected = in_order(page)
    table = page.table
    QTest.keyClick(table, Key.Key_Home)
    stood = [table.current]
    for _ in range(300):
        QTest.keyClick(table, Key.Key_Down)
        stood.append(table.current)
    assert stood == expected[:301]
    QTest.keyClick(table, Key.Key_End)
    assert table.current == expected[-1]
    QTest.keyClick(table, Key.Key_PageUp)
    above = expected.index(table.current or "")
    assert len(expected) - 20 < above < len(expected) - 5


def test_a_case_far_down_is_stood_on_and_in_sight(qtbot: QtBot, page: CasesPage) -> None:
    expected = in_order(page)
    far = next(case for case in reversed(expected) if not case.startswith("made"))
    assert expected.index(far) > MANY
    page.looking.choose_chip(Chip.LIVING)
    page.show_case(far)
    qtbot.waitUntil(lambda: page.table.current == far)
    assert page.chips.current is Chip.CLOSED
    assert far in on_screen(page)
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.id == far)


def test_typing_fast_shows_only_the_last_answer(
    qtbot: QtBot, page: CasesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = page._desk.case_pages
    beginning = type(pages).beginning
    answered: list[str] = []

    def slow(self: object, asked: Asked, stop: Callable[[], bool]) -> Spread:
        for _ in range(20):
            time.sleep(0.005)
        answered.append(asked.words)
        return beginning(pages, asked, stop)

    monkeypatch.setattr(type(pages), "beginning", slow)
    shown: list[str] = []
    page.looking.finding.found.connect(
        lambda found: shown.append(found.asked.words) if found.rows is not None else None
    )
    words = "付款码超时"
    for end in range(1, len(words) + 1):
        page.field.line.setText(words[:end])
        QTest.qWait(5)
        unknown = page.chips.chips[Chip.ALL].accessibleName()
        assert unknown == "全部 …"
    counted(qtbot, page)
    assert set(shown) == {words}
    assert answered[-1] == words
    symptoms = {one.row.symptom for one in page.table.cases.rows if one is not None}
    assert symptoms == {"付款码超时"}
    assert page.chips.chips[Chip.CLOSED].accessibleName() == (
        f"已关闭 {page.table.cases.rowCount():,}"
    )


def test_a_long_work_on_the_worker_delays_no_key(qtbot: QtBot, page: CasesPage) -> None:
    go = threading.Event()
    tasks = page.window().tasks  # type: ignore[attr-defined]
    job = tasks.run(page, lambda _report: go.wait(20), lambda _: None, lambda _: None)
    try:
        page.field.line.setText("没有短信")
        counted(qtbot, page)
        assert 0 < page.table.cases.rowCount() < MANY
    finally:
        go.set()
        job.cancel()


def test_sorting_goes_over_all_of_them(qtbot: QtBot, page: CasesPage) -> None:
    for order in (Order.AMOUNT, Order.NUMBER):
        for _ in range(2):
            page.looking.sort_by(order)
            counted(qtbot, page)
            shown = [one.row for one in page.table.cases.rows if one is not None]
            keys = [row.amount or 0 if order is Order.AMOUNT else row.number for row in shown]
            assert keys == sorted(keys, reverse=page.looking.asked.backwards)
            assert len({row.id for row in shown}) == page.table.cases.rowCount() > MANY
    assert page.table.heads.heads[Column.NEXT].isEnabled() is False


def test_what_changes_meanwhile_shows_no_case_twice(qtbot: QtBot, page: CasesPage) -> None:
    table, desk = page.table, page._desk
    chosen = [table.cases.case_at(line) for line in (900, 905, 910)]
    table.selectRow(900)
    page.table._choice.add([case for case in chosen if case])
    table.verticalScrollBar().setValue(895 * ANSWER + 7)
    before = on_screen(page)
    living = [one.row for one in desk.follow_up.living()]
    for row in living[:3]:
        desk.follow_up.move(row.id, Life.CLOSED, outcome="REVERSED", why="退回了")
        page._watch.refresh()
        QApplication.processEvents()
        seen = on_screen(page)
        assert len(set(seen)) == len(seen)
    counted(qtbot, page)
    assert table.cases.rowCount() == len(in_order(page))
    assert table.selected == tuple(chosen)
    assert on_screen(page)[:3] == before[:3]
    assert table.verticalScrollBar().value() % ANSWER == 7
    ids = [one.row.id for one in table.cases.rows if one is not None]
    assert len(set(ids)) == len(ids) == table.cases.rowCount()
    assert {row.id for row in living[:3]} <= set(ids)


def test_at_most_some_are_selected_and_the_page_says_so(page: CasesPage) -> None:
    table = page.table
    table.setFocus()
    for act in (
        lambda: QTest.keyClick(table, Key.Key_A, CONTROL),
        lambda: QTest.keyClick(table, Key.Key_End, SHIFT),
        lambda: QTest.keyClick(table, Key.Key_Home, SHIFT),
    ):
        page.notice.hide()
        table.selectRow(700)
        act()
        assert len(table.selected) == choice.MOST
        assert str(choice.MOST) in page.notice.words
    read = len(table.cases.rows._blocks)  # type: ignore[attr-defined]
    assert read * 32 < MANY + 64


def test_more_living_cases_than_a_list_holds_are_named(
    page: CasesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posdesk.services.case_list.MOST_LIVING", 5)
    page.looking.choose_chip(Chip.LIVING)
    page._watch.refresh()
    alive = len(page._desk.follow_up.living())
    assert page.table.cases.rowCount() == 5
    assert page.chips.chips[Chip.LIVING].accessibleName() == "未结 5+"
    assert f"另有 {alive - 5} 件" in page.board.foot.words


def test_closing_the_window_while_a_search_runs_ends_cleanly(
    page: CasesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = threading.Event()

    def endless(_self: object, _asked: Asked, stop: Callable[[], bool]) -> Spread:
        began.set()
        while not stop():
            time.sleep(0.001)
        raise InterruptedError

    monkeypatch.setattr(type(page._desk.case_pages), "beginning", endless)
    page.field.line.setText("没出单")
    assert began.wait(10)
    page.window().close()
    assert not [t for t in threading.enumerate() if t.name.startswith("posdesk")]


def test_another_theme_goes_on_where_somebody_was(
    qtbot: QtBot, open_window: Open, data_dir: Path
) -> None:
    fill(data_dir, 600)
    sitting: Sitting = open_window()
    window = sitting.window
    window.pages.show_cases()
    before = window.pages.cases
    assert before is not None
    before.looking.choose_chip(Chip.ALL)
    counted(qtbot, before)
    before.table.selectRow(500)
    case = before.table.current
    window.theme_chosen.emit("dark")
    qtbot.waitUntil(lambda: window.pages.cases not in {None, before})
    after = window.pages.cases
    assert after is not None
    qtbot.waitUntil(lambda: after.table.current == case)
    assert case in on_screen(after)
