"""Ten situations as a cashier meets them: what the customer says, then keys alone, to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge
from posdesk.domain.text import Lang
from posdesk.services.desk import Desk
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting, application
from tests.services.conftest import Clock

SITUATIONS = """
钱扣了没出票|no-slip|timeout debited same still-debited open leaves ticket|ONE_SIDED
no slip but charged|no-slip|code 51 not-debited only-one|DECLINED
没打单，打印机卡纸|no-slip|approved all-right|reprint
显示68|declined|not-debited code open waits ticket|UNKNOWN
declined, insufficient funds|declined|51 funds only-one|DECLINED
刷卡后没收到扣款短信|no-sms|approved all-right|*
refund not received|refund-missing|*|*
结算卡打不进钱|payout-failed|*|*
扫码付了没反应|qr-no-result|*|*
扣了两次钱|charged-twice|*|*
"""


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    opened = app.open_desk(data_dir, Clock())
    yield opened
    opened.care.close()


def press(window: MainWindow, key: Qt.Key) -> None:
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(window if focused is None else focused, key)


def step(window: MainWindow, answer: str | None) -> None:
    """Take ``answer`` (an id, or a code at a look-up), or the surest one where there is none."""
    session = window.page.session
    assert session is not None
    node, card = session.walk.node, window.page.walk.step
    if node.kind is NodeKind.LOOKUP and (answer is None or node.answer(answer) is None):
        QTest.keyClicks(card.code.line, answer or "68")
        QTest.keyClick(card.code.line, Qt.Key.Key_Return)
        return
    ids = list(card.answer_ids) or ["done"]
    press(window, Qt.Key(Qt.Key.Key_1 + (ids.index(answer) if answer else len(ids) - 1)))


def play(window: MainWindow, words: str, answers: list[str]) -> None:
    page = window.page
    page.field.line.setText(words)
    press(window, Qt.Key.Key_Return)
    waiting = list(answers)
    for _ in range(60):
        session = page.session
        assert session is not None
        walk = session.walk
        if walk.node.charges_again:
            assert session.case.verdict.charge_again is Charge.YES
        if page.walk.banner.tone == "go":
            assert session.case.verdict.charge_again is Charge.YES
        if walk.outcome is not None:
            return
        is_action = walk.node.kind is NodeKind.ACTION
        step(window, "done" if is_action else waiting.pop(0) if waiting else None)
    raise AssertionError("no end after 60 steps")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("situation", SITUATIONS.strip().splitlines())
def test_a_situation_is_played_to_its_end(
    qtbot: QtBot, desk: Desk, situation: str, lang: Lang
) -> None:
    words, flow, answers, outcome = situation.split("|")
    window = Sitting(application(), desk, lang=lang, clock=Clock()).window
    qtbot.addWidget(window)
    window.show()
    play(window, words, [] if answers == "*" else answers.split())
    session = window.page.session
    assert session is not None
    assert session.walk.home == flow
    if outcome.isupper():
        assert session.walk.outcome == outcome
    assert desk.troubleshoot.resume(session.case.id).walk == session.walk
    window.close()
