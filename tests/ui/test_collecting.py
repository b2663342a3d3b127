"""While workers run, garbage is collected on the interface's thread alone."""

import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.ui import collecting
from posdesk.ui.collecting import Collector
from posdesk.ui.running import Running
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


def test_the_end_of_a_start_leaves_collecting_to_the_interface(
    qtbot: QtBot, data_dir: Path, soon: Callable[[Callable[[], bool]], None]
) -> None:
    """``python -m posdesk`` begins with the collector off; a window that is open keeps it so."""
    seen: list[bool] = []
    running = Running(data_dir, "zh_CN", app.open_desk)

    def looked() -> bool:
        if running._sitting is None or not running._sitting.window.isVisible():
            return False
        if len(seen) < 5:  # some turns of the event loop later, too
            seen.append(gc.isenabled())
            return False
        QApplication.closeAllWindows()
        return True

    soon(looked)
    gc.disable()
    assert running.run() == 0
    assert seen == [False] * 5
    assert gc.isenabled()
    gc.unfreeze()
