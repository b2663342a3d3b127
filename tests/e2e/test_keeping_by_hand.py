"""A manager keeps the shop's data, by keys in the window: back up, look inside, erase, take out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.errors import CaseErased
from posdesk.domain.life import Life
from posdesk.domain.recovery import check_number
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.keys import is_locked
from posdesk.ui.main_window import MainWindow
from posdesk.ui.questions import Questions
from posdesk.ui.running import Running
from posdesk.ui.session import Sitting, application
from posdesk.ui.settings.keeping_section import KeepingSection
from posdesk.ui.settings.page import KEEPING
from posdesk.ui.start.unlock import UnlockWindow
from tests.ui.conftest import Recorded
from tests.ui.stage import Ticking, opened

FACTS = {"amount": "500.00", "terminal": "declined", "bank": "not_debited", "note": "客人王翠花"}
WORDS = "correct horse battery"
ENTER = Qt.Key.Key_Return

Step = Callable[[], bool]
Soon = Callable[[Step], None]


def fill(desk: Desk, count: int = 3) -> list[str]:
    cases = []
    for _ in range(count):
        case = desk.log.add(desk.log.read(FACTS))
        desk.follow_up.move(case.id, Life.CLOSED, why="对过账", outcome="DECLINED")
        cases.append(case.id)
    return cases


def keeping(window: MainWindow) -> KeepingSection:
    window.pages.show_settings(KEEPING)
    assert window.pages.settings is not None
    return window.pages.settings.keeping


def press(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, ENTER)


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path) -> Iterator[MainWindow]:
    desk = app.open_desk(data_dir, Ticking())
    recorded = Recorded(Translator("zh_CN", Path()))
    sitting = Sitting(application(), desk, lang="zh_CN", questions=recorded)
    qtbot.addWidget(sitting.window)
    sitting.window.show()
    sitting.window.activateWindow()
    yield sitting.window
    sitting.window.close()
    desk.care.close()


def test_a_case_is_backed_up_erased_and_told_to_be_in_the_backup(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window._desk
    first, *others = fill(desk)
    part = keeping(window)
    press(part.backup.now)
    qtbot.waitUntil(lambda: "已备份" in part.backup.notice.words, timeout=60_000)
    part.restore.refresh()
    qtbot.waitUntil(part.restore.look.isEnabled, timeout=30_000)
    press(part.restore.look)
    qtbot.waitUntil(part.restore.go.isVisible, timeout=60_000)
    assert any("3 个案件" in words for words in part.restore.inside.said)
    press(part.restore.leave)
    assert not part.restore.inside.isVisible()

    window.pages.show_cases(first)
    page = window.pages.cases
    assert page is not None
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.id == first)
    page.detail.doing.want_erasing()
    box = page.detail.erasing
    qtbot.waitUntil(lambda: "还在 1 份备份里" in box.held.text(), timeout=30_000)
    box.why.setText("客人要求")
    QTest.keyClick(box.why, ENTER)
    assert desk.log.case(first).id == first, "Enter in the reason erases nothing"
    press(box.button)
    qtbot.waitUntil(lambda: "已清除" in page.notice.words, timeout=30_000)
    assert "还在 1 份备份里" in page.notice.words
    assert page.table.hasFocus(), "the keys work on where they did"
    with pytest.raises(CaseErased):
        desk.log.case(first)

    questions = window.questions
    assert isinstance(questions, Recorded)
    questions.save_to = tmp_path / "list.xlsx"
    qtbot.waitUntil(lambda: page.table.cases.rowCount() == len(others), timeout=30_000)
    (excel,) = [one for one in page.top.menu.actions() if "Excel" in one.text()]
    excel.trigger()
    qtbot.waitUntil(lambda: "已做好" in page.notice.words, timeout=60_000)
    rows = list(openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0].iter_rows(min_row=2))
    assert {row[0].value for row in rows} == {desk.log.case(case).number for case in others}


def shown(kind: type[QWidget]) -> QWidget | None:
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return next(found, None)


def test_everything_is_encrypted_and_opens_by_the_passphrase_alone(
    data_dir: Path, tmp_path: Path, soon: Soon, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(data_dir) as desk:
        fill(desk, 1)
    sheet = tmp_path / "sheet.pdf"
    monkeypatch.setattr(Questions, "path_to_save", lambda _self, _suggested: sheet)
    windows: list[MainWindow] = []

    def steps() -> bool:
        window = shown(MainWindow)
        if not isinstance(window, MainWindow):
            return False
        windows.append(window)
        part = keeping(window).encryption
        press(part.begin)
        part.steps.passphrase.setText(WORDS)
        part.steps.again.setText(WORDS)
        press(part.steps.make)
        return True

    def confirm() -> bool:
        turning = keeping(windows[0]).encryption.steps
        if not turning.number.isEnabled():
            return False
        turning.number.setText(check_number(windows[0]._desk.encryption.prepared.key(WORDS)))
        QTest.keyClick(turning.number, ENTER)
        return True

    def leave() -> bool:
        window = shown(MainWindow)
        if window is None or window is windows[0]:
            return False
        window.close()
        return True

    for step in (steps, confirm, leave):
        soon(step)
    assert Running(data_dir, "zh_CN", app.open_desk).run() == 0
    assert is_locked(data_dir)
    unlock_and_look(data_dir, soon)


def unlock_and_look(data_dir: Path, soon: Soon) -> None:
    """Start once more: the passphrase is asked for, and the case is there."""

    def unlock() -> bool:
        window = shown(UnlockWindow)
        if not isinstance(window, UnlockWindow):
            return False
        window.line.setText(WORDS)
        QTest.keyClick(window.line, ENTER)
        return True

    def look() -> bool:
        window = shown(MainWindow)
        if not isinstance(window, MainWindow):
            return False
        assert len(window._desk.log.cases()) == 1
        window.close()
        return True

    soon(unlock)
    soon(look)
    assert Running(data_dir, "zh_CN", app.open_desk).run() == 0
