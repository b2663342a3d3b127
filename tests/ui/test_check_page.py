"""A bundle that is checked in the window: every state has its words, colour and way onward."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.app import open_desk
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.verification import Soundness
from posdesk.services.desk import Desk
from posdesk.ui.evidence.check_page import CheckPage
from posdesk.ui.main_window import MainWindow
from posdesk.ui.running import Running
from tests.ui.conftest import NOW, Open
from tests.ui.evidence import files, letter
from tests.ui.stage import everything_said

SAID = {
    Soundness.INTACT: ("完整，签名后没有改过", "done"),
    Soundness.CHANGED: ("签名后被改过，不要采信", "rule"),
    Soundness.UNSIGNED: ("没有签名", "trouble"),
    Soundness.UNKNOWN_SIGNER: ("没有改过，但这里不认识签名的人", "trouble"),
    Soundness.FOREIGN: ("不是 PosDesk 的证据文件", "rule"),
}


def bundle(desk: Desk, target: Path, *, signed: bool = True) -> Path:
    case = desk.log.add(desk.log.read({"amount": "500.00"})).id
    sealer = desk.seals.present if signed else None
    desk.evidence.bundle((case,), target, BundleOrder(), sealer=sealer)
    return target


def changed(file: Path, target: Path) -> Path:
    data = bytearray(file.read_bytes())
    data[data.index(b"stream") + 20] ^= 1
    target.write_bytes(data)
    return target


def page(window: MainWindow) -> CheckPage:
    window.overlays.check_bundle()
    shown = window.pages.currentWidget()
    assert isinstance(shown, CheckPage)
    return shown


def test_every_state_is_told(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window().window
    desk = window._desk
    other = open_desk(tmp_path / "other", lambda: NOW)
    own = bundle(desk, tmp_path / "own.pdf")
    found = {
        Soundness.INTACT: own,
        Soundness.CHANGED: changed(own, tmp_path / "changed.pdf"),
        Soundness.UNSIGNED: bundle(desk, tmp_path / "unsigned.pdf", signed=False),
        Soundness.UNKNOWN_SIGNER: bundle(other, tmp_path / "theirs.pdf"),
        Soundness.FOREIGN: letter(tmp_path / "letter.pdf"),
    }
    theirs = other.seals.present().fingerprint
    other.care.close()
    checking = page(window)
    for state, file in found.items():
        assert checking.take_dropped(files(file))
        qtbot.waitUntil(lambda: checking._job is None, timeout=20_000)
        assert checking.found is not None
        assert checking.found.state is state
        words, part = SAID[state]
        assert words in checking.finding.said.text()
        assert checking.finding.property("part") == part
        assert file.name in everything_said(checking.finding)
        assert checking._phone.isVisible() is bool(checking.found.fingerprint)
    checking.look_at(found[Soundness.UNKNOWN_SIGNER])
    checking.told.setText(theirs)  # as it was read out on the telephone
    checking.compare.click()
    qtbot.waitUntil(lambda: checking._job is None, timeout=20_000)
    assert checking.found is not None
    assert checking.found.state is Soundness.INTACT
    checking.told.setText("12")
    checking.compare.click()
    assert checking.trouble.words
    checking.finding.fingerprint.copy.click()
    assert QGuiApplication.clipboard().text() == theirs
    QGuiApplication.clipboard().clear()


def test_the_file_that_was_clicked_on_is_told_of(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, soon: Callable[[Callable[[], bool]], None]
) -> None:
    """The program started for a file: no bundle, and then, with the page still there, one."""
    desk = open_desk(data_dir, lambda: NOW)
    own = bundle(desk, tmp_path / "own.posdesk.pdf")
    desk.care.close()
    running = Running(data_dir, "zh_CN", open_desk, pytest.fail, file=letter(tmp_path / "a.pdf"))

    def tells(state: Soundness) -> bool:
        window = running._sitting.window if running._sitting is not None else None
        page = window.pages.currentWidget() if window is not None else None
        # A shop's first questions are not asked of whoever clicked on a file.
        on_screen = isinstance(page, CheckPage) and window is not None and window.first is None
        found = page.found if isinstance(page, CheckPage) else None
        return on_screen and found is not None and found.state is state

    def then(state: Soundness, do: Callable[[], object]) -> bool:
        if not tells(state):
            return False
        do()
        return True

    soon(lambda: then(Soundness.FOREIGN, lambda: running._one.file_wanted.emit(own)))
    soon(lambda: then(Soundness.INTACT, QApplication.closeAllWindows))
    assert running.run() == 0
