"""The first start by keys alone: every question answered, skipped, put off, and gone back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.key import Key
from posdesk.domain.people import Role
from posdesk.domain.text import Lang
from posdesk.services.desk import Desk
from posdesk.services.first_start import QUESTIONS, FirstStart
from posdesk.ui.first.acquirer_page import AcquirerPage
from posdesk.ui.first.first_start import FirstStartPage
from posdesk.ui.first.manager_page import ManagerPage
from posdesk.ui.first.terminals_page import TerminalsPage
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting, application
from tests.services.conftest import Clock
from tests.ui.stage import CARD, everything_said, kept_on_disk
from tests.ui.test_window import cut_off, settle, unnamed

LANGS: tuple[Lang, ...] = ("zh_CN", "en")
ENTERS = 9
"""How many presses of Enter lead through all questions without a word said."""

Begin = Callable[..., MainWindow]


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    opened = app.open_desk(data_dir, Clock())
    yield opened
    opened.care.close()


@pytest.fixture
def begin(qtbot: QtBot, desk: Desk) -> Iterator[Begin]:
    """Return what opens the window as ``run`` does on that data folder."""
    sittings: list[Sitting] = []
    practised: list[Path] = []

    def open_practice(folder: Path, *, key: Key | None = None) -> Desk:
        practised.append(folder)
        return app.open_desk(folder, Clock(), key=key)

    def opener(lang: Lang = "en", size: tuple[int, int] = (1366, 768)) -> MainWindow:
        sitting = Sitting(
            application(),
            desk,
            lang=lang,
            theme="light",
            clock=Clock(),
            open_practice=open_practice,
            first_start=FirstStart(desk).is_wanted(),
        )
        qtbot.addWidget(sitting.window)
        sitting.window.resize(*size)
        sitting.window.show()
        sitting.window.activateWindow()
        qtbot.waitUntil(sitting.window.isVisible)
        settle()
        sittings.append(sitting)
        return sitting.window

    yield opener
    for sitting in sittings:
        if sitting.practice is not None:
            sitting.practice.sitting.window.close()
        sitting.window.close()
    qtbot.waitUntil(lambda: not any(folder.exists() for folder in practised))


def asked(window: MainWindow) -> FirstStartPage:
    assert window.first is not None
    return window.first


def guarded(desk: Desk) -> bool:
    return desk.staff.people.is_guarded


def press(window: MainWindow, key: Qt.Key, *, alt: bool = False) -> None:
    focused: QWidget | None = window.focusWidget()
    assert focused is not None
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused, key, modifier)
    settle()


def type_in(window: MainWindow, *words: str) -> int:
    """Type each of ``words`` and Enter where the focus is; return how many keys that took."""
    for word in words:
        line = window.focusWidget()
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, word)
        press(window, Qt.Key.Key_Return)
    return sum(len(word) + 1 for word in words)


def test_all_questions_are_answered_by_keys_in_two_minutes(begin: Begin, desk: Desk) -> None:
    window = begin()
    press(window, Qt.Key.Key_Return)
    keys = 1 + type_in(
        window,
        *("Qinghe Store", "898330154110023"),
        "61203847",
        *("UMS", "95534"),
        *("Lin Xiao", "Chen Jie", ""),
        *("Zhou Min", "739164", "739164"),
    )
    assert asked(window).place == len(QUESTIONS) - 1  # the recovery code is still to be copied
    for _ in range(2):
        press(window, Qt.Key.Key_Return)
    assert keys + 2 < 120  # at one key a second, words and all
    assert window.first is None
    assert window.focusWidget() is window.page.field.line
    shop, people = desk.shop, desk.staff.people
    assert (shop.name, shop.merchant_id) == ("Qinghe Store", "898330154110023")
    assert (shop.terminal_id, shop.acquirer, shop.acquirer_phone) == ("61203847", "UMS", "95534")
    assert (shop.cashier, shop.manager) == ("Lin Xiao", "Zhou Min")
    assert [(p.name, p.role) for p in people.active] == [
        ("Lin Xiao", Role.CASHIER),
        ("Chen Jie", Role.CASHIER),
        ("Zhou Min", Role.MANAGER),
    ]
    assert people.is_guarded
    assert desk.staff.present is None  # the counter is no manager's
    case = desk.log.add(desk.log.read({"amount": "86.00"}))
    assert (case.slip.terminal_id, case.cashier) == ("61203847", "Lin Xiao")


def test_enter_alone_skips_everything_and_nothing_is_kept(
    begin: Begin, desk: Desk, data_dir: Path
) -> None:
    window = begin()
    for _ in range(ENTERS):
        press(window, Qt.Key.Key_Return)
    assert asked(window).place == len(QUESTIONS)
    assert everything_said(asked(window)).count("Missing: ") == 6
    press(window, Qt.Key.Key_Return)
    assert window.first is None
    assert not desk.staff.people.known
    assert (data_dir / "settings.toml").read_text("utf-8") == '[window]\nfirst_start = "done"\n'


def test_the_skip_button_leads_on_too(begin: Begin) -> None:
    window = begin()
    press(window, Qt.Key.Key_Return)
    for place in range(1, len(QUESTIONS)):
        page = asked(window).page
        assert page is not None
        assert asked(window).place == place
        page.skip.setFocus()
        press(window, Qt.Key.Key_Return)
    assert asked(window).place == len(QUESTIONS)


@pytest.mark.parametrize("place", range(len(QUESTIONS) + 1))
def test_a_customer_never_waits(begin: Begin, desk: Desk, place: int) -> None:
    window = begin()
    asked(window).show_place(place)
    press(window, Qt.Key.Key_Escape)
    assert window.first is None
    assert window.page.isVisible()
    assert window.focusWidget() is window.page.field.line
    assert not FirstStart(desk).is_wanted()
    assert begin().first is None


def test_what_was_typed_before_the_customer_came_is_kept(begin: Begin, desk: Desk) -> None:
    window = begin()
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(window.focusWidget(), "Qinghe Store")
    asked(window).head.start.click()
    settle()
    assert window.first is None
    assert desk.shop.name == "Qinghe Store"


def test_the_language_changes_at_once_and_the_question_stays(begin: Begin, desk: Desk) -> None:
    window = begin("zh_CN")
    assert "现在有客人，直接开始" in everything_said(asked(window))
    press(window, Qt.Key.Key_2)
    assert asked(window).place == 0
    assert "A customer is waiting" in everything_said(asked(window))
    assert desk.preferences.language == "en"
    press(window, Qt.Key.Key_Return)
    type_in(window, "Qinghe Store", "")
    window.language_chosen.emit("zh_CN")
    settle()
    assert asked(window).place == QUESTIONS.index("terminals")
    assert isinstance(window.focusWidget(), QLineEdit)
    press(window, Qt.Key.Key_Left, alt=True)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Qinghe Store"


def test_a_book_read_anew_meanwhile_takes_nothing_away(begin: Begin, desk: Desk) -> None:
    window = begin()
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(window.focusWidget(), "Qinghe")
    desk.shop_book.reload()
    window._books_renewed()
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Qinghe"


def test_a_terminal_is_checked_as_it_is_typed(begin: Begin, desk: Desk) -> None:
    window = begin()
    asked(window).show_place(QUESTIONS.index("terminals"))
    page = asked(window).page
    assert isinstance(page, TerminalsPage)
    type_in(window, "6120384")
    assert "7" in page.number.note.text()
    assert "8" in page.number.trouble.words
    assert asked(window).page is page
    QTest.keyClicks(window.focusWidget(), "7")
    assert page.number.note.text() == "8 characters, right"
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Left, alt=True)
    page = asked(window).page
    assert isinstance(page, TerminalsPage)
    page.more.click()
    type_in(window, "61203848")
    assert [terminal.id for terminal in desk.shop_book.terminals] == ["61203847", "61203848"]
    assert desk.shop.terminal_id == "61203847"


def test_a_card_number_stays_nowhere(begin: Begin, data_dir: Path) -> None:
    window = begin()
    for question in ("shop", "terminals", "acquirer", "cashiers", "manager"):
        asked(window).show_place(QUESTIONS.index(question))
        page = asked(window).page
        assert page is not None
        for line in page.lines:
            line.setFocus()
            QTest.keyClicks(line, CARD)
            press(window, Qt.Key.Key_Return)
            assert CARD not in everything_said(window)
            assert asked(window).page is page
    assert CARD.encode() not in kept_on_disk(data_dir)


def test_several_contacts_of_the_acquirer(begin: Begin, desk: Desk) -> None:
    window = begin()
    asked(window).show_place(QUESTIONS.index("acquirer"))
    page = asked(window).page
    assert isinstance(page, AcquirerPage)
    page.known[0].click()
    assert desk.shop.acquirer_phone == "95534"
    page.more.click()
    page.form.name.setText("Mr Sun")
    page.form.number.setText("13800001111")
    QTest.keyClick(page.form.number, Qt.Key.Key_Return)
    assert asked(window).page is page
    assert "Mr Sun 13800001111" in page.others.text()
    press(window, Qt.Key.Key_Return)
    assert asked(window).place == QUESTIONS.index("cashiers")
    assert [c.number for c in desk.shop_book.contacts if c.own] == ["13800001111"]


def test_a_name_that_was_mistyped_goes_again(begin: Begin, desk: Desk) -> None:
    window = begin()
    asked(window).show_place(QUESTIONS.index("cashiers"))
    type_in(window, "Lin Xiap", "Chen Jie")
    page = asked(window).page
    assert page is not None
    page.names[0].click()  # type: ignore[attr-defined]
    assert [person.name for person in desk.staff.people.active] == ["Chen Jie"]
    assert desk.shop.cashier == "Chen Jie"


def test_two_pins_that_differ_are_no_pin(begin: Begin, desk: Desk) -> None:
    window = begin()
    asked(window).show_place(QUESTIONS.index("manager"))
    page = asked(window).page
    assert isinstance(page, ManagerPage)
    type_in(window, "Zhou Min", "739164", "739165")
    assert page.trouble.words == "The two PINs differ."
    assert not guarded(desk)
    type_in(window, "739164")
    assert guarded(desk)
    assert len(page.code.text()) == 23
    asked(window).go_back()
    asked(window).go_on()
    page = asked(window).page
    assert isinstance(page, ManagerPage)
    assert page.code.text() == ""
    assert not page.form.isVisible()


def test_leaving_with_a_pin_half_typed_sets_none(begin: Begin, desk: Desk) -> None:
    window = begin()
    asked(window).show_place(QUESTIONS.index("manager"))
    type_in(window, "Zhou Min", "739164")
    QTest.keyClicks(window.focusWidget(), "739164")
    press(window, Qt.Key.Key_Escape)
    assert not desk.staff.people.is_guarded
    assert desk.shop.manager == "Zhou Min"


def test_what_is_missing_leads_back_to_its_question(begin: Begin) -> None:
    window = begin()
    asked(window).show_place(len(QUESTIONS))
    page = asked(window).page
    assert page is not None
    page.links[2].click()  # type: ignore[attr-defined]
    settle()
    assert asked(window).place == QUESTIONS.index("terminals")


def test_a_practice_walk_is_offered(qtbot: QtBot, begin: Begin, desk: Desk) -> None:
    window = begin()
    asked(window).show_place(len(QUESTIONS))
    page = asked(window).page
    assert page is not None
    press(window, Qt.Key.Key_Tab)
    assert page.skip.hasFocus()
    assert page.skip.text() == "Try a practice walk first"
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.first is None)
    practice = next(
        w
        for w in application().topLevelWidgets()
        if isinstance(w, MainWindow) and "Practice" in w.windowTitle()
    )
    assert practice.first is None
    assert desk.log.cases() == ()


def test_a_shop_that_is_known_is_not_asked(begin: Begin, desk: Desk) -> None:
    desk.log.add(desk.log.read({"amount": "86.00"}))
    assert begin().first is None


def test_people_that_are_known_are_not_asked(begin: Begin, desk: Desk) -> None:
    desk.staff.add("林晓", Role.CASHIER)
    assert begin().first is None


def test_settings_lead_through_it_again(begin: Begin, desk: Desk) -> None:
    desk.shop_book.save_shop("name", "清和桥百货店")
    window = begin()
    assert window.first is None
    window.pages.show_settings(0)
    assert window.pages.settings is not None
    window.pages.settings.shop.again.click()
    press(window, Qt.Key.Key_Return)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "清和桥百货店"
    press(window, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.page.field.line


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_fits_the_smallest_window(begin: Begin, lang: Lang) -> None:
    window = begin(lang, (1024, 700))
    for place in range(len(QUESTIONS) + 1):
        asked(window).show_place(place)
        settle()
        assert cut_off(window) == []
        assert unnamed(window) == []
        assert window.size().height() == 700
        page = asked(window).page
        assert page is not None
        assert page.go.height() >= 40
        for line in page.lines:
            assert line.height() >= 40
