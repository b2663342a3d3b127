"""Settings tell of the last backup; closing the window makes one; nobody has to wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import Lang
from posdesk.services.backups import Backups, Made, beside
from posdesk.services.given import read_given
from posdesk.ui.keeping.backup_part import BackupPart
from posdesk.ui.keeping.backup_work import BackupWork
from posdesk.ui.main_window import MainWindow
from posdesk.ui.questions import Questions
from posdesk.ui.running import Running
from posdesk.ui.start.progress import ProgressWindow
from tests.fire.deeds import picture
from tests.services.test_backup_check import strike
from tests.ui.conftest import NOW, Open
from tests.ui.stage import Ticking, everything_said
from tests.ui.test_window import settle

LANGS: tuple[Lang, ...] = ("zh_CN", "en")
DATA = 8


@pytest.fixture(autouse=True)
def _small(small: Path) -> None:
    """Every window here reads one small flow."""


def problem(folder: Path) -> None:
    desk = app.open_desk(folder, lambda: NOW)
    try:
        desk.log.add(read_given({"symptom": "没出单", "amount": "500"}, frozenset()))
    finally:
        desk.care.close()


def shown(window: MainWindow, qtbot: QtBot) -> BackupPart:
    window.pages.show_settings(DATA)
    assert window.pages.settings is not None
    part = window.pages.settings.keeping.backup
    qtbot.waitUntil(lambda: "…" not in part.last.text(), timeout=20_000)
    settle()
    return part


def test_settings_make_one_and_tell_of_it(open_window: Open, qtbot: QtBot, data_dir: Path) -> None:
    problem(data_dir)
    window = open_window().window
    part = shown(window, qtbot)
    assert part.last.text() == "还没有备份。"
    with qtbot.waitSignal(window.watches.backups.seen, timeout=30_000):
        part.now.click()
        assert part.now.isHidden(), "not twice at once"
        assert not part.stop.isHidden()
    settle()
    assert part.notice.words == "已备份，并已读回核对。"
    assert part.last.text().startswith("上次备份：今天 14:43，在本机，已核对，")
    assert not part.now.isHidden()
    assert part.rows.shown[1] == "本机"
    assert len(list(beside(data_dir).glob("*.backup"))) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_old_or_away_is_told(
    open_window: Open, qtbot: QtBot, data_dir: Path, tmp_path: Path, lang: Lang
) -> None:
    (tmp_path / "stick").mkdir()
    clock = Ticking()
    clock.now = NOW - timedelta(days=20)
    desk = app.open_desk(data_dir, clock)
    desk.log.add(read_given({"symptom": "没出单", "amount": "500"}, frozenset()))
    desk.backups.choose_second_place(str(tmp_path / "stick"))
    desk.backups.make()
    desk.care.close()
    problem(data_dir)
    (tmp_path / "stick").rename(tmp_path / "drawer")
    part = shown(open_window(lang).window, qtbot)
    assert "19" in part.warning.text()
    assert "19" in part.second.state.text()
    assert ("没有接上" if lang == "zh_CN" else "Not plugged in") in part.second.state.text()
    assert str(tmp_path / "stick") in part.second.place.text()
    assert "{" not in everything_said(part)


def test_a_second_place_is_chosen_and_given_up(
    open_window: Open, qtbot: QtBot, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(data_dir)
    window = open_window().window
    part = shown(window, qtbot)
    stick = tmp_path / "stick"
    chosen = [data_dir, stick]
    monkeypatch.setattr(window.questions, "folder", lambda: chosen.pop(0))
    part.second.choose.click()
    assert "请选U盘" in part.second.trouble.words
    stick.mkdir()
    with qtbot.waitSignal(window.watches.backups.seen, timeout=20_000):
        part.second.choose.click()
    settle()
    assert part.second.trouble.words == ""
    assert str(stick) in part.second.place.text()
    with qtbot.waitSignal(window.watches.backups.seen, timeout=20_000):
        part.second.remove.click()
    settle()
    assert str(stick) not in part.second.place.text()


def test_one_that_is_stopped_leaves_nothing(
    open_window: Open, qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(data_dir)
    going, make = threading.Event(), Backups.make

    def slow(backups: Backups, progress: Callable[[int, int], None]) -> Made:
        def told(done: int, total: int) -> None:
            going.set()
            threading.Event().wait(0.2)
            progress(done, total)

        return make(backups, told)

    monkeypatch.setattr(Backups, "make", slow)
    window = open_window().window
    part = shown(window, qtbot)
    part.now.click()
    qtbot.waitUntil(going.is_set, timeout=20_000)
    part.stop.click()
    assert part.notice.words == "已停止；以前的备份都在。"
    assert not part.now.isHidden()
    window.watches.backups.finish()
    assert not list(beside(data_dir).glob("*.backup*"))


def test_failing_for_days_is_one_quiet_line_on_every_page(
    open_window: Open, qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(data_dir)
    window = open_window().window
    assert window.contents.status.warning == ""
    beside(data_dir).write_text("a file in the place of the folder", "utf-8")
    with qtbot.waitSignals(
        [window.watches.backups.failed, window.watches.backups.warned], timeout=30_000
    ):
        window.watches.backups.look()
    assert window.contents.status.warning == "3 天没有备份：请看设置"
    beside(data_dir).unlink()
    with qtbot.waitSignals(
        [window.watches.backups.made, window.watches.backups.warned], timeout=30_000
    ):
        window.watches.backups.look()
    assert window.contents.status.warning == ""
    with qtbot.assertNotEmitted(window.watches.backups.began, wait=500):
        window.watches.backups.look()
    assert len(list(beside(data_dir).glob("*.backup"))) == 1, "once a day is enough"


def test_it_looks_by_itself_while_the_window_is_open(
    open_window: Open, qtbot: QtBot, data_dir: Path
) -> None:
    problem(data_dir)
    window = open_window().window
    timer = window.watches.backups.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    with qtbot.waitSignal(window.watches.backups.made, timeout=30_000):
        timer.timeout.emit()
    assert list(beside(data_dir).glob("*.backup"))


# ---------------------------------------------------------------------------------------- closing


@pytest.fixture
def closing(qapp: QApplication) -> Iterator[Callable[[Callable[[MainWindow], None]], None]]:
    """Return what does something with the window of ``Running`` once it is there."""
    timers: list[QTimer] = []

    def when_open(do: Callable[[MainWindow], None]) -> None:
        timer = QTimer()
        timer.setInterval(50)

        def look() -> None:
            for top in QApplication.topLevelWidgets():
                if isinstance(top, MainWindow) and top.isVisible():
                    timer.stop()
                    do(top)

        timer.timeout.connect(look)
        timer.start()
        timers.append(timer)

    yield when_open
    for timer in timers:
        timer.stop()


def close(window: MainWindow) -> None:
    window.close()


When = Callable[[Callable[[MainWindow], None]], None]


def test_closing_the_window_makes_one_where_something_came(data_dir: Path, closing: When) -> None:
    problem(data_dir)
    closing(close)
    assert Running(data_dir, "zh_CN", app.open_desk, backs_up=True).run() == 0
    made = list(beside(data_dir).glob("*.backup"))
    assert len(made) == 1
    closing(close)
    assert Running(data_dir, "zh_CN", app.open_desk, backs_up=True).run() == 0
    assert list(beside(data_dir).glob("*.backup")) == made, "nothing came since"


def test_it_can_be_skipped(data_dir: Path, closing: When, monkeypatch: pytest.MonkeyPatch) -> None:
    problem(data_dir)
    make = Backups.make
    words = list[str]()

    def slow(backups: Backups, progress: Callable[[int, int], None]) -> Made:
        def told(done: int, total: int) -> None:
            threading.Event().wait(0.3)
            progress(done, total)

        return make(backups, told)

    def skip() -> None:
        for top in QApplication.topLevelWidgets():
            if isinstance(top, ProgressWindow) and top.stop.isVisible():
                words.append(everything_said(top))
                top.stop.click()

    monkeypatch.setattr(Backups, "make", slow)
    skipping = QTimer()
    skipping.timeout.connect(skip)
    skipping.start(20)
    closing(close)
    assert Running(data_dir, "zh_CN", app.open_desk, backs_up=True).run() == 0
    skipping.stop()
    assert "正在备份…" in words[0]
    assert "今天跳过" in words[0]
    assert not list(beside(data_dir).glob("*.backup*"))


def test_one_that_fails_then_is_told_and_the_program_ends(
    data_dir: Path, closing: When, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(data_dir)
    beside(data_dir).write_text("a file in the place of the folder", "utf-8")
    told = list[str]()
    monkeypatch.setattr(Questions, "tell", lambda _self, sentence: told.append(sentence))
    closing(close)
    assert Running(data_dir, "zh_CN", app.open_desk, backs_up=True).run() == 0
    assert len(told) == 1
    assert "data-backups" in told[0]


def test_work_that_fails_to_look_says_so(qtbot: QtBot) -> None:
    class Gone(Backups):
        def __init__(self) -> None:
            pass

        def is_due(self) -> bool:
            raise DataTrouble("the drive is away")

        def overview(self) -> None:  # type: ignore[override]
            raise DataTrouble("the drive is away")

    work = BackupWork(Gone())
    with qtbot.waitSignals([work.failed, work.warned], timeout=20_000):
        work.look()
    work.finish()


def test_all_are_read_back_when_asked(open_window: Open, qtbot: QtBot, data_dir: Path) -> None:
    window = open_window().window
    desk = window._desk
    case = desk.log.add(desk.log.read({"amount": "1.00"}))
    case = desk.exhibits.attach(case.id, picture(), "slip", name="a.png")
    desk.backups.make()
    part = shown(window, qtbot)
    qtbot.waitUntil(lambda: not part.check.isHidden())
    part.check.click()
    qtbot.waitUntil(lambda: "证据齐全" in part.notice.words, timeout=10_000)
    strike(beside(data_dir) / "exhibits.db", case.exhibits[0].sha256, gone=True)
    part.check.click()
    qtbot.waitUntil(lambda: "缺失或损坏" in part.notice.words, timeout=10_000)
    assert "缺证据 1 件" in part.rows.shown
