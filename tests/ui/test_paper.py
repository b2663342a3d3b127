"""Handing over by F9, the customer's slip and the map, from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from posdesk.domain.event import HandedOver
from posdesk.ui.session import Sitting
from tests.ui.conftest import Recorded

Open = Callable[..., Sitting]


def test_a_walk_is_handed_over_by_keys(open_window: Open) -> None:
    window = open_window("zh_CN").window
    window.page.begin("no-slip")
    QTest.keyClick(window.page.walk.step, Qt.Key.Key_1)
    QTest.qWait(50)  # the record is shown a moment after the step
    QTest.keyClick(window.page.walk.step, Qt.Key.Key_F9)
    form = window.page.walk.record.hand_over
    form.lines["to"].setText("王芳")
    form.lines["why"].setText("换班")
    form.store.click()
    assert window.page.session is not None
    handed = [r.event for r in window.page.session.case.history]
    assert isinstance(handed[-1], HandedOver)
    assert (handed[-1].to, handed[-1].why) == ("王芳", "换班")


def test_the_slip_and_the_map_are_written_where_they_are_wanted(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window("zh_CN").window
    page, questions = window.page, window.questions
    assert isinstance(questions, Recorded)
    page.begin("no-slip")
    for answer in ("done", "timeout", "not-debited", "not-taken", "only-one"):
        assert page.session is not None
        ids = list(page.walk.step.answer_ids) or ["done"]
        QTest.keyClick(page.walk.step, Qt.Key(Qt.Key.Key_1 + ids.index(answer)))
    questions.save_to = tmp_path / "slip.pdf"
    page.walk.step.outcome.slip_wanted.emit("58mm")
    questions.save_to = tmp_path / "map.pdf"
    page.walk.map.print_wanted.emit()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    for name in ("slip.pdf", "map.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    assert "map.pdf" in page.walk.step.notice.words


def test_an_earlier_try_is_looked_into_by_enter(open_window: Open) -> None:
    page = open_window("en").window.page
    page.begin("no-slip")
    for answer in ("done", "timeout", "not-debited", "not-taken", "unsure"):
        ids = list(page.walk.step.answer_ids) or ["done"]
        QTest.keyClick(page.walk.step, Qt.Key(Qt.Key.Key_1 + ids.index(answer)))
    assert page.session is not None
    assert page.session.walk.outcome == "OTHER_OPEN"
    assert page.walk.banner.tone != "go"
    QTest.keyClick(page.walk.step, Qt.Key.Key_Return)
    now = page.session
    assert now.attempt == 2
    assert now.walk.steps == ()
