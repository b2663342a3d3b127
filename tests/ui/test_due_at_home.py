"""The home page names what is due before what happened today, and leads to the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.life import Party
from posdesk.domain.moment import BEIJING
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall
from posdesk.ui.main_window import MainWindow
from tests.ui.stage import dressed, speaking


class Standing:
    """A clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 14, 43, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Standing:
    return Standing()


@pytest.fixture
def desk(tmp_path: Path, clock: Standing) -> Iterator[Desk]:
    opened = app.open_desk(tmp_path / "data", clock)
    yield opened
    opened.care.close()


def test_what_is_due_stands_first_and_leads_to_the_case(
    qtbot: QtBot, desk: Desk, clock: Standing
) -> None:
    given = {"amount": "500.00", "terminal": "timeout", "bank": "debited"}
    old = desk.log.add(desk.log.read(given))
    call = SaidInCall(Party.ACQUIRER, ticket="8812", promise_by="2026-11-23T10:00:00+08:00")
    desk.follow_up.log_call(old.id, call)
    clock.now = datetime(2026, 11, 23, 9, 40, tzinfo=BEIJING)
    paid = {"amount": "36.50", "terminal": "approved", "bank": "debited"}
    new = desk.log.add(desk.log.read(paid))
    window = MainWindow(desk, dressed(), speaking("zh_CN"), clock)
    qtbot.addWidget(window)
    window.show()
    window.watches.cases.refresh()
    rows = [row for row in window.page.home.today._rows if row.isVisible()]
    assert [row.line.number for row in rows] == [old.number, new.number]
    assert "工单 8812" in rows[0].line.below
    assert rows[0].line.ink == "wait"
    clock.now = datetime(2026, 11, 23, 10, 30, tzinfo=BEIJING)
    window.watches.cases.refresh()
    assert rows[0].line.ink == "stop"
    rows[0].click()
    assert not window.pages.on_counter
    window.close()


def test_a_case_without_a_flow_is_opened_among_the_cases(
    qtbot: QtBot, desk: Desk, clock: Standing
) -> None:
    case = desk.log.add(desk.log.read({"amount": "36.50", "terminal": "declined"}))
    window = MainWindow(desk, dressed(), speaking("zh_CN"), clock)
    qtbot.addWidget(window)
    window.show()
    window.page.open_case(case.id)
    cases = window.pages.cases
    assert cases is not None
    qtbot.waitUntil(lambda: cases.detail.case is not None and cases.detail.case.id == case.id)
    window.close()
