"""Language, theme, refused words, room for every word, and names for those who cannot see."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from posdesk.domain.flow import NodeKind
from posdesk.domain.text import Lang
from posdesk.domain.walk import DONE
from posdesk.ui.counter.answers import AnswerButton
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.session import Sitting
from tests.ui.conftest import Open

CARD = "6228480402564890018"
LANGS: tuple[Lang, ...] = ("zh_CN", "en")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def choose(sitting: Sitting, data: str) -> None:
    """Take the entry of the person's menu that stands for ``data``."""
    actions = sitting.window.findChildren(QAction)
    next(action for action in actions if action.data() == data).trigger()
    settle()


def walk_on(page: CounterPage, *answers: str) -> None:
    for one in answers:
        page.walk.step.answered.emit(one)


def test_language_changes_in_the_middle_of_a_walk(open_window: Open) -> None:
    sitting = open_window("zh_CN")
    sitting.window.page.begin("no-slip")
    walk_on(sitting.window.page, DONE, "timeout")
    before = sitting.window.page.session
    choose(sitting, "en")
    after = sitting.window.page
    assert before is not None
    assert after.session is not None
    assert after.session.walk.at == before.walk.at
    assert after.walk.banner.title == "Not known yet: do not charge"
    assert after.walk.step.title.text() == before.walk.node.text.en
    choose(sitting, "zh_CN")
    assert sitting.window.page.walk.banner.title == "还不清楚，先不要收"


def test_theme_changes_and_is_remembered(open_window: Open) -> None:
    sitting = open_window(theme="light")
    light = sitting.window.grab().toImage().pixelColor(600, 20)
    choose(sitting, "dark")
    assert sitting.window.grab().toImage().pixelColor(600, 20).lightness() < light.lightness()
    sitting.window.close()
    again = open_window(theme=None)
    assert again.window.grab().toImage().pixelColor(600, 20).lightness() < light.lightness()


@pytest.mark.parametrize(("lang", "said"), [("zh_CN", "完整卡号"), ("en", "full card number")])
def test_a_card_number_is_refused_in_the_home_field(
    open_window: Open, lang: Lang, said: str
) -> None:
    page = open_window(lang).window.page
    page.field.line.setText(f"没出单 {CARD}")
    assert said in page.trouble.words
    assert page.field.line.text() == "没出单 "
    page.begin("no-slip")
    assert CARD not in page.trouble.words
    page.go_home()
    page.field.line.setText("没出单")
    assert page.trouble.words == ""


@pytest.mark.parametrize("lang", LANGS)
def test_words_that_fit_nothing_say_what_to_do(open_window: Open, lang: Lang) -> None:
    page = open_window(lang).window.page
    page.field.line.setText("ŵŵŵ")
    page.field.entered.emit("ŵŵŵ")
    assert page.notice.words
    assert not page.in_walk


def cut_off(window: QWidget) -> list[str]:
    """Return the words on screen that have not the room they need."""
    found = []
    for label in window.findChildren(QLabel):
        words = label.text()
        if not words or not label.isVisible():
            continue
        needs = (
            label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        )
        wide = 0 if label.wordWrap() else label.sizeHint().width()
        if label.height() < needs - 1 or label.width() < wide - 1:
            found.append(words)
    answers = [b for b in window.findChildren(AnswerButton) if b.isVisible()]
    return found + [b.text() for b in answers if b.height() < b.needs]


@pytest.mark.parametrize("lang", LANGS)
def test_no_words_are_cut_off_in_the_smallest_window(open_window: Open, lang: Lang) -> None:
    sitting = open_window(lang, size=(1024, 700))
    page = sitting.window.page
    settle()
    assert cut_off(sitting.window) == []
    page.begin("no-slip")
    walk_on(page, DONE)
    seen = 0
    for _ in range(25):
        settle()
        assert cut_off(sitting.window) == [], page.walk.step.title.text()
        seen += 1
        session = page.session
        if session is None or session.walk.outcome:
            break
        acts = session.walk.node.kind is NodeKind.ACTION
        walk_on(page, DONE if acts else page.walk.step.answer_ids[-1])
    assert seen > 3


def focusable(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QScrollBar)
        and widget.objectName() != "qt_scrollarea_viewport"
    ]


def unnamed(window: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in focusable(window)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def test_everything_one_can_reach_has_a_name(open_window: Open) -> None:
    sitting = open_window()
    assert unnamed(sitting.window) == []
    sitting.window.page.begin("no-slip")
    walk_on(sitting.window.page, DONE, "timeout", "unknown")
    settle()
    assert unnamed(sitting.window) == []


def test_targets_are_large_enough_for_a_finger(open_window: Open) -> None:
    sitting = open_window()
    sitting.window.page.begin("no-slip")
    walk_on(sitting.window.page, DONE)
    settle()
    small = [
        f"{type(b).__name__} {b.accessibleName()} {b.width()} x {b.height()}"
        for b in sitting.window.findChildren(QAbstractButton)
        if b.isVisible() and min(b.width(), b.height()) < 40
    ]
    assert small == []


def test_tab_reaches_every_answer(open_window: Open) -> None:
    sitting = open_window()
    page = sitting.window.page
    page.begin("no-slip")
    walk_on(page, DONE)
    settle()
    reached: set[QWidget] = set()
    for _ in range(60):
        here = sitting.window.focusWidget()
        assert here is not None
        reached.add(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    buttons = page.walk.step.board.buttons[: page.walk.step.board.count]
    assert set(buttons) <= reached


def test_the_first_field_has_the_focus(open_window: Open) -> None:
    focus = open_window().window.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert not isinstance(focus, QAbstractScrollArea)
