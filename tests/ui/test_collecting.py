"""While workers run, garbage is collected on the interface's thread alone."""

import gc
import threading
import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.ui import collecting
from posdesk.ui.collecting import Collector
from posdesk.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def _nobody_else_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing: pages of other tests in this process may not have been finished."""
    monkeypatch.setattr(collecting, "_wanted", 0)


class Ring:
    """Two of them hold each other; only the collector finds them."""

    gone: list[int] = []  # noqa: RUF012 - what the test looks at

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def churn(report: object) -> None:
    """Ask for so much memory that Python's own collector would run many times."""
    until = time.monotonic() + 1.2
    while time.monotonic() < until:
        for _ in range(50):
            Ring()
        kept: list[list[int]] = [[] for _ in range(2000)]
        del kept
        time.sleep(0.001)


def test_no_worker_collects_what_a_closed_page_left(qtbot: QtBot) -> None:
    Ring.gone.clear()
    done: list[object] = []
    tasks, owner = Tasks(), QObject()
    assert not gc.isenabled()
    tasks.run(owner, churn, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert Ring.gone, "the interface's thread has collected meanwhile"
    assert set(Ring.gone) == {threading.get_ident()}
    tasks.finish()
    assert gc.isenabled()


def test_python_collects_itself_again_once_the_last_window_is_closed(qapp: QApplication) -> None:
    first, second = Collector(qapp), Collector(qapp)
    first.finish()
    assert not gc.isenabled()
    first.finish()
    assert not gc.isenabled()
    second.finish()
    assert gc.isenabled()
