"""Settings: kept on leaving a field, checked in place, reloaded while the window is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from posdesk.domain.text import Lang
from posdesk.domain.walk import DONE
from posdesk.services.shop_book import ShopBook
from posdesk.ui.main_window import MainWindow
from posdesk.ui.settings.page import SettingsPage
from tests.intake.test_flow_files import GOOD
from tests.small_book import ship_small
from tests.ui.conftest import Open
from tests.ui.stage import CARD, everything_said, kept_on_disk
from tests.ui.test_window import cut_off, settle, unnamed

LANGS: tuple[Lang, ...] = ("zh_CN", "en")


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ship_small(tmp_path, monkeypatch)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


def settings(window: MainWindow, place: int = 0) -> SettingsPage:
    window.pages.show_settings(place)
    settle()
    assert window.pages.settings is not None
    return window.pages.settings


def where(window: MainWindow) -> int | None:
    return window.pages.place


def put(line: QLineEdit, text: str, qtbot: QtBot) -> None:
    line.setText(text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()


def own_flow(folder: Path, text: str) -> None:
    (folder / "flows").mkdir(exist_ok=True)
    (folder / "flows" / "small.yaml").write_text(text, "utf-8")


def test_the_rail_leads_there_and_escape_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    window.page.begin("small")
    window.pages.show_settings()
    page = window.pages.settings
    assert page is not None
    assert where(window) == 0
    qtbot.keyClick(page.nav.buttons[0], Qt.Key.Key_Down)
    assert where(window) == 1
    qtbot.keyClick(page.nav.buttons[1], Qt.Key.Key_Escape)
    assert where(window) is None
    assert window.page.in_walk


def test_a_field_is_kept_on_leaving_and_checked_in_place(
    open_window: Open, qtbot: QtBot, data_dir: Path
) -> None:
    page = settings(open_window().window)
    terminal = page.shop.fields["terminal_id"]
    put(terminal.line, "123", qtbot)
    assert "8" in terminal.trouble.words
    assert terminal.line.text() == "123"
    put(terminal.line, "６１２０３８４７", qtbot)
    assert terminal.trouble.words == ""
    assert terminal.line.text() == "61203847"
    assert "61203847" in (data_dir / "settings.toml").read_text("utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_no_field_keeps_a_card_number(
    open_window: Open, qtbot: QtBot, data_dir: Path, lang: Lang
) -> None:
    window = open_window(lang).window
    page = settings(window)
    for place in range(6):
        settings(window, place)
        if place == 1:
            page.terminals.adder.setText("61203847")
            page.terminals.adder.commit()
            settle()
        for line in page.sections[place].findChildren(QLineEdit):
            if line is page.rates.reckoner.amount:
                continue
            line.setText(CARD)
            line.textEdited.emit(CARD)
            qtbot.keyClick(line, Qt.Key.Key_Return)
            settle()
            if line is page.contacts.form.number:
                page.contacts.form.name.clear()
    assert CARD.encode() not in kept_on_disk(data_dir)
    assert CARD not in page.shop.fields["name"].line.text()


def test_terminals_are_added_marked_taken_off_and_put_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    section = settings(window, 1).terminals
    for number in ("61203847", "61203848"):
        put(section.adder, number, qtbot)
    assert [row.here.isChecked() for row in section.rows] == [True, False]
    put(section.rows[1].lines["place"], "1 号台", qtbot)
    section.rows[1].here.click()
    assert window._desk.shop.terminal_id == "61203848"
    section.rows[1].cross.click()
    assert len(section.rows) == 1
    section.notice.pressed.emit()
    assert window._desk.shop.terminal_id == "61203848"
    assert section.rows[1].lines["place"].text() == "1 号台"


def test_a_shipped_number_that_is_changed_becomes_one_s_own(
    open_window: Open, qtbot: QtBot
) -> None:
    section = settings(open_window().window, 2).contacts
    count = len(section.rows)
    put(section.rows[1].line, "400-820-0000", qtbot)
    own = section.rows[0]
    assert own.contact.own
    assert own.line.text() == "400-820-0000"
    assert len(section.rows) == count
    own.cross.click()
    assert not any(row.contact.own for row in section.rows)
    section.notice.pressed.emit()
    assert section.rows[0].contact.number == "400-820-0000"
    section.form.name.setText("装机员")
    put(section.form.number, "138-0000-0000", qtbot)
    assert len(section.rows) == count + 1


def test_rates_reckon_at_once(open_window: Open, qtbot: QtBot) -> None:
    section = settings(open_window("en").window, 3).rates
    assert section.reckoner.said[:2] == ("—", "—")
    put(section.fields["debit_card"].line, "0.5", qtbot)
    put(section.fields["cap"].line, "20", qtbot)
    assert section.fields["debit_card"].line.text() == "0.50%"
    assert section.reckoner.said[:2] == ("¥5.00", "¥995.00")
    section.reckoner.amount.setText("10000")
    assert section.reckoner.said == ("¥20.00", "¥9,980.00", "The cap holds: 0.50% would be more.")
    section.reckoner.kinds["qr"].click()
    assert "QR code" in section.reckoner.said[2]
    section.reckoner.amount.setText("x")
    assert section.reckoner.said[:2] == ("—", "—")


def test_the_counter_shows_what_was_changed_when_one_goes_back(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window().window
    put(settings(window).shop.fields["cashier"].line, "林晓", qtbot)
    window.pages.show_counter()
    settle()
    assert "林晓" in everything_said(window.page)


def test_a_changed_flow_shows_in_the_walk_on_screen(
    open_window: Open, qtbot: QtBot, data_dir: Path
) -> None:
    window = open_window().window
    window.page.begin("small")
    window.page.walk.step.answered.emit(DONE)
    own_flow(data_dir, GOOD.replace("出单了吗？", "单子出来了吗？"))
    qtbot.waitUntil(lambda: window.page.walk.step.title.text() == "单子出来了吗？", timeout=8000)
    assert window.page.in_walk


@pytest.mark.parametrize("lang", LANGS)
def test_a_broken_flow_is_told_with_file_and_line_until_it_is_mended(
    open_window: Open, qtbot: QtBot, data_dir: Path, lang: Lang
) -> None:
    window = open_window(lang).window
    flows = settings(window, 4).flows
    own_flow(data_dir, GOOD.replace("kind: question", "kind: riddle"))
    flows.reload.click()
    qtbot.waitUntil(lambda: bool(flows.faults), timeout=8000)
    said = everything_said(flows)
    assert ("small.yaml 第 18 行" if lang == "zh_CN" else "small.yaml, line 18") in said
    assert [row.entry.own for row in flows.rows] == [False]
    own_flow(data_dir, GOOD)
    qtbot.waitUntil(lambda: not flows.faults, timeout=8000)
    assert [row.entry.own for row in flows.rows] == [True]


def test_a_copy_to_change_is_read_as_one_s_own(
    open_window: Open, qtbot: QtBot, data_dir: Path
) -> None:
    flows = settings(open_window().window, 4).flows
    flows.rows[0].copy.click()
    assert (data_dir / "flows" / "small.yaml").read_text("utf-8") == GOOD
    qtbot.waitUntil(lambda: flows.rows[0].entry.own, timeout=8000)


def test_the_section_stays_when_the_language_changes(open_window: Open) -> None:
    window = open_window("zh_CN").window
    page = settings(window, 5)
    page.look.languages["en"].click()
    settle()
    assert window.pages.place == 5
    assert window.pages.settings is not page
    assert "Language and look" in everything_said(window)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("filled", [False, True])
def test_everything_has_a_name_room_and_a_target(
    open_window: Open, data_dir: Path, lang: Lang, filled: bool
) -> None:
    window = open_window(lang, size=(1024, 700)).window
    if filled:
        _fill(window._desk.shop_book)
    for place in range(6):
        page = settings(window, place)
        section = page.sections[place]
        assert unnamed(window) == []
        assert cut_off(window) == []
        assert section.horizontalScrollBar().maximum() == 0
        targets = [*section.findChildren(QAbstractButton), *section.findChildren(QLineEdit)]
        small = [t.accessibleName() for t in targets if t.isVisible() and t.height() < 40]
        assert small == []


def _fill(book: ShopBook) -> None:
    book.save_shop("acquirer_phone", "95534")
    book.save_terminal("61203847", "place", "二号收银台，靠门口")
    book.save_contact("acquirer", "装机员小王", "138-0000-0000")
    book.save_rates("qr", "0.38%")


YEAR = """
year = 2027
source = "放假通知"

[[holiday]]
name = { zh_CN = "元旦", en = "New Year" }
days = ["2027-01-01"]

[[make_up]]
name = { zh_CN = "春节", en = "Spring Festival" }
days = ["2027-02-20"]
"""


def test_a_year_is_brought_in_and_counts_at_once(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window().window
    page = settings(window, 7)
    section = page.calendar
    desk = window._desk
    saturday = date(2027, 2, 20)
    assert not desk.calendars.check(saturday).working
    bad, good = tmp_path / "bad.toml", tmp_path / "2027.toml"
    bad.write_text("year = 2027\nholiday = 5\n", "utf-8")
    good.write_text(YEAR, "utf-8")
    monkeypatch.setattr(window.questions, "year_file", lambda: bad)
    section.bring.click()
    assert section.notice.isVisible()
    assert 2027 not in [year.year for year in desk.calendars.years()]
    monkeypatch.setattr(window.questions, "year_file", lambda: good)
    section.bring.click()
    settle()
    assert desk.calendars.check(saturday).working
    assert not desk.calendars.check(saturday).estimate
    assert "2027" in section.years[0].text()
    assert desk.follow_up.calendar.day(saturday).working
