"""Settings, Data: a manager looks into a backup and goes back to it; the window returns with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.storage.driver import connect
from posdesk.ui.integrity import RedLine
from posdesk.ui.keeping.restore_part import RestorePart
from posdesk.ui.main_window import MainWindow
from posdesk.ui.running import Running
from tests.services.test_lost_steps import WAL, leave_killed, strike
from tests.ui.conftest import Open
from tests.ui.stage import opened

Soon = Callable[[Callable[[], bool]], None]


def filled(folder: Path) -> list[str]:
    """Three cases, a backup, two more cases; return the numbers."""
    with opened(folder) as desk:
        numbers = [desk.log.add(desk.log.read({"amount": "5.00"})).number for _ in range(3)]
        desk.backups.make()
        numbers += [desk.log.add(desk.log.read({"amount": "6.00"})).number for _ in range(2)]
    return numbers


def window() -> MainWindow | None:
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    return next((w for w in found if w.isVisible()), None)


def part_of(shown: MainWindow) -> RestorePart:
    assert shown.pages.settings is not None
    return shown.pages.settings.keeping.restore


def test_the_way_there_and_back(data_dir: Path, soon: Soon) -> None:
    numbers = filled(data_dir)
    said: list[str] = []
    first: list[MainWindow] = []

    def go_there() -> bool:
        shown = window()
        if shown is None:
            return False
        first.append(shown)
        shown.contents._show_keeping()
        return True

    def look() -> bool:
        part = part_of(first[0])
        if not part.look.isEnabled():
            return False
        part.look.click()
        return True

    def restore() -> bool:
        part = part_of(first[0])
        if not part.go.isVisible():
            return False
        said.extend(part.inside.said)
        part.go.click()
        return True

    def leave() -> bool:
        shown = window()
        if shown is None or shown is first[0]:
            return False
        shown.close()
        return True

    for step in (go_there, look, restore, leave):
        soon(step)
    assert Running(data_dir, "zh_CN", app.open_desk).run() == 0
    assert any("2 个案件" in words and numbers[4][6:] in words for words in said)
    with opened(data_dir) as desk:
        assert sorted(row.number for row in desk.log.cases()) == numbers[:3]


def test_only_a_manager_goes_back(data_dir: Path, open_window: Open, qtbot: QtBot) -> None:
    filled(data_dir)
    with opened(data_dir) as desk:
        boss = desk.staff.add("王店长", "manager")
        desk.staff.set_pin(boss.id, "482913")
    shown = open_window().window
    shown.contents._show_keeping()
    part = part_of(shown)
    wanted: list[object] = []
    part.between_wanted.connect(wanted.append)
    qtbot.waitUntil(part.look.isEnabled)
    part.look.click()
    qtbot.waitUntil(part.go.isVisible, timeout=10_000)
    part.go.click()
    assert not wanted
    assert part.notice.words
    assert shown.isVisible()
    part.leave.click()
    assert not part.inside.isVisible()


def test_a_broken_chain_stands_on_top(data_dir: Path, open_window: Open, qtbot: QtBot) -> None:
    filled(data_dir)
    base = connect(data_dir / "posdesk.db")
    base.execute("DROP TRIGGER payloads_no_update")
    base.execute("UPDATE payloads SET body = CAST('{}' AS BLOB) WHERE pos = 3")
    base.close()
    shown = open_window().window
    with qtbot.waitSignal(shown.watches.integrity.looked, timeout=10_000):
        shown.watches.integrity.look()
    words = shown.watches.integrity.sentence(shown._tr)
    assert "第 3 条" in words
    assert "恢复备份" in words
    shown.page.field.line.setText("7")
    assert shown.isVisible(), "it stays usable"


def test_sound_data_say_nothing(data_dir: Path, open_window: Open, qtbot: QtBot) -> None:
    filled(data_dir)
    shown = open_window().window
    with qtbot.waitSignal(shown.watches.integrity.looked, timeout=10_000):
        shown.watches.integrity.look()
    assert shown.watches.integrity.sentence(shown._tr) == ""


def test_steps_that_a_damaged_log_lost_stand_on_top_at_once(
    data_dir: Path, open_window: Open, qtbot: QtBot
) -> None:
    leave_killed(data_dir)
    strike(data_dir / WAL)
    shown = open_window().window
    qtbot.addWidget(shown)
    lines = [one for one in shown.findChildren(RedLine) if one.isVisible()]
    assert len(lines) == 1
    assert "damaged-" in lines[0].words.text()
    assert lines[0].words.text() == lines[0].accessibleName()
    shown.page.field.line.setText("7")
    assert shown.isVisible(), "it stays usable"
