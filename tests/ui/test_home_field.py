"""The home field: what is typed shows flows, codes and open cases, and keys take one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from posdesk.domain.code_advice import CodeAdvice
from posdesk.domain.facts import Terminal
from posdesk.domain.flow_wording import tells_to_charge
from posdesk.services.finder import Hit
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.session import Sitting
from tests.ui.conftest import Open

Key = Qt.Key


def typed(sitting: Sitting, words: str) -> CounterPage:
    page = sitting.window.page
    page.field.line.setText(words)
    return page


def shown(page: CounterPage) -> list[str]:
    results = page.home.results.shown
    return [
        r.flow.id if isinstance(r, Hit) else r.code if isinstance(r, CodeAdvice) else r.number
        for r in results
    ]


def press(page: CounterPage, key: Key) -> None:
    QTest.keyClick(page.field.line, key)


def test_words_show_flows_and_a_digit_takes_one(open_window: Open) -> None:
    page = typed(open_window(), "没出单")
    assert shown(page)[0] == "no-slip"
    assert page.home.results.rows[0].accessibleName().startswith("1 没出单却扣款")
    press(page, Key.Key_1)
    assert page.session is not None
    assert page.session.case.flow == "no-slip"
    assert page.session.case.symptom == "没出单"


def test_a_code_shows_what_follows_and_starts_there(open_window: Open) -> None:
    page = typed(open_window(), "68")
    assert shown(page)[0] == "68"
    row = page.home.results.rows[0]
    assert "收到的回答太迟" in row.accessibleName()
    assert "先不要再刷" in row.accessibleDescription()
    assert "查清前不再收" in row.accessibleDescription()
    press(page, Key.Key_Return)
    assert page.in_walk
    assert page.session is not None
    assert page.session.walk.facts.terminal is Terminal.TIMEOUT
    assert page.session.case.symptom == "68"


@pytest.mark.parametrize("words", ["显示", "code", "扣了", "没出单 ", "尾号"])
def test_digits_are_text_where_a_number_is_about_to_come(open_window: Open, words: str) -> None:
    page = typed(open_window(), words)
    page.field.set_results(9)
    QTest.keyClicks(page.field.line, "68")
    assert page.field.line.text() == f"{words}68"
    assert page.session is None


def test_arrows_choose_and_escape_clears(open_window: Open) -> None:
    page = typed(open_window(), "68没出单")
    results = page.home.results
    assert len(results.shown) > 1
    press(page, Key.Key_Down)
    assert results.chosen is results.shown[1]
    press(page, Key.Key_Up)
    press(page, Key.Key_Up)
    assert results.chosen is results.shown[-1]
    press(page, Key.Key_Escape)
    assert results.isHidden()
    assert page.field.line.text() == ""


def test_an_open_case_is_found_by_its_amount_and_opened(open_window: Open) -> None:
    sitting = open_window()
    log = sitting.window.page._desk.log
    given = {"amount": "86.00", "terminal": "timeout", "bank": "debited", "flow": "no-slip"}
    case = log.add(log.read(given))
    page = typed(sitting, "86.00")
    assert shown(page) == [case.number]
    press(page, Key.Key_Return)
    assert page.session is not None
    assert page.session.case.id == case.id


def test_no_code_shown_in_the_window_tells_to_charge_again(open_window: Open) -> None:
    page = open_window().window.page
    for code in page._desk.troubleshoot.codes.codes:
        page.field.line.setText(f"代码 {code}")
        results = page.home.results
        for result, row in zip(results.shown, results.rows, strict=False):
            if isinstance(result, CodeAdvice):
                said = f"{row.accessibleName()}。{row.accessibleDescription()}"
                assert tells_to_charge(said) is None, said


def test_the_shop_s_broken_file_is_told(open_window: Open, data_dir: Path) -> None:
    (data_dir / "codes.tsv").write_text("code\n")
    page = open_window().window.page
    assert "codes.tsv:1" in page.notice.words
    assert shown(typed(open_window(), "68"))[0] == "68"
