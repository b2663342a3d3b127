"""Damaged data lead to the best backup; what is missing is named, and one press goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.services.backup_list import beside
from posdesk.ui.main_window import MainWindow
from posdesk.ui.questions import Questions
from posdesk.ui.rescue import RescueWindow
from posdesk.ui.running import Running
from tests.ui.stage import opened


def filled(folder: Path) -> list[str]:
    """Three cases, a backup, two more cases; return the numbers."""
    with opened(folder) as desk:
        numbers = [desk.log.add(desk.log.read({"amount": "5.00"})).number for _ in range(3)]
        desk.backups.make()
        numbers += [desk.log.add(desk.log.read({"amount": "6.00"})).number for _ in range(2)]
    return numbers


def damage(folder: Path, begin: int = 0, size: int = 100) -> None:
    file = folder / "posdesk.db"
    whole = bytearray(file.read_bytes())
    whole[begin : begin + size] = b"\xa5" * size
    file.write_bytes(whole)


def shown(kind: type[RescueWindow] | type[MainWindow]) -> list[RescueWindow | MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_a_damaged_database_leads_to_the_best_backup(
    data_dir: Path, soon: Callable[[Callable[[], bool]], None], qtbot: QtBot
) -> None:
    numbers = filled(data_dir)
    damage(data_dir)
    said: list[str] = []

    def take() -> bool:
        windows = shown(RescueWindow)
        if not windows or not windows[0].card.go.isVisible():  # type: ignore[union-attr]
            return False
        said.extend(windows[0].card.inside.said)  # type: ignore[union-attr]
        windows[0].card.go.click()  # type: ignore[union-attr]
        return True

    def leave() -> bool:
        windows = shown(MainWindow)
        if not windows:
            return False
        windows[0].close()
        return True

    soon(take)
    soon(leave)
    assert Running(data_dir, "zh_CN", app.open_desk).run() == 0
    assert any("3 个案件" in words for words in said)
    with opened(data_dir) as desk:
        assert sorted(row.number for row in desk.log.cases()) == numbers[:3]
        assert desk.care.verify().valid
    aside = list(beside(data_dir).glob("damaged-*"))
    assert len(aside) == 1
    assert (aside[0] / "posdesk.db").read_bytes()[:100] == b"\xa5" * 100


def test_quitting_leaves_the_damaged_files_alone(
    data_dir: Path, soon: Callable[[Callable[[], bool]], None], qtbot: QtBot
) -> None:
    filled(data_dir)
    damage(data_dir)
    before = (data_dir / "posdesk.db").read_bytes()

    def leave() -> bool:
        windows = shown(RescueWindow)
        if windows:
            windows[0].close()
        return bool(windows)

    soon(leave)
    assert Running(data_dir, "zh_CN", app.open_desk).run() == 1
    assert (data_dir / "posdesk.db").read_bytes() == before


def test_what_the_damaged_file_can_still_tell_is_named(data_dir: Path, qtbot: QtBot) -> None:
    numbers = filled(data_dir)
    # Only a table that opening reads is gone: the journal itself can still be asked.
    with opened(data_dir) as desk:
        backup = desk.backups.listed()[0].path
    inside = app.open_restorer(data_dir).look(backup)
    assert inside.lost is not None
    assert inside.lost.cases == tuple(numbers[3:])


def test_no_backup_at_all_says_so(
    data_dir: Path, soon: Callable[[Callable[[], bool]], None], qtbot: QtBot
) -> None:
    with opened(data_dir) as desk:
        desk.log.add(desk.log.read({"amount": "5.00"}))
    damage(data_dir)
    said: list[str] = []

    def leave() -> bool:
        windows = shown(RescueWindow)
        if not windows or not windows[0].card.trouble.words:  # type: ignore[union-attr]
            return False
        said.append(windows[0].card.trouble.words)  # type: ignore[union-attr]
        windows[0].close()
        return True

    soon(leave)
    assert Running(data_dir, "zh_CN", app.open_desk).run() == 1
    assert "没有完好的备份" in said[0]


def test_a_full_disk_is_no_damage(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from posdesk.domain.errors import DataTrouble

    told: list[str] = []
    monkeypatch.setattr(Questions, "tell", lambda _self, words: told.append(words))

    def full(folder: Path, **_key: object) -> None:
        raise DataTrouble("The disk is full.")

    assert Running(data_dir, "en", full).run() == 1  # type: ignore[arg-type]
    assert told == ["The disk is full."]


@pytest.mark.parametrize("anew", [False, True])
def test_data_that_are_gone_lead_to_their_backups(
    data_dir: Path, soon: Callable[[Callable[[], bool]], None], qtbot: QtBot, anew: bool
) -> None:
    numbers = filled(data_dir)
    shutil.rmtree(data_dir)
    found: list[str] = []

    def take() -> bool:
        windows = shown(RescueWindow)
        if not windows or not windows[0].card.go.isVisible():  # type: ignore[union-attr]
            return False
        button = windows[0].card.anew if anew else windows[0].card.go  # type: ignore[union-attr]
        button.click()
        return True

    def leave() -> bool:
        windows = shown(MainWindow)
        if not windows:
            return False
        found.extend(row.number for row in windows[0]._desk.log.cases())  # type: ignore[union-attr]
        windows[0].close()
        return True

    soon(take)
    soon(leave)
    assert Running(data_dir, "en", app.open_desk).run() == 0
    assert sorted(found) == ([] if anew else numbers[:3])
