"""From the customer's sentence to the PDF for the bank, through the real root, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posdesk import app, paths
from posdesk.domain.text import Lang
from posdesk.domain.timeline import sentence
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.questions import Questions
from posdesk.ui.session import Sitting, application
from tests.services.conftest import Clock

SLIP = {
    "amount": "500.00",
    "card": "622848******1234",
    "merchant_id": "898330154110023",
    "terminal_id": "61203847",
    "batch": "000218",
    "trace": "004731",
    "rrn": "632414004731",
}
WAY = ("done", "timeout", "debited", "same", "still-debited", "open", "leaves")


class Asked(Questions):
    def __init__(self, target: Path, lang: Lang) -> None:
        super().__init__(Translator(lang, paths.resources() / "i18n"))
        self.target = target

    def path_to_save(self, suggested: Path) -> Path | None:
        return self.target


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    opened = app.open_desk(data_dir, Clock())
    yield opened
    opened.care.close()


def press(window: QWidget, key: Qt.Key) -> None:
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(window if focused is None else focused, key)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_whole_way_by_keys(
    qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path, lang: Lang
) -> None:
    target = tmp_path / "bundle.pdf"
    sitting = Sitting(application(), desk, lang=lang, clock=Clock(), questions=Asked(target, lang))
    window = sitting.window
    qtbot.addWidget(window)
    window.show()
    page = window.page

    QTest.keyClicks(page.field.line, "no slip but charged")
    press(window, Qt.Key.Key_Return)
    for answer in WAY:
        assert page.session is not None
        ids = [a.id for a in page.session.walk.answers] or ["done"]
        press(window, Qt.Key(Qt.Key.Key_1 + ids.index(answer)))
    while page.session is not None and page.session.walk.outcome is None:
        press(window, Qt.Key.Key_1 if not page.session.walk.answers else Qt.Key.Key_4)
    assert page.session is not None
    number = page.session.case.number

    log, case = desk.log, page.session.case
    for field, text in SLIP.items():
        case = log.record(case, field, text)
    photo = tmp_path / "photo.jpg"
    Image.effect_noise((320, 240), 60).convert("RGB").save(photo)
    case = desk.exhibits.attach(case.id, photo, "terminal")
    page.open_case(case.id)

    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    reader = PdfReader(target)
    text = "".join("".join(p.extract_text() for p in reader.pages).split())
    for key in ("500.00", "898330154110023", "61203847", "000218", "004731", "632414004731"):
        assert key in text
    assert number in text
    told = [sentence(r.event) for r in desk.log.case(number).history]
    for words in (t.in_(lang) for t in told if t is not None):
        start = "".join(words.split())[:10]
        assert start in text, words
    assert any(image for p in reader.pages for image in p.images)
    window.close()
