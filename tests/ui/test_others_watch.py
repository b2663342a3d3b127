"""What the command line writes beside the window shows there within about two seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from posdesk.app import open_desk
from posdesk.domain.chip import Chip
from posdesk.i18n import Translator
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting, application
from tests.ui.conftest import Recorded

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 2500
"""Milliseconds from the end of a command until its change is on screen."""

Command = Callable[..., Any]


@pytest.fixture
def command(data_dir: Path) -> Command:
    """Return what runs a command of the real program on the data folder."""

    def run(*words: str, **facts: str) -> Any:
        args = [sys.executable, "-m", "posdesk", "--data-dir", str(data_dir), "--json", *words]
        said = json.dumps(facts).encode()
        done = subprocess.run(args, cwd=ROOT, check=True, stdout=subprocess.PIPE, input=said)
        return json.loads(done.stdout)

    return run


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path) -> Iterator[MainWindow]:
    desk = open_desk(data_dir)
    sitting = Sitting(
        application(), desk, lang="zh_CN", theme="light", questions=Recorded(Translator("en", ROOT))
    )
    qtbot.addWidget(sitting.window)
    sitting.window.show()
    qtbot.waitUntil(lambda: not sitting.window.tasks.busy)
    yield sitting.window
    sitting.window.close()
    desk.care.close()


def test_a_new_case_shows_on_the_counter_and_in_every_count(
    qtbot: QtBot, window: MainWindow, command: Command
) -> None:
    number = command("case", "add", amount="88.80", symptom="没出单")["number"]
    began = time.monotonic()
    qtbot.waitUntil(lambda: bool(window.watches.cases.cases.shelf(Chip.LIVING).rows), timeout=SHOWN)
    assert time.monotonic() - began < SHOWN / 1000
    (row,) = window.watches.cases.cases.shelf(Chip.LIVING).rows
    assert row.row.number == number
    assert any(line.isVisible() for line in window.page.home.today._rows)


def test_the_open_case_goes_on_while_a_call_is_typed(
    qtbot: QtBot, window: MainWindow, command: Command
) -> None:
    case = command("case", "add", amount="88.80", symptom="没出单")["id"]
    window.pages.show_cases(case)
    pages = window.pages.cases
    assert pages is not None
    qtbot.waitUntil(lambda: pages.detail.case is not None and pages.detail.case.id == case)
    pages.detail.take_call()
    pages.detail.call.line.setText("银行说三天")
    pages.detail.call.line.setCursorPosition(2)
    command("case", "note", case, "客人又来了")
    qtbot.waitUntil(
        lambda: pages.detail.case is not None and "客人又来了" in str(pages.detail.case.history),
        timeout=SHOWN,
    )
    assert pages.detail.call.line.text() == "银行说三天"
    assert pages.detail.call.line.cursorPosition() == 2


def test_the_walk_at_the_counter_follows_its_case(
    qtbot: QtBot, window: MainWindow, command: Command
) -> None:
    window.page.begin(window.page.home.flows[0].id)
    session = window.page.session
    assert session is not None
    form = window.page.walk.record.form
    line = form._boxes["rrn"].line
    form.go_to("rrn")
    line.setText("1234")
    command("case", "correct", session.case.id, "--why", "看错", amount="55.00")

    def amount() -> object:
        now = window.page.session
        return now.case.slip.amount if now else None

    qtbot.waitUntil(lambda: amount() is not None, timeout=SHOWN)
    qtbot.waitUntil(lambda: "55.00" in form._boxes["amount"].line.text(), timeout=SHOWN)
    assert line.text() == "1234"


def test_the_shops_settings_follow(qtbot: QtBot, window: MainWindow, command: Command) -> None:
    command("settings", "set", "shop.cashier", "林晓")
    qtbot.waitUntil(lambda: window._desk.shop.cashier == "林晓", timeout=SHOWN)


def test_a_person_added_elsewhere_can_sign_in(
    qtbot: QtBot, window: MainWindow, command: Command
) -> None:
    command("people", "add", "周宁")
    qtbot.waitUntil(
        lambda: any(p.name == "周宁" for p in window._desk.staff.people.active), timeout=SHOWN
    )


def test_own_writing_is_no_news(window: MainWindow, qtbot: QtBot) -> None:
    heard: list[bool] = []
    window.watches.others.wrote.connect(lambda: heard.append(True))
    window.page.begin(window.page.home.flows[0].id)
    window.watches.others.look()
    assert heard == []
