"""Taking lists, cases and the journal out of the window, with progress and a way to stop."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from posdesk.domain.chip import Chip
from posdesk.domain.people import Role
from posdesk.ui.cases.page import CasesPage
from posdesk.ui.keeping.taking_out_part import TakingOutPart
from posdesk.ui.tasks import Tasks
from tests.ui.conftest import Open, Recorded
from tests.ui.stage import Chosen, dressed, opened, speaking
from tests.ui.test_cases_page import cases_of, fill


def entry(menu: QMenu, words: str) -> QAction:
    (found,) = [action for action in menu.actions() if words in action.text()]
    return found


@pytest.fixture
def page(open_window: Open, qtbot: QtBot) -> CasesPage:
    sitting = open_window()
    shown = cases_of(sitting)
    fill(shown._desk)
    shown.refresh()
    qtbot.waitUntil(lambda: shown.table.cases.rowCount() == 3)
    return shown


def asked(page: CasesPage) -> Recorded:
    questions = page.going_out._list_export._questions
    assert isinstance(questions, Recorded)
    return questions


def press(page: CasesPage, words: str, target: Path, qtbot: QtBot) -> None:
    asked(page).save_to = target
    entry(page.top.menu, words).trigger()
    qtbot.waitUntil(lambda: page.notice._button.text() == "打开文件夹", timeout=60_000)


def test_the_list_is_taken_as_it_stands(page: CasesPage, tmp_path: Path, qtbot: QtBot) -> None:
    shown = [page.table.cases.line(line) for line in range(3)]
    press(page, "Excel", tmp_path / "a.xlsx", qtbot)
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [line.number for line in shown if line]
    assert page.notice.words == "已做好：a.xlsx，3 个案件"
    assert asked(page).asked == ["案件 未结.xlsx"]


def test_a_list_that_is_read_by_pages_is_taken_whole(
    page: CasesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.chips.chips[Chip.ALL].click()
    qtbot.waitUntil(lambda: page.table.cases.rowCount() == 4)
    press(page, "CSV", tmp_path / "a.csv", qtbot)
    lines = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert "4 个案件" in page.notice.words


def test_chosen_cases_are_taken_whole(page: CasesPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.table.selectAll()
    press(page, "JSON", tmp_path / "a.json", qtbot)
    told = json.loads((tmp_path / "a.json").read_bytes())
    assert {one["id"] for one in told} == set(page.table.selected)


def test_open_folder_opens_that_of_the_file_made_last(
    page: CasesPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url))
    press(page, "CSV", tmp_path / "a.csv", qtbot)
    (tmp_path / "json").mkdir()
    page.table.selectAll()
    page.notice.show_hint("")
    press(page, "JSON", tmp_path / "json" / "a.json", qtbot)
    page.notice.pressed.emit()
    assert [Path(url.toLocalFile()) for url in urls] == [tmp_path / "json"]


def test_it_can_be_stopped_and_leaves_nothing(
    page: CasesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    asked(page).save_to = tmp_path / "a.csv"
    entry(page.top.menu, "CSV").trigger()
    page.notice.pressed.emit()
    assert page.notice.words == "已停下，没有生成文件。"
    qtbot.waitUntil(lambda: not page.going_out._list_export._work._tasks.busy)
    assert list(tmp_path.glob("*.csv")) + list(tmp_path.glob(".*.part")) == []


def test_nobody_but_a_manager_is_asked_where_to(page: CasesPage, tmp_path: Path) -> None:
    staff = page._desk.staff
    staff.add("周敏", Role.MANAGER)
    staff.set_pin("周敏", "83920174")
    staff.sign_out()
    entry(page.top.menu, "CSV").trigger()
    assert asked(page).asked == []
    assert "店长" in page.notice.words


def test_the_journal_is_taken_out_in_settings(qtbot: QtBot, data_dir: Path, tmp_path: Path) -> None:
    class Saving(Chosen):
        def file_to_save(self, suggested: Path) -> Path | None:
            return tmp_path / suggested.name

    tr, theme = speaking("en"), dressed()
    with opened(data_dir) as desk:
        tasks = Tasks()
        part = TakingOutPart(desk.taking_out, tasks, Saving(tr), theme, tr)
        qtbot.addWidget(part)
        part.show()
        part.take.click()
        qtbot.waitUntil(lambda: part.notice.words.startswith("Made"))
        tasks.finish()
        assert part.notice.words == "Made: PosDesk journal.jsonl, 1 events"
        head, first = (tmp_path / "PosDesk journal.jsonl").read_bytes().splitlines()
        assert json.loads(head)["head"] == json.loads(first)["hash"]
