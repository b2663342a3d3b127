"""Lessons answered by keys, and a practice window whose data never mix with the shop's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.key import Key
from posdesk.services.desk import Desk
from posdesk.ui.session import Sitting, application
from tests.services.conftest import Clock
from tests.ui.conftest import Recorded
from tests.ui.test_paper import Open


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    (data_dir / "settings.toml").write_text('[shop]\ncashier = "林晓"\n', "utf-8")
    opened = app.open_desk(data_dir, Clock())
    yield opened
    opened.care.close()


def test_a_lesson_is_answered_by_keys_and_counted(qtbot: QtBot, desk: Desk) -> None:
    sitting = Sitting(application(), desk, lang="zh_CN", clock=Clock())
    window = sitting.window
    qtbot.addWidget(window)
    window.show()
    window.pages.show_training()
    page = window.pages.training
    assert page is not None
    first = page.card.lesson
    assert first is not None
    wrong = (first.question.right + 1) % len(first.question.choices)
    for place in (wrong, first.question.right):
        QTest.keyClick(page.card, Qt.Key(Qt.Key.Key_1 + place))
    (progress,) = desk.trainer.progress()
    assert (progress.person, progress.tries) == ("林晓", 2)
    assert progress.done == {first.id}
    QTest.keyClick(page.card.next, Qt.Key.Key_Return)
    assert page.card.lesson is not first
    window.close()


def test_a_practice_window_leaves_no_trace(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    opened: list[Path] = []

    def open_practice(folder: Path, *, key: Key | None = None) -> Desk:
        opened.append(folder)
        return app.open_desk(folder, Clock(), key=key)

    sitting = Sitting(application(), desk, lang="zh_CN", clock=Clock(), open_practice=open_practice)
    qtbot.addWidget(sitting.window)
    sitting.window.show()
    sitting.window.practice_wanted.emit()
    assert sitting.practice is not None
    practice = sitting.practice.sitting.window
    practice.page.begin("no-slip")
    QTest.keyClick(practice.page.walk.step, Qt.Key.Key_1)
    (folder,) = opened
    assert folder.exists()
    assert not folder.is_relative_to(data_dir)
    practice.close()
    qtbot.waitUntil(lambda: not folder.exists(), timeout=5000)
    assert desk.log.cases() == ()
    assert desk.troubleshoot.unfinished() == ()
    sitting.window.close()


def test_a_card_is_printed_from_the_lessons(open_window: Open, tmp_path: Path) -> None:
    window = open_window("zh_CN").window
    assert isinstance(window.questions, Recorded)
    window.pages.show_training()
    page = window.pages.training
    assert page is not None
    window.questions.save_to = tmp_path / "card.pdf"
    page.people.card_wanted.emit("refund-sms")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF-")
    assert "card.pdf" in page.notice.words
