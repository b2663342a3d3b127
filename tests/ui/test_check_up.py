"""The check-up in Settings: a quick look at once, everything on demand, the worst first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from posdesk.domain.text import Lang
from posdesk.services.check_up import CheckUp
from posdesk.ui.settings.check_up_section import CheckUpSection
from posdesk.ui.tasks import Tasks
from tests.ui.stage import dressed, everything_said, opened, speaking


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop's folder that a program copies elsewhere, and that others can read."""
    folder = tmp_path / "Dropbox" / "data"
    with opened(folder) as desk:
        desk.log.add(desk.log.read({"amount": "320.00"}))
    (folder / "posdesk.db").chmod(0o644)
    return folder


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_worst_comes_first_and_says_what_to_do(
    qtbot: QtBot, shop: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(shop / "gone"))
    theme, tr, tasks = dressed(), speaking(lang), Tasks()
    section = CheckUpSection(CheckUp(shop, None), tasks, theme, tr)
    qtbot.addWidget(section)
    section.show()
    section.refresh()
    qtbot.waitUntil(lambda: section.report is not None, timeout=30_000)
    first = section.report
    assert first is not None
    assert first.quick
    wrong = [check.id for check in first.worst_first if check.id != "screen"]
    assert wrong == ["temporary", "rights", "synced"]
    said = everything_said(section)
    assert "chmod 600" in said
    assert "Dropbox" in said
    section.refresh()
    assert section.whole.isEnabled(), "it does not look again by itself"
    section.whole.click()
    assert not section.whole.isEnabled()
    assert section.notice.words == tr("Looking…")
    qtbot.waitUntil(section.whole.isEnabled, timeout=30_000)
    whole = section.report
    assert whole is not None
    assert not whole.quick
    assert "printer" in {check.id for check in whole.checks}
    section.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "[error] temporary: " in copied
    assert copied.index("[error]") < copied.index("[warning]") < copied.index("[note]")
    tasks.finish()


def test_it_can_be_stopped(qtbot: QtBot, shop: Path) -> None:
    tasks = Tasks()
    section = CheckUpSection(CheckUp(shop, None), tasks, dressed(), speaking("en"))
    qtbot.addWidget(section)
    section.whole.click()
    section.notice.pressed.emit()
    assert section.whole.isEnabled()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=30_000)
    assert section.report is None, "what was stopped tells nothing"
    tasks.finish()
