"""One window a data folder: the second start brings the first forward, or says why it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from posdesk import paths
from posdesk.domain.text import Lang
from posdesk.i18n import Translator
from posdesk.ownership import owner_of
from posdesk.ui.questions import Questions
from posdesk.ui.running import Running
from posdesk.ui.start.one_window import LOCK, OneWindow, bring_forward
from tests.ui.conftest import Open

ROOT = Path(__file__).resolve().parents[3]

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(data_dir: Path) -> Iterator[Start]:
    """Return what starts the real program with a window on the data folder."""
    running: list[subprocess.Popen[bytes]] = []

    def starter() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "posdesk", "--data-dir", str(data_dir), "--lang", "en"]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE))
        return running[-1]

    yield starter
    for one in running:
        one.kill()
        one.communicate()


def second(folder: Path, lang: Lang = "en", patience: int = 3000) -> OneWindow:
    return OneWindow(folder, Translator(lang, paths.resources() / "i18n"), patience)


def ready(folder: Path) -> None:
    """Wait until the program that was started has its data open."""
    until = time.monotonic() + 60
    while not (folder / "posdesk.db-wal").exists():
        assert time.monotonic() < until, "the window did not come up"
        time.sleep(0.05)


def test_the_second_start_ends_with_one_sentence(data_dir: Path, start: Start) -> None:
    first = start()
    ready(data_dir)
    again = start()
    said, _ = again.communicate(timeout=60)
    assert again.returncode == 0
    assert said.decode() == "PosDesk is open with these data already; its window is in front.\n"
    assert first.poll() is None


@posix
def test_a_window_that_hangs_is_told_of(
    data_dir: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start()
    ready(data_dir)
    while second(data_dir).enter() is None:  # the lock stands before the data are opened
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGSTOP)
    os.utime(data_dir / LOCK, (0, 0))  # it is not just starting
    told: list[str] = []
    monkeypatch.setattr(Questions, "tell", lambda _self, sentence: told.append(sentence))
    began = time.monotonic()
    code = Running(data_dir, "en", pytest.fail).run()  # type: ignore[arg-type]
    assert time.monotonic() - began < 8
    assert code == 1
    assert len(told) == 1
    assert "does not answer" in told[0]
    assert f"process {first.pid}" in told[0]


@posix
def test_what_a_crash_left_keeps_nobody_out(data_dir: Path, start: Start) -> None:
    first = start()
    ready(data_dir)
    first.kill()
    first.wait()
    assert (data_dir / LOCK).exists()
    here = second(data_dir)
    assert here.enter() is None
    here.leave()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_window_comes_forward_and_unfolds(qtbot: QtBot, open_window: Open) -> None:
    window = open_window().window
    window.showMinimized()
    bring_forward(window)
    assert not window.isMinimized()
    assert window.isVisible()


def test_the_first_hears_that_it_is_wanted(qtbot: QtBot, data_dir: Path) -> None:
    first = second(data_dir)
    assert first.enter() is None
    asked = subprocess.Popen(
        [sys.executable, "-m", "posdesk", "--data-dir", str(data_dir), "--lang", "zh_CN"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with qtbot.waitSignal(first.wanted, timeout=60_000):
        pass
    said, _ = asked.communicate(timeout=60)
    assert said.decode() == "这些数据的 PosDesk 已经开着，窗口已到最前面。\n"
    first.leave()


def test_the_first_is_told_of_the_file_that_was_clicked_on(
    qtbot: QtBot, data_dir: Path, tmp_path: Path
) -> None:
    first = second(data_dir)
    assert first.enter() is None
    named = tmp_path / "证据\n 1.posdesk.pdf"
    options = ["--data-dir", str(data_dir), "--lang", "en"]
    asked = subprocess.Popen(
        [sys.executable, "-m", "posdesk", "open", str(named), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with qtbot.waitSignal(first.file_wanted, timeout=60_000) as heard:
        pass
    said, _ = asked.communicate(timeout=60)
    assert heard.args == [named]
    assert "its window is in front" in said.decode()
    first.leave()


@pytest.mark.parametrize("said", [b"come\n", b"open zz\n", b"open \xff\n", b"\n"])
def test_what_is_no_file_only_brings_it_forward(qtbot: QtBot, data_dir: Path, said: bytes) -> None:
    first = second(data_dir)
    assert first.enter() is None
    files: list[object] = []
    first.file_wanted.connect(files.append)
    socket = QLocalSocket()
    with qtbot.waitSignal(first.wanted):
        socket.connectToServer(first._name)
        socket.write(said[:2])
        socket.flush()
        qtbot.wait(20)
        socket.write(said[2:])
        socket.flush()
    assert files == []
    socket.abort()
    first.leave()


def test_folders_have_windows_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = second(tmp_path / "one"), second(tmp_path / "practice")
    assert one.enter() is None
    assert other.enter() is None
    one.leave()
    again = second(tmp_path / "one")
    assert again.enter() is None
    again.leave()
    other.leave()


def test_another_account_cannot_be_brought_forward(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = second(data_dir)
    assert first.enter() is None
    # The second account asks under a name of its own, where nobody listens.
    monkeypatch.setattr("getpass.getuser", lambda: "another")
    monkeypatch.setattr("os.getuid", lambda: 4711, raising=False)
    found = second(data_dir, patience=100).enter()
    assert found is not None
    assert not found.came
    assert f"The account {owner_of(data_dir / LOCK)} has PosDesk open" in found.sentence
    first.leave()


def test_another_computer_is_named(qtbot: QtBot, data_dir: Path) -> None:
    (data_dir / LOCK).write_text("4711\nposdesk\ntill-2\nmachine\nboot\n", "utf-8")
    found = second(data_dir).enter()
    assert found is not None
    assert not found.came
    assert "till-2" in found.sentence
    assert LOCK in found.sentence


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_folder_that_cannot_be_written_is_told_of_by_the_data(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert second(file / "data").enter() is None


def test_an_old_socket_is_in_nobodys_way(qtbot: QtBot, data_dir: Path) -> None:
    old = second(data_dir)
    left = QLocalServer()
    assert left.listen(old._name)
    assert old.enter() is None
    assert old._server.isListening()
    old.leave()
    left.close()
