"""What is due is told at the counter and, once a day and step, on the desktop."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.moment import BEIJING, iso
from posdesk.services.desk import Desk
from posdesk.ui import watches
from posdesk.ui.session import Sitting, application
from posdesk.ui.tray import Notices

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BEIJING)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Told(Notices):
    """A tray that remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []
        self.away = False

    def tell(self, title: str, words: str) -> None:
        self.told.append((title, words))

    def put_away(self) -> None:
        self.away = True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> Told:
    made = Told()
    monkeypatch.setattr(watches, "notices", lambda _theme, _parent: made)
    return made


@pytest.fixture
def desk(data_dir: Path, clock: Clock) -> Desk:
    return app.open_desk(data_dir, clock)


def planned(desk: Desk, what: str, minutes: int) -> str:
    given = {"amount": "500.00", "terminal": "approved", "bank": "debited"}
    case = desk.log.add(desk.log.read(given))
    desk.follow_up.plan_own(case.id, what, iso(NOON + timedelta(minutes=minutes)))
    return case.number


def sat(qtbot: QtBot, desk: Desk, clock: Clock, *, practice: bool = False) -> Sitting:
    sitting = Sitting(application(), desk, lang="zh_CN", clock=clock, practice=practice)
    qtbot.addWidget(sitting.window)
    sitting.window.show()
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    return sitting


def test_what_is_due_stands_at_the_counter(
    qtbot: QtBot, desk: Desk, clock: Clock, tray: Told
) -> None:
    number = planned(desk, "催书面答复", 30)
    window = sat(qtbot, desk, clock).window
    card = window.page.home.due
    qtbot.waitUntil(card.isVisible)
    assert f"1 件今天到期：{number} 催书面答复" == card.words.text()
    assert tray.told == []
    clock.now = NOON + timedelta(minutes=31)
    window.watches.cases.refresh()
    assert f"1 件逾期：{number} 催书面答复" == card.words.text()
    assert tray.told == [(number, "催书面答复")]
    QTest.keyClick(window.page.field.line, Qt.Key.Key_F8)
    assert window.pages.cases is not None
    assert window.pages.currentWidget() is window.pages.cases
    window.close()
    assert tray.away


def test_a_step_is_told_once_a_day(qtbot: QtBot, desk: Desk, clock: Clock, tray: Told) -> None:
    number = planned(desk, "催书面答复", -10)
    window = sat(qtbot, desk, clock).window
    qtbot.waitUntil(lambda: bool(tray.told))
    window.watches.cases.refresh()
    window.watches.cases.refresh()
    assert tray.told == [(number, "催书面答复")]
    clock.now = NOON + timedelta(days=1)
    window.watches.cases.refresh()
    assert tray.told == [(number, "催书面答复")] * 2
    window.close()


def test_a_promise_is_not_spelt_out_on_the_desktop(
    qtbot: QtBot, desk: Desk, clock: Clock, tray: Told
) -> None:
    case = desk.log.add(desk.log.read({"amount": "5.00", "terminal": "approved"}))
    desk.log.promise(desk.log.case(case.id), "给王女士回电话", iso(NOON + timedelta(minutes=1)))
    window = sat(qtbot, desk, clock).window
    clock.now = NOON + timedelta(minutes=2)
    qtbot.waitUntil(lambda: bool(tray.told))
    assert all("王女士" not in words for _, words in tray.told)
    window.close()


def test_notices_can_be_switched_off(qtbot: QtBot, desk: Desk, clock: Clock, tray: Told) -> None:
    desk.preferences.choose_notices(on=False)
    planned(desk, "催书面答复", -10)
    window = sat(qtbot, desk, clock).window
    window.watches.cases.refresh()
    assert tray.told == []
    window.pages.show_settings()
    assert window.pages.settings is not None
    look = window.pages.settings.look
    assert look.notices["off"].isChecked()
    assert not window.page.home.due.isHidden()
    look.notices["on"].click()
    window.watches.cases.refresh()
    assert len(tray.told) == 1
    look.notices["off"].click()
    assert 'notices = "off"' in (desk.folder / "settings.toml").read_text("utf-8")
    window.close()


def test_where_nothing_is_due_nothing_is_said(
    qtbot: QtBot, desk: Desk, clock: Clock, tray: Told
) -> None:
    window = sat(qtbot, desk, clock).window
    window.watches.cases.refresh()
    assert window.page.home.due.isHidden()
    QTest.keyClick(window.page.field.line, Qt.Key.Key_F8)
    assert window.pages.on_counter
    assert tray.told == []
    window.close()


def test_practice_reminds_of_nothing(qtbot: QtBot, desk: Desk, clock: Clock, tray: Told) -> None:
    planned(desk, "催书面答复", -10)
    window = sat(qtbot, desk, clock, practice=True).window
    window.watches.cases.refresh()
    assert window.watches.reminding is None
    assert tray.told == []
    assert window.page.home.due.isHidden()
    window.close()


def test_pressing_a_notice_leads_to_the_case(
    qtbot: QtBot, desk: Desk, clock: Clock, tray: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(desk, "催书面答复", -10)
    window = sat(qtbot, desk, clock).window
    monkeypatch.setattr(window, "raise_", lambda: None)  # the platform of the tests has no front
    qtbot.waitUntil(lambda: bool(tray.told))
    tray.pressed.emit()
    assert window.pages.cases is not None
    assert window.pages.currentWidget() is window.pages.cases
    window.close()
