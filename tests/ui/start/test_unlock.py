"""The window before encrypted data: it opens by passphrase or code, and Esc quits."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.recovery import recovery_code
from posdesk.services.passphrases import wrap
from posdesk.storage.store import KEY_FILE
from posdesk.ui.start.unlock import UnlockWindow
from tests.key_stores import Memory, using
from tests.storage.turners import KEY, fill, turn
from tests.ui.stage import dressed, speaking

WORDS = "correct horse battery"


@pytest.fixture
def locked(data_dir: Path) -> Path:
    fill(data_dir, cases=1)
    turn(data_dir, on=True)
    (data_dir / KEY_FILE).write_bytes(wrap(KEY, WORDS).to_bytes())
    return data_dir


def window(qtbot: QtBot, folder: Path) -> UnlockWindow:
    made = UnlockWindow(folder, dressed(), speaking("en"))
    made.show()
    return made


@pytest.mark.parametrize("given", [WORDS, recovery_code(KEY), recovery_code(KEY).lower()])
def test_it_opens(qtbot: QtBot, locked: Path, given: str) -> None:
    asked = window(qtbot, locked)
    asked.line.setText(given)
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.unlocked is not None, timeout=10_000)
    assert asked.unlocked is not None
    assert asked.unlocked.key == KEY
    assert not asked.isVisible()
    asked.deleteLater()


def test_a_wrong_one_is_told_of_and_may_be_tried_again(qtbot: QtBot, locked: Path) -> None:
    asked = window(qtbot, locked)
    assert asked.line.echoMode() is QLineEdit.EchoMode.Password
    asked.line.setText("wrong and longer")
    asked.open.click()
    qtbot.waitUntil(lambda: bool(asked.trouble.words), timeout=10_000)
    assert "does not open" in asked.trouble.words
    assert asked.unlocked is None
    assert asked.line.selectedText()
    asked.line.setText(WORDS)
    asked.open.click()
    qtbot.waitUntil(lambda: asked.unlocked is not None, timeout=10_000)
    asked.deleteLater()


def test_esc_quits_and_nothing_stays_typed(qtbot: QtBot, locked: Path) -> None:
    asked = window(qtbot, locked)
    asked.line.setText(WORDS)
    from PySide6.QtCore import QTimer

    QTimer.singleShot(50, asked, lambda: qtbot.keyClick(asked, Qt.Key.Key_Escape))
    assert asked.ask() is None
    assert asked.line.text() == ""
    asked.deleteLater()


def test_an_emptied_key_store_asks_for_the_code_alone(qtbot: QtBot, locked: Path) -> None:
    (locked / KEY_FILE).write_bytes(KeyFile(KEY.id, KeptIn.KEY_STORE).to_bytes())
    with using(Memory()):
        asked = window(qtbot, locked)
        assert asked.line.accessibleName() == "Recovery code from the sheet"
        asked.line.setText(recovery_code(KEY))
        asked.open.click()
        qtbot.waitUntil(lambda: asked.unlocked is not None, timeout=10_000)
        assert asked.unlocked is not None
        assert asked.unlocked.kept_again
    asked.deleteLater()
