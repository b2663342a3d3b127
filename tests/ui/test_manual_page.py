"""The manual over the page one came from: the fitting chapter, search, back, and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from posdesk.ui.main_window import MainWindow
from posdesk.ui.manual.html import SIZES, leads_inside
from posdesk.ui.manual.page import ManualPage
from posdesk.ui.rail import Rail
from tests.ui.stage import Ticking, dressed, opened, speaking

pytestmark = pytest.mark.usefixtures("qapp")
F1 = Qt.Key.Key_F1
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(data_dir: Path) -> Iterator[MainWindow]:
    with opened(data_dir) as desk:
        made = MainWindow(desk, dressed(), speaking("zh_CN"), Ticking())
        made.show()
        yield made
        made.close()
        made.deleteLater()


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    focused: QWidget | None = window.focusWidget()
    where = window if focused is None else focused
    QTest.keyClick(where, key, held or Qt.KeyboardModifier.NoModifier)
    QTest.qWait(10)


def reading(window: MainWindow) -> ManualPage:
    page = window.contents.reading.page
    assert page is not None
    return page


def test_f1_at_home_opens_the_first_minute_and_esc_goes_back_to_the_words_typed(
    window: MainWindow,
) -> None:
    window.page.field.line.setText("没出单")
    press(window, F1)
    assert reading(window).chapter == "cashier-first-minute"
    press(window, Qt.Key.Key_Escape)
    assert window.contents.reading.page is None
    assert window.pages.on_counter
    assert window.page.field.line.text() == "没出单"


def test_in_a_walk_f1_stays_the_words_to_say_and_shift_f1_is_the_manual(
    window: MainWindow,
) -> None:
    window.page.begin("no-slip")
    session = window.page.session
    press(window, F1)
    assert window.contents.reading.page is None
    press(window, F1, SHIFT)
    assert reading(window).chapter == "cashier-banner"
    press(window, Qt.Key.Key_1)  # an answer, were the walk on screen
    press(window, Qt.Key.Key_Escape)
    assert window.page.in_walk
    assert window.page.session is session


def test_the_rail_leads_there_and_going_elsewhere_closes_it(window: MainWindow) -> None:
    rail = window.findChild(Rail)
    assert rail is not None
    rail.manual.click()
    assert reading(window).isVisible()
    window.pages.show_settings(6)
    assert window.contents.reading.page is None
    press(window, F1)
    assert reading(window).chapter == "manager-people"
    window.pages.show_counter()
    assert window.contents.reading.page is None
    assert window.pages.on_counter


def test_over_the_first_start_too(window: MainWindow) -> None:
    window.show_first_start()
    press(window, F1)
    assert reading(window).chapter == "installer-first"
    press(window, Qt.Key.Key_Escape)
    assert window.first is not None
    assert window.first.isVisible()


def test_what_is_typed_is_found_and_opened_by_enter(window: MainWindow) -> None:
    window.show_manual()
    page = reading(window)
    page.search.setText("数字键盘")
    assert [chapter for chapter, _ in page.contents.rows] == ["cashier-pin"]
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.chapter == "cashier-pin"
    assert page.reader.textCursor().selectedText() == "数字键盘"
    QTest.keyClick(page.contents, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert len(page.contents.rows) > 15


def test_a_link_is_followed_and_come_back_from(window: MainWindow) -> None:
    window.show_manual()
    page = reading(window)
    page.open_chapter("cashier-record")
    page.reader.anchorClicked.emit(QUrl("cashier-due.md"))
    assert page.chapter == "cashier-due"
    QTest.keyClick(page.reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.chapter == "cashier-record"


def test_nothing_outside_the_manual_is_ever_fetched(window: MainWindow) -> None:
    window.show_manual()
    page = reading(window)
    page.open_chapter("cashier-banner")
    kind = QTextDocument.ResourceType.ImageResource.value
    for wanted in ("https://example.org/a.png", "file:///etc/passwd", "../../../LICENSE"):
        assert page.reader.loadResource(kind, QUrl(wanted)) is None
    assert page.reader.loadResource(kind, QUrl("banners.png")) is not None
    page.reader.anchorClicked.emit(QUrl("https://example.org/"))
    assert page.chapter == "cashier-banner"
    assert not leads_inside("https://example.org/a.md")
    assert not leads_inside("../secret.md")


def test_the_type_grows_and_shrinks_within_bounds(window: MainWindow) -> None:
    window.show_manual()
    page, control = reading(window), Qt.KeyboardModifier.ControlModifier
    for _ in range(6):
        QTest.keyClick(page.reader, Qt.Key.Key_Plus, control)
    assert page.reader.type_size == SIZES[-1]
    for _ in range(6):
        QTest.keyClick(page.reader, Qt.Key.Key_Minus, control)
    assert page.reader.type_size == SIZES[0]
    QTest.keyClick(page.reader, Qt.Key.Key_0, control)
    assert page.reader.type_size == SIZES[1]


def test_a_manual_that_is_gone_is_said_in_place(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.contents.reading._handbook, "_folder", tmp_path)
    window.show_manual()
    assert window.contents.reading.page is None
    assert "index.md" in window.page.notice.words
