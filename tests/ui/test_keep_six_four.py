"""No full card number stays in any text field of the window, and one key keeps its 6 and 4."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from posdesk.domain.sensitive import looks_like_card, luhn_ok
from posdesk.domain.text import Lang
from posdesk.ui.main_window import MainWindow
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.settings.page import SettingsPage
from tests.ui.conftest import Open
from tests.ui.evidence import photo
from tests.ui.stage import CARD, kept_on_disk

PREFIXES = (
    *("622848", "621700", "622202", "621661", "625912", "622588", "621483", "622700", "620058"),
    *("436742", "489592", "552288", "518710", "356890", "377152", "370285", "940027", "960021"),
    *("600001", "811111"),
)
"""Beginnings of cards of twenty issuers."""


def card(prefix: str, length: int = 16) -> str:
    """Return a well-formed number with that beginning."""
    length = 15 if prefix.startswith("37") else length
    body = prefix + "0256489001804736"[: length - len(prefix) - 1]
    return next(body + str(check) for check in range(10) if luhn_ok(body + str(check)))


CARDS = tuple(card(prefix, 19 if prefix[0] in "69" else 16) for prefix in PREFIXES)

WAYS = (
    lambda number: number,
    lambda number: f"{number[:4]} {number[4:8]} {number[8:12]} {number[12:]}",
    lambda number: f"{number[:4]}-{number[4:8]}-{number[8:12]}-{number[12:]}",
    lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in number),
    lambda number: f"{number[:8]}\n{number[8:]}",
    lambda number: f"{number[:6]}\u3000{number[6:12]}.{number[12:]}",
)
"""How people write them: plain, with spaces or hyphens, full-width, over two lines, mixed."""

WRITTEN = tuple(way(number) for number, way in zip(CARDS, itertools.cycle(WAYS), strict=False))


@dataclass(frozen=True)
class Field:
    """One text field, and the page on which it is found."""

    page: str
    line: QLineEdit

    def __str__(self) -> str:
        return f"{self.page}: {self.line.accessibleName()}"


def pages(window: MainWindow, qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Go to every page of the window, every fold of it open."""
    case = window._desk.troubleshoot.start("no-slip").case
    yield "home", window.page
    window.page.open_case(case.id)
    QTest.qWait(50)
    record = window.page.walk.record
    record.form._fold.setChecked(True)
    for fold in (record.tender.link, record.hand_over.link, record.promise.button):
        fold.setChecked(True)
    yield "record", record
    for place in range(len(_settings(window).sections)):
        window.pages.show_settings(place)
        yield f"settings {place}", _settings(window).sections[place]
    window.pages.show_training()
    assert window.pages.training is not None
    yield "training", window.pages.training
    rail = window.findChildren(QAbstractButton)
    cases = [b for b in rail if b.accessibleName().startswith(("Cases", "案件"))]
    assert cases, "the rail has a way to the cases"
    cases[0].click()
    qtbot.wait(50)
    current = window.pages.currentWidget()
    assert current is not None
    yield "cases", current


def _settings(window: MainWindow) -> SettingsPage:
    window.pages.show_settings()
    assert window.pages.settings is not None
    return window.pages.settings


def fields(page: QWidget) -> list[QLineEdit]:
    """Return the fields that can be typed into now and do not hide what is typed."""
    return [
        line
        for line in page.findChildren(QLineEdit)
        if line.isVisible()
        and line.isEnabled()
        and not line.isReadOnly()
        and line.echoMode() is QLineEdit.EchoMode.Normal
    ]


def troubles(window: MainWindow) -> list[Trouble]:
    return [t for t in window.findChildren(Trouble) if t.words and t.isVisible()]


def paste(line: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    line.selectAll()
    line.paste()
    QGuiApplication.clipboard().clear()


def type_in(line: QLineEdit, text: str) -> None:
    line.selectAll()
    line.del_()
    for sign in text:
        line.insert(sign)
    QTest.keyClick(line, Qt.Key.Key_Return)


def is_nowhere(window: MainWindow, line: QLineEdit, text: str) -> None:
    assert not looks_like_card(line.text())
    for _ in range(3):
        line.undo()
        assert not looks_like_card(line.text())
    for other in window.findChildren(QLineEdit):
        assert text not in other.text()
    for trouble in troubles(window):
        assert text not in trouble.words


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_no_field_of_the_window_keeps_any_of_twenty_card_numbers(
    qtbot: QtBot, open_window: Open, data_dir: Path, lang: Lang
) -> None:
    window = open_window(lang).window
    tried = []
    for name, page in pages(window, qtbot):
        for line in fields(page):
            field = Field(name, line)
            tried.append(str(field))
            for number, text in enumerate(WRITTEN):
                line.setFocus()
                (paste if number % 2 else type_in)(line, text)
                said = troubles(window)
                assert said, f"{field} says nothing of {text}"
                assert any(t.offers for t in said), f"{field} offers nothing for {text}"
                is_nowhere(window, line, text)
                QTest.keyClick(line, Qt.Key.Key_Escape) if name == "home" else line.clear()
    assert len(tried) > 30, tried
    window.close()
    kept = kept_on_disk(data_dir)
    for text in (*CARDS, *WRITTEN):
        assert text.encode() not in kept


def test_twenty_numbers_are_all_of_them_known_for_cards() -> None:
    assert len({*CARDS}) == 20
    assert all(looks_like_card(text) for text in WRITTEN)


@pytest.mark.parametrize("by_paste", [True, False], ids=["pasted", "typed"])
def test_one_key_keeps_six_and_four_in_the_home_field(
    qtbot: QtBot, open_window: Open, by_paste: bool
) -> None:
    window = open_window().window
    line = window.page.field.line
    line.setFocus()
    if by_paste:
        paste(line, f"没出单 {CARD} 着急")
        assert line.text() == "没出单  着急"
    else:
        qtbot.keyClicks(line, CARD)
        assert window.page.trouble.words
    qtbot.keyClick(line, Qt.Key.Key_F6)
    kept = "没出单 622848******0018 着急" if by_paste else "622848******0018"
    assert line.text() == kept
    assert not window.page.trouble.words
    assert window.focusWidget() is line
    line.undo()
    assert CARD not in line.text()


def test_f6_belongs_to_what_was_said_last(qtbot: QtBot, open_window: Open, data_dir: Path) -> None:
    window = open_window().window
    case = window._desk.troubleshoot.start("no-slip").case
    window._desk.exhibits.attach(case.id, photo(data_dir.parent / "slip.jpg"), "slip")
    window.page.open_case(case.id)
    record = window.page.walk.record
    qtbot.waitUntil(lambda: record.case is not None)
    for name in ("card", "rrn"):
        record.form.go_to(name)
        paste(record.form.lines[name], CARD)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    slip = window._desk.log.case(case.id).slip
    assert str(slip.card) == "622848******0018"
    assert len(troubles(window)) == 1
    assert CARD.encode() not in kept_on_disk(data_dir)


def test_what_is_typed_on_to_an_order_number_is_not_taken_out(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window().window
    line = window.page.field.line
    line.setFocus()
    qtbot.keyClicks(line, CARD)
    assert window.page.trouble.words
    qtbot.keyClicks(line, "345678901")
    assert line.text() == f"{CARD}345678901"
    assert not window.page.trouble.words
