"""Encryption in Settings: three steps to turn it on, a question before it is turned off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.recovery import check_number
from posdesk.services.desk import Desk
from posdesk.ui.between import Between
from posdesk.ui.keeping.encryption_part import EncryptionPart
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from tests.key_stores import Memory, using
from tests.ui.stage import Ticking, dressed, everything_said, opened, speaking

WORDS = "correct horse battery"


class Paper(Questions):
    """Chooses where the sheet goes."""

    target: Path | None = None

    def path_to_save(self, suggested: Path) -> Path | None:
        return self.target


class Quiet:
    """A report that nobody looks at."""

    def __call__(self, done: int, total: int, /) -> None:
        assert done <= total

    def say(self, words: str, *, may_stop: bool = False) -> None:
        pass


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.finish()


def part_on(qtbot: QtBot, desk: Desk, tasks: Tasks, target: Path) -> EncryptionPart:
    questions = Paper(speaking("en"))
    questions.target = target
    part = EncryptionPart(desk.encryption, tasks, questions, dressed(), speaking("en"))
    qtbot.addWidget(part)
    part.show()
    return part


def test_on_and_off(qtbot: QtBot, data_dir: Path, tmp_path: Path, tasks: Tasks) -> None:
    sheet, wanted = tmp_path / "sheet.pdf", list[Between]()
    with opened(data_dir) as desk:
        part = part_on(qtbot, desk, tasks, sheet)
        part.between_wanted.connect(wanted.append)
        assert part.state.text().startswith("Not encrypted")
        part.begin.click()
        steps = part.steps
        assert not steps.turn_on.isEnabled()
        steps.passphrase.setText(WORDS)
        steps.again.setText(WORDS + "x")
        steps.make.click()
        assert "not the same" in steps.pass_trouble.words
        steps.again.setText(WORDS)
        assert steps.strength.text() == "Strength: Strong"
        steps.make.click()
        qtbot.waitUntil(steps.number.isEnabled, timeout=15_000)
        assert sheet.exists()
        key = desk.encryption.prepared.key(WORDS)
        right = check_number(key)
        steps.number.setText("000000" if right != "000000" else "000001")
        steps.turn_on.click()
        assert "not the check number" in steps.trouble.words
        assert not wanted
        steps.number.setText(f"{right[:3]} {right[3:]}")
        steps.turn_on.click()
        assert WORDS not in everything_said(part)
    (between,) = wanted
    done = between.work(Quiet())
    assert done.key == key
    assert "Lock the recovery sheet away" in done.sentence

    desk = app.open_desk(data_dir, Ticking(), key=done.key)
    part = part_on(qtbot, desk, tasks, sheet)
    part.between_wanted.connect(wanted.append)
    assert "a passphrase keeps the key" in part.state.text()
    sheet.unlink()
    part.again.click()
    assert sheet.exists()
    part.end.click()
    assert part.question.isVisible()
    part.stay.click()
    assert not part.question.isVisible()
    part.end.click()
    part.sure.click()
    desk.care.close()
    done = wanted[-1].work(Quiet())
    assert done.key is None
    with opened(data_dir) as desk:
        assert not desk.encryption.is_on()


def test_a_key_store_needs_no_passphrase(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, tasks: Tasks
) -> None:
    with using(Memory()), opened(data_dir) as desk:
        part = part_on(qtbot, desk, tasks, tmp_path / "sheet.pdf")
        part.begin.click()
        assert not part.steps.secret.isVisible()
        part.steps.make.click()
        qtbot.waitUntil(part.steps.number.isEnabled, timeout=15_000)
        part.steps.cancel.click()
        assert part.begin.isVisible()
        assert not desk.encryption.is_on(), "a prepared key does no harm"


def test_only_a_manager_turns_it_on(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, tasks: Tasks
) -> None:
    with opened(data_dir) as desk:
        manager = desk.staff.add("王店长", "manager")
        desk.staff.set_pin(manager.id, "4711")
        desk.staff.sign_out()
        part = part_on(qtbot, desk, tasks, tmp_path / "sheet.pdf")
        part.begin.click()
        assert "Only a manager" in part.notice.words
        assert not part.steps.isVisible()


def test_the_sheet_does_not_go_among_the_data(qtbot: QtBot, data_dir: Path, tasks: Tasks) -> None:
    with using(Memory()), opened(data_dir) as desk:
        part = part_on(qtbot, desk, tasks, data_dir / "sheet.pdf")
        part.begin.click()
        part.steps.make.click()
        assert "may not lie among them" in part.steps.notice.words
        assert not (data_dir / "sheet.pdf").exists()
