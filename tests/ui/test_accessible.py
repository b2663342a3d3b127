"""For whoever sees nothing or has no mouse: every control has a name, and Tab comes by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.life import Life
from posdesk.domain.text import Lang
from posdesk.domain.walk import DONE
from posdesk.services.desk import Desk
from posdesk.services.passphrases import wrap
from posdesk.storage.store import KEY_FILE
from posdesk.ui.cases.deeds import Deed
from posdesk.ui.evidence.check_page import CheckPage
from posdesk.ui.evidence.page import EvidencePage
from posdesk.ui.evidence.steps import Step
from posdesk.ui.main_window import MainWindow
from posdesk.ui.people.pad import PinPad
from posdesk.ui.rescue import RescueWindow
from posdesk.ui.start.unlock import UnlockWindow
from tests.storage.turners import KEY, fill, turn
from tests.ui.conftest import NOW, Open
from tests.ui.evidence import letter
from tests.ui.stage import dressed, opened, speaking
from tests.ui.test_window import focusable, settle, unnamed, walk_on

LANGS: tuple[Lang, ...] = ("zh_CN", "en")
FACTS = {"amount": "500.00", "terminal": "declined", "bank": "not_debited"}
SECTIONS = range(12)


def heard(widget: QWidget) -> str:
    """Return what a reader of the screen says of ``widget``."""
    words = widget.accessibleName()
    return words or (widget.text() if isinstance(widget, QAbstractButton) else "")


def in_tab_order(window: QWidget) -> list[QWidget]:
    """Return what Tab comes by, in the order of the chain."""
    chain: list[QWidget] = [window]
    here = window.nextInFocusChain()
    while here is not None and here is not window:
        chain.append(here)
        here = here.nextInFocusChain()
    reachable = set(focusable(window))
    tab = Qt.FocusPolicy.TabFocus.value
    return [w for w in chain if w in reachable and w.isEnabled() and w.focusPolicy().value & tab]


def by_arrows(widget: QWidget) -> bool:
    """Whether Tab comes to one of a group, and arrows go on from there to ``widget``."""
    if not isinstance(widget, QAbstractButton):
        return False
    group: QButtonGroup | None = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def check(window: QWidget) -> None:
    """Everything has a name, no two neighbours the same, and Tab really comes by."""
    settle()
    assert unnamed(window) == []
    order = in_tab_order(window)
    names = [heard(one) for one in order]
    twins = [one for one, other in pairwise(names) if one == other]
    assert twins == []
    assert order
    window.activateWindow()
    order[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached: set[QWidget] = set()
    for _ in range(20 * len(order)):  # the map goes through its own steps first
        here = QApplication.focusWidget()
        assert here is not None
        if here is order[0] and len(reached) > 1:
            break
        reached.add(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert [heard(one) for one in order if one not in reached and not by_arrows(one)] == []


def add(desk: Desk, *, close: bool = False) -> str:
    case = desk.log.add(desk.log.read(FACTS))
    if close:
        desk.follow_up.move(case.id, Life.CLOSED, why="对过账", outcome="DECLINED")
    return case.id


@pytest.fixture(params=LANGS)
def window(request: pytest.FixtureRequest, open_window: Open) -> MainWindow:
    return open_window(request.param).window


def test_the_counter_and_a_walk(window: MainWindow) -> None:
    check(window)
    window.page.begin("no-slip")
    walk_on(window.page, DONE, "timeout")
    check(window)


def test_the_cases_and_what_is_beside_them(window: MainWindow, qtbot: QtBot) -> None:
    case = add(window._desk)
    window.pages.show_cases(case)
    page = window.pages.cases
    assert page is not None
    qtbot.waitUntil(lambda: page.detail.case is not None)
    check(window)
    for deed in (Deed.CLOSE, Deed.WAIT, Deed.PROMISE, Deed.LINK):
        page.detail.doing.take(deed)
        check(window)
        page.detail.sections.leave_panel()
    page.detail.doing.want_erasing()
    qtbot.waitUntil(page.detail.erasing.drop.isHidden)
    check(window)


def test_the_evidence_in_every_step_and_a_bundle_checked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    case = add(window._desk)
    window._desk.exhibits.attach(case, letter(tmp_path / "letter.pdf"), "statement")
    window.overlays.make_evidence((case,))
    page = window.pages.currentWidget()
    assert isinstance(page, EvidencePage)
    qtbot.waitUntil(lambda: page.making.fitted is not None, timeout=20_000)
    for step in Step:
        page.go_to(step)
        check(window)
    file = tmp_path / "none.pdf"
    file.write_bytes(b"%PDF-1.7")
    window.overlays.check_bundle(file)
    checking = window.pages.currentWidget()
    assert isinstance(checking, CheckPage)
    qtbot.waitUntil(lambda: checking.found is not None, timeout=20_000)
    check(window)


def test_every_section_of_settings(window: MainWindow) -> None:
    add(window._desk, close=True)
    for place in SECTIONS:
        window.pages.show_settings(place)
        check(window)
    assert window.pages.settings is not None
    data = window.pages.settings.keeping
    data.encryption.begin.click()
    check(window)


def test_the_shift_and_training(window: MainWindow) -> None:
    window.show_shift()
    check(window)
    window.pages.show_training()
    check(window)


def test_the_first_start(window: MainWindow) -> None:
    window.show_first_start()
    check(window)


@pytest.fixture
def unlocking(data_dir: Path) -> Iterator[UnlockWindow]:
    fill(data_dir, cases=1)
    turn(data_dir, on=True)
    (data_dir / KEY_FILE).write_bytes(wrap(KEY, "correct horse battery").to_bytes())
    asked = UnlockWindow(data_dir, dressed(), speaking("zh_CN"))
    asked.show()
    yield asked
    asked.close()
    asked.deleteLater()


def test_the_page_before_encrypted_data(unlocking: UnlockWindow) -> None:
    check(unlocking)


def test_the_page_of_the_best_backup(data_dir: Path, qtbot: QtBot) -> None:
    with opened(data_dir) as desk:
        add(desk)
        desk.backups.make()
    restorer = app.open_restorer(data_dir)
    asked = RescueWindow(restorer, "…", dressed(), speaking("zh_CN"), lambda: NOW)
    qtbot.addWidget(asked)
    asked.show()
    asked.look_into(restorer.listed()[0].path)
    qtbot.waitUntil(asked.card.go.isVisible, timeout=20_000)
    check(asked)
    assert asked.status.keys[0][1] == "恢复"
    asked._tasks.finish()


def test_the_pin_shows_where_digits_go(qtbot: QtBot) -> None:
    pad = PinPad(dressed(), speaking("zh_CN"))
    qtbot.addWidget(pad)
    pad.show()
    before = pad.dots.grab().toImage()
    pad.activateWindow()
    pad.setFocus()
    qtbot.waitUntil(pad.hasFocus)
    assert pad.dots.grab().toImage() != before
    pad.clearFocus()
    assert pad.dots.grab().toImage() == before


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["light", "dark", "high-contrast"])
def test_what_stands_in_an_empty_field_can_be_read(qtbot: QtBot, name: str) -> None:
    theme = dressed(name)
    ink = _light(theme.colours["text3"])
    for ground in ("surface", "sunken", "bg"):
        paper = _light(theme.colours[ground])
        contrast = (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05)
        assert contrast >= 4.5, f"{ground}: {contrast:.2f}"
    dressed("light")
