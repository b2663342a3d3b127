"""Background work arrives on the Qt thread, can be stopped, and never outlives the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.ui.tasks import Tasks

Report = Callable[[int, int], None]


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


def refuse(error: PosDeskError) -> None:
    raise AssertionError(error)


def test_the_result_arrives_on_the_qt_thread(qtbot: QtBot, tasks: Tasks) -> None:
    found: list[object] = []

    def work(report: Report) -> int:
        report(1, 2)
        return threading.get_ident()

    def done(worker: int) -> None:
        found.append((worker != threading.get_ident(), threading.current_thread().name))

    tasks.run(tasks, work, done, refuse)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [(True, "MainThread")]
    assert not tasks.busy
    tasks.finish()


def test_progress_comes_before_the_result(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[object] = []

    def work(report: Report) -> str:
        for count in range(3):
            report(count, 3)
        return "made"

    tasks.run(tasks, work, seen.append, refuse, lambda count, total: seen.append((count, total)))
    qtbot.waitUntil(lambda: "made" in seen)
    assert seen == [(0, 3), (1, 3), (2, 3), "made"]
    tasks.finish()


def test_an_expected_failure_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []

    def work(report: Report) -> None:
        raise WrongInput("No.")

    tasks.run(tasks, work, lambda _: None, lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: told == ["No."])
    tasks.finish()


def test_a_bug_reaches_the_hook(qtbot: QtBot, tasks: Tasks) -> None:
    def work(report: Report) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        tasks.run(tasks, work, lambda _: None, refuse)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    tasks.finish()


def test_a_cancelled_job_delivers_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[object] = []
    go = threading.Event()

    def work(report: Report) -> str:
        go.wait(10)
        report(1, 1)
        return "made"

    job = tasks.run(tasks, work, seen.append, refuse)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen == []
    tasks.finish()


def test_nothing_is_delivered_to_what_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    import shiboken6

    owner, seen, go = QObject(), list[object](), threading.Event()

    def work(report: Report) -> str:
        go.wait(10)
        return "made"

    tasks.run(owner, work, seen.append, refuse)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen == []
    tasks.finish()


def test_finishing_waits_for_what_runs(tasks: Tasks) -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(report: Report) -> None:
        begun.set()
        while True:
            try:
                report(0, 1)
            except BaseException:
                ended.set()
                raise

    tasks.run(tasks, work, lambda _: None, refuse)
    assert begun.wait(10)
    tasks.finish()
    assert ended.is_set()


def test_what_is_short_does_not_wait_for_what_is_long(qtbot: QtBot, tasks: Tasks) -> None:
    go, seen = threading.Event(), list[str]()

    def lasting(report: Report) -> str:
        go.wait(20)
        return "long"

    tasks.run(tasks, lasting, seen.append, refuse, long=True)
    tasks.run(tasks, lambda _report: "short", seen.append, refuse)
    qtbot.waitUntil(lambda: seen == ["short"])
    go.set()
    qtbot.waitUntil(lambda: seen == ["short", "long"])
    tasks.finish()
