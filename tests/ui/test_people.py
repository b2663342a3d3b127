"""Who is at the window: the PIN pad, the lock of an idle manager, and what is only a manager's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from posdesk.app import open_desk
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.i18n import Translator
from posdesk.services.staff import Staff
from posdesk.ui.evidence.page import EvidencePage
from posdesk.ui.people.panel import SignInPanel
from posdesk.ui.session import Sitting, application
from posdesk.ui.settings.people_section import PeopleSection
from tests.small_book import ship_small
from tests.ui.conftest import Recorded
from tests.ui.stage import everything_said, kept_on_disk
from tests.ui.test_window import cut_off, settle, unnamed

PIN, OTHER = "83920174", "60417395"
PEOPLE = 6
LANGS: tuple[Lang, ...] = ("zh_CN", "en")


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 14, 43, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **much: int) -> None:
        self.now += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


Begin = Callable[..., Sitting]


@pytest.fixture
def begin(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Begin]:
    """Return what opens the window on a shop with a manager (PIN) and a cashier (none)."""
    ship_small(tmp_path, monkeypatch)
    sittings: list[Sitting] = []

    def opener(
        lang: Lang = "zh_CN", *, guarded: bool = True, size: tuple[int, int] = (1366, 768)
    ) -> Sitting:
        desk = open_desk(data_dir, clock)
        if not desk.staff.people.known:
            desk.staff.add("周明", "manager")
            desk.staff.add("林晓")
            if guarded:
                desk.staff.set_pin("周明", PIN)
                desk.staff.sign_out()
        sitting = Sitting(
            application(),
            desk,
            lang=lang,
            theme="light",
            clock=clock,
            questions=Recorded(Translator(lang, Path())),
        )
        qtbot.addWidget(sitting.window)
        sitting.window.resize(*size)
        sitting.window.show()
        qtbot.waitUntil(sitting.window.isVisible)
        sittings.append(sitting)
        return sitting

    yield opener
    for sitting in sittings:
        sitting.window.close()
        sitting._desk.care.close()


def staff(sitting: Sitting) -> Staff:
    return sitting._desk.staff


def take(sitting: Sitting, words: str) -> None:
    """Take an entry of the corner's menu."""
    corner = sitting.window.contents.corner
    corner.show_people()
    next(a for a in corner.menu.actions() if a.text().startswith(words)).trigger()
    settle()


def panel(sitting: Sitting) -> SignInPanel:
    found = sitting.window.door.panel
    assert found is not None
    return found


def done(sitting: Sitting, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sitting.window.tasks.busy, timeout=10_000)
    settle()


def by_keys(sitting: Sitting, pin: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel(sitting).pad, pin)
    qtbot.keyClick(panel(sitting).pad, Qt.Key.Key_Return)
    done(sitting, qtbot)


def by_mouse(sitting: Sitting, pin: str, qtbot: QtBot) -> None:
    pad = panel(sitting).pad
    for digit in pin:
        qtbot.mouseClick(pad.keys[digit], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pad.enter, Qt.MouseButton.LeftButton)
    done(sitting, qtbot)


def people(sitting: Sitting) -> PeopleSection:
    sitting.window.pages.show_settings(PEOPLE)
    settle()
    assert sitting.window.pages.settings is not None
    return sitting.window.pages.settings.people


@pytest.mark.parametrize("enter", [by_keys, by_mouse])
def test_a_manager_signs_in_at_the_pad(
    begin: Begin, qtbot: QtBot, enter: Callable[[Sitting, str, QtBot], None]
) -> None:
    sitting = begin()
    sitting.window.page.field.setFocus()
    take(sitting, "周明")
    enter(sitting, PIN, qtbot)
    assert sitting.window.door.panel is None
    assert staff(sitting).present == staff(sitting).find("周明")
    assert "周明" in sitting.window.contents.corner.who.text()
    assert sitting.window.focusWidget() is sitting.window.page.field.line
    take(sitting, "退出登录")
    assert staff(sitting).present is None


def test_a_cashier_without_a_pin_chooses_their_name(begin: Begin) -> None:
    sitting = begin()
    take(sitting, "林晓")
    assert sitting.window.door.panel is None
    assert sitting.window.contents.corner.who.text() == "林晓"
    sitting.window.page.begin("small")
    session = sitting.window.page.session
    assert session is not None
    assert session.case.history[0].actor == staff(sitting).find("林晓").id


def test_dots_and_backspace(begin: Begin, qtbot: QtBot) -> None:
    sitting = begin()
    take(sitting, "周明")
    pad = panel(sitting).pad
    qtbot.keyClicks(pad, "12a3")
    assert pad.dots.count == 3
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert pad.dots.count == 3
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    qtbot.mouseClick(pad.back, Qt.MouseButton.LeftButton)
    assert pad.dots.count == 1
    qtbot.keyClicks(pad, "1234567890")
    assert pad.dots.count == 8
    assert "12345" not in everything_said(panel(sitting))
    qtbot.keyClick(pad, Qt.Key.Key_Escape)
    settle()
    assert sitting.window.door.panel is None


def test_wrong_pins_are_told_and_the_wait_is_counted_down(
    begin: Begin, qtbot: QtBot, clock: Clock
) -> None:
    sitting = begin()
    take(sitting, "周明")
    by_keys(sitting, OTHER, qtbot)
    assert "还能试 2 次" in panel(sitting).sentence
    for _ in range(2):
        by_keys(sitting, OTHER, qtbot)
    assert "30 秒" in panel(sitting).sentence
    assert not panel(sitting).pad.isEnabled()
    clock.later(seconds=12)
    qtbot.waitUntil(lambda: "18 秒" in panel(sitting).sentence, timeout=3000)
    clock.later(seconds=20)
    qtbot.waitUntil(lambda: panel(sitting).pad.isEnabled(), timeout=3000)
    assert panel(sitting).sentence == ""
    by_keys(sitting, PIN, qtbot)
    assert staff(sitting).present is not None


def test_a_lock_holds_for_a_window_opened_anew(begin: Begin, qtbot: QtBot) -> None:
    first = begin()
    take(first, "周明")
    for _ in range(3):
        by_keys(first, OTHER, qtbot)
    first.window.door.close_panel()
    again = begin()
    take(again, "周明")
    assert "秒" in panel(again).sentence
    assert not panel(again).pad.isEnabled()


def test_an_idle_manager_is_signed_out_and_the_walk_goes_on(
    begin: Begin, qtbot: QtBot, clock: Clock
) -> None:
    sitting = begin()
    take(sitting, "林晓")
    take(sitting, "周明")
    by_keys(sitting, PIN, qtbot)
    sitting.window.page.begin("small")
    clock.later(minutes=4)
    handle = sitting.window.windowHandle()
    QTest.mouseMove(handle, QPoint(300, 300))
    QTest.mouseMove(handle, QPoint(320, 310))
    settle()
    clock.later(minutes=4)
    sitting.window.door.idle.look()
    assert staff(sitting).present == staff(sitting).find("周明")
    clock.later(minutes=1, seconds=1)
    sitting.window.door.idle.look()
    assert staff(sitting).present == staff(sitting).find("林晓")
    assert sitting.window.page.in_walk
    assert "店长已退出" in everything_said(sitting.window.page)
    clock.later(hours=2)
    sitting.window.door.idle.look()
    assert staff(sitting).present == staff(sitting).find("林晓")


def test_the_minutes_are_the_shops(begin: Begin, qtbot: QtBot, clock: Clock) -> None:
    sitting = begin()
    take(sitting, "周明")
    by_keys(sitting, PIN, qtbot)
    minutes = people(sitting).minutes
    minutes.line.setText("30")
    qtbot.keyClick(minutes.line, Qt.Key.Key_Return)
    assert sitting._desk.shop_book.library.settings.lock_minutes == 30
    clock.later(minutes=29)
    sitting.window.door.idle.look()
    assert staff(sitting).present is not None
    clock.later(minutes=2)
    sitting.window.door.idle.look()
    assert staff(sitting).present is None


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_a_managers_says_so_in_place_and_repeats_nothing(
    begin: Begin, qtbot: QtBot, lang: Lang, data_dir: Path
) -> None:
    sitting = begin(lang)
    sitting.window.pages.show_settings(0)
    settle()
    assert sitting.window.pages.settings is not None
    field = sitting.window.pages.settings.shop.fields["name"]
    field.line.setText("别的店")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    settle()
    words = {"zh_CN": "店长登录", "en": "Manager signs in"}[lang]
    assert [offer.text() for offer in field.trouble.offers] == [words]
    field.trouble.offers[0].click()
    by_keys(sitting, PIN, qtbot)
    assert not (data_dir / "settings.toml").exists()
    assert field.line.text() == "别的店"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert "别的店" in (data_dir / "settings.toml").read_text("utf-8")


def test_an_export_is_refused_with_the_way_to_a_manager(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    sitting = begin()
    sitting.window.page.begin("small")
    questions = sitting.window.questions
    assert isinstance(questions, Recorded)
    questions.save_to = tmp_path / "bundle.pdf"
    sitting.window.page.export()
    notice = sitting.window.page.walk.step.notice
    assert "店长" in notice.words
    button = next(b for b in notice.findChildren(QAbstractButton) if b.text() == "店长登录")
    button.click()
    by_keys(sitting, PIN, qtbot)
    assert staff(sitting).present is not None
    assert not questions.save_to.exists()
    sitting.window.page.export()
    evidence = sitting.window.pages.currentWidget()
    assert isinstance(evidence, EvidencePage)
    evidence.start_export()
    qtbot.waitUntil(questions.save_to.exists, timeout=20_000)


def test_the_first_managers_pin_brings_a_code_that_is_shown_once(
    begin: Begin, qtbot: QtBot, data_dir: Path
) -> None:
    sitting = begin(guarded=False)
    section = people(sitting)
    section.rows[0].pin.click()
    form = section.rows[0].form
    form.first.setText(PIN)
    form.second.setText(OTHER)
    form.keep.click()
    assert form.trouble.words
    for pin in ("1234", PIN):
        form.first.setText(pin)
        form.second.setText(pin)
        form.keep.click()
        assert form.first.text() == ""
        done(sitting, qtbot)
    code = section.code.code
    assert len(code.replace("-", "").replace("\n", "")) == 20
    assert staff(sitting).present == staff(sitting).find("周明")
    section.code.button.click()
    assert section.code.code == ""
    assert code[:5] not in everything_said(sitting.window)
    section.rows[0].cross.click()
    assert "周明" in section.notice.words
    assert staff(sitting).people.is_guarded
    assert PIN.encode() not in kept_on_disk(data_dir)


def test_a_forgotten_pin_is_set_anew_with_the_paper(begin: Begin, qtbot: QtBot) -> None:
    sitting = begin(guarded=False)
    code = staff(sitting).set_pin("周明", PIN)
    staff(sitting).sign_out()
    take(sitting, "周明")
    panel(sitting).forgotten.click()
    form = panel(sitting).recovery
    for typed in ("AAAAA-AAAAA-AAAAA-AAAAA", code.lower()):
        form.code.setText(typed)
        form.pin.setText(OTHER)
        qtbot.keyClick(form.pin, Qt.Key.Key_Return)
        done(sitting, qtbot)
        if typed != code.lower():
            assert "恢复码不对" in panel(sitting).sentence
    assert panel(sitting).code.code
    panel(sitting).code.button.click()
    assert sitting.window.door.panel is None
    assert staff(sitting).present == staff(sitting).find("周明")


def test_people_are_added_renamed_and_let_go(begin: Begin, qtbot: QtBot) -> None:
    sitting = begin()
    take(sitting, "周明")
    by_keys(sitting, PIN, qtbot)
    section = people(sitting)
    section.adder.setText("陈静")
    qtbot.keyClick(section.adder, Qt.Key.Key_Return)
    settle()
    assert [row.name.text() for row in section.rows] == ["周明", "林晓", "陈静"]
    section.rows[2].name.setText("陈小静")
    qtbot.keyClick(section.rows[2].name, Qt.Key.Key_Return)
    section.rows[2].role.setCurrentIndex(1)
    section.rows[2].role.activated.emit(1)
    done(sitting, qtbot)
    assert [p.name for p in staff(sitting).people.active if p.role == "manager"] == [
        "周明",
        "陈小静",
    ]
    section.rows[1].cross.click()
    settle()
    assert len(section.rows) == 2
    menu = [a.text() for a in sitting.window.contents.corner.menu.actions()]
    assert any(words.startswith("陈小静") for words in menu)
    assert not any(words.startswith("林晓") for words in menu)


def test_a_cashier_changes_their_own_pin_with_the_old_one(begin: Begin, qtbot: QtBot) -> None:
    sitting = begin(guarded=False)
    staff(sitting).set_pin("林晓", OTHER)
    staff(sitting).set_pin("周明", PIN)
    staff(sitting).sign_out()
    section = people(sitting)
    row = section.rows[1]
    row.pin.click()
    settle()
    assert row.form.old.isVisible()
    for line, text in ((row.form.old, OTHER), (row.form.first, "5031"), (row.form.second, "5031")):
        line.setText(text)
    row.form.keep.click()
    done(sitting, qtbot)
    assert staff(sitting).sign_in("林晓", "5031").name == "林晓"


def test_an_open_panel_is_gone_in_another_language(begin: Begin) -> None:
    sitting = begin()
    take(sitting, "周明")
    take(sitting, "English")
    assert sitting.window.door.panel is None
    sitting.window.door.ask_manager()
    assert "PIN forgotten" in everything_said(panel(sitting))


@pytest.mark.parametrize("lang", LANGS)
def test_everything_has_a_name_room_and_a_target(begin: Begin, lang: Lang, qtbot: QtBot) -> None:
    sitting = begin(lang, size=(1024, 700))
    window = sitting.window
    section = people(sitting)
    section.rows[0].pin.click()
    section.code.show_code("ACDEF-34679-ACDEF-34679")
    settle()
    assert unnamed(window) == []
    assert cut_off(window) == []
    assert section.horizontalScrollBar().maximum() == 0
    window.door.ask_manager()
    settle()
    for part in (section, panel(sitting)):
        targets = [*part.findChildren(QAbstractButton), *part.findChildren(QLineEdit)]
        small = [t.accessibleName() for t in targets if t.isVisible() and t.height() < 40]
        assert small == []
    assert all(key.height() == 56 for key in panel(sitting).pad.keys.values())
    assert unnamed(window) == []
    assert cut_off(window) == []
    panel(sitting).forgotten.click()
    settle()
    assert unnamed(window) == []
    assert cut_off(window) == []
