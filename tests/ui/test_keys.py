"""The whole way by keys alone, as a cashier without a mouse takes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.domain.flow import NodeKind
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.evidence.page import EvidencePage
from posdesk.ui.session import Sitting
from tests.ui.conftest import Open, Recorded

Key = Qt.Key


def page_of(sitting: Sitting) -> CounterPage:
    return sitting.window.page


def press(
    sitting: Sitting, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key wherever the focus is."""
    here = sitting.window.focusWidget()
    assert here is not None
    QTest.keyClick(here, key, modifier)


def press_number(sitting: Sitting, number: int) -> None:
    press(sitting, Key(Key.Key_0.value + number))


def answer(sitting: Sitting, answer_id: str) -> None:
    press_number(sitting, page_of(sitting).walk.step.answer_ids.index(answer_id) + 1)


def begin(sitting: Sitting) -> None:
    """Open the flow without a slip: its number, then Enter."""
    flows = [flow.id for flow in page_of(sitting).home.flows]
    press_number(sitting, flows.index("no-slip") + 1)
    press(sitting, Key.Key_Return)


def node(sitting: Sitting) -> str:
    session = page_of(sitting).session
    assert session is not None
    return session.walk.at.node


def to_the_bank(sitting: Sitting) -> None:
    """Walk to the question about the bank."""
    begin(sitting)
    press_number(sitting, 1)
    answer(sitting, "timeout")


def to_the_end(sitting: Sitting) -> None:
    """Take the last answer, which is "not sure" wherever there is one, until the walk ends."""
    page = page_of(sitting)
    for _ in range(40):
        session = page.session
        assert session is not None
        if session.walk.outcome:
            return
        acts = session.walk.node.kind is NodeKind.ACTION
        press_number(sitting, 1 if acts else page.walk.step.board.count)
    raise AssertionError("no end after 40 steps")


def test_from_the_home_field_to_the_bundle(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    sitting = open_window()
    page, questions = page_of(sitting), sitting.window.questions
    assert isinstance(questions, Recorded)
    to_the_bank(sitting)
    assert page.in_walk
    to_the_end(sitting)
    assert page.walk.step.is_outcome
    questions.save_to = tmp_path / "bundle.pdf"
    press(sitting, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    evidence = sitting.window.pages.currentWidget()
    assert isinstance(evidence, EvidencePage)
    qtbot.waitUntil(lambda: evidence.isAncestorOf(sitting.window.focusWidget()))
    qtbot.waitUntil(sitting.window.isActiveWindow)  # shortcuts are for whoever looks at it
    press(sitting, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(evidence.export.made.isVisible, timeout=30_000)
    assert questions.save_to.read_bytes().startswith(b"%PDF-")
    assert evidence.making.fitted is not None
    assert questions.asked == list(evidence.making.fitted.names)
    press(sitting, Key.Key_Escape)
    assert sitting.window.pages.on_counter
    assert page.in_walk


def test_enter_at_the_end_makes_the_bundle_and_esc_begins_anew(open_window: Open) -> None:
    sitting = open_window()
    begin(sitting)
    to_the_end(sitting)
    press(sitting, Key.Key_Return)
    assert isinstance(sitting.window.pages.currentWidget(), EvidencePage)
    press(sitting, Key.Key_Escape)
    assert page_of(sitting).in_walk
    press(sitting, Key.Key_Escape)
    assert not page_of(sitting).in_walk
    assert sitting.window.focusWidget() is page_of(sitting).field.line


def test_esc_keeps_the_walk_and_enter_goes_on(open_window: Open) -> None:
    sitting = open_window()
    to_the_bank(sitting)
    before = node(sitting)
    press(sitting, Key.Key_Escape)
    assert page_of(sitting).home.unfinished.first is not None
    press(sitting, Key.Key_Return)
    assert page_of(sitting).in_walk
    assert node(sitting) == before


def test_backspace_takes_the_last_step_back(open_window: Open) -> None:
    sitting = open_window()
    to_the_bank(sitting)
    press(sitting, Key.Key_Backspace)
    assert node(sitting) == "terminal-says"
    assert page_of(sitting).walk.banner.verdict.state == "START"


def test_a_code_is_typed_and_enter_takes_it(open_window: Open) -> None:
    sitting = open_window()
    begin(sitting)
    press_number(sitting, 1)
    answer(sitting, "code")
    step = page_of(sitting).walk.step
    assert sitting.window.focusWidget() is step.code.line
    QTest.keyClicks(step.code.line, "51")
    press(sitting, Key.Key_Return)
    session = page_of(sitting).session
    assert session is not None
    assert session.walk.facts.terminal == "declined"


def test_backspace_in_the_empty_code_field_goes_back(open_window: Open) -> None:
    sitting = open_window()
    begin(sitting)
    press_number(sitting, 1)
    answer(sitting, "code")
    press(sitting, Key.Key_Backspace)
    assert node(sitting) == "terminal-says"


def test_f1_shows_the_words_large(open_window: Open) -> None:
    sitting = open_window()
    to_the_bank(sitting)
    press(sitting, Key.Key_F1)
    assert page_of(sitting).walk.step.say.is_large


def test_f2_unfolds_the_call_script_or_says_that_there_is_none(open_window: Open) -> None:
    sitting = open_window()
    to_the_bank(sitting)
    step = page_of(sitting).walk.step
    press(sitting, Key.Key_F2)
    assert step.notice.words == "这一步不用打电话。"
    answer(sitting, "unknown")
    press(sitting, Key.Key_F2)
    assert step.call.is_unfolded


def test_digits_in_the_home_field_are_text(open_window: Open) -> None:
    sitting = open_window()
    press(sitting, Key.Key_6)
    press(sitting, Key.Key_8)
    assert page_of(sitting).field.line.text() == "68"
    assert not page_of(sitting).in_walk


def test_after_two_letters_a_digit_picks_a_result(open_window: Open) -> None:
    sitting = open_window()
    page = page_of(sitting)
    page.field.line.setText("没出单")
    press(sitting, Key.Key_1)
    assert page.in_walk
    assert page.session is not None
    assert page.session.case.symptom == "没出单"


def test_closing_at_any_moment_loses_nothing(open_window: Open) -> None:
    first = open_window()
    to_the_bank(first)
    before = node(first)
    first.window.close()
    QApplication.processEvents()
    second = open_window()
    press(second, Key.Key_Return)
    assert node(second) == before
