"""The window that stands while files are changed: it tells, and may be stopped where it is safe."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.domain.errors import DataTrouble
from posdesk.ui.between import Report
from posdesk.ui.start.progress import ProgressWindow, run_shown
from tests.ui.stage import dressed, speaking


def window() -> ProgressWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, ProgressWindow))


def run(work: Callable[[Report], str]) -> str | None:
    return run_shown("恢复备份", work, dressed(), speaking("zh_CN"))


def test_it_says_what_is_done_and_how_far(qtbot: QtBot) -> None:
    seen: list[tuple[str, int, bool]] = []

    def work(report: Report) -> str:
        report.say("正在核对", may_stop=True)
        report(1, 4)
        until = time.monotonic() + 5
        while not seen and time.monotonic() < until:
            time.sleep(0.01)
        return "done"

    def look() -> None:
        there = window()
        if there.bar.value() > 0:
            seen.append((there.now.text(), there.bar.value(), there.stop.isVisible()))
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)
    assert run(work) == "done"
    assert seen == [("正在核对", 250, True)]


def going_on(steps: list[str], *, may_stop: bool) -> Callable[[Report], str]:
    def work(report: Report) -> str:
        report.say("步骤一", may_stop=may_stop)
        for count in range(50):
            steps.append("one")
            report(count, 50)
            time.sleep(0.01)
        return "done"

    return work


def test_it_can_be_stopped_where_nothing_is_changed_yet(qtbot: QtBot) -> None:
    steps: list[str] = []
    QTimer.singleShot(100, lambda: window().stop.click())
    assert run(going_on(steps, may_stop=True)) is None
    assert len(steps) < 50


def test_it_cannot_be_closed_once_there_is_no_way_back(qtbot: QtBot) -> None:
    steps: list[str] = []
    QTimer.singleShot(100, lambda: window().close())
    assert run(going_on(steps, may_stop=False)) == "done"
    assert len(steps) == 50


@pytest.mark.parametrize("error", [DataTrouble("The disk is full."), ZeroDivisionError("a bug")])
def test_what_goes_wrong_is_told_to_who_waits(qtbot: QtBot, error: Exception) -> None:
    def work(report: Report) -> str:
        raise error

    with pytest.raises(type(error)):
        run(work)
    QApplication.processEvents()
    assert not any(w.isVisible() for w in QApplication.topLevelWidgets())
