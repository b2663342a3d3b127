"""The evidence page: its steps, what is missing, covers before export, and the very bytes seen."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.domain.bundle.slots import SlotState
from posdesk.domain.errors import DataTrouble
from posdesk.services.desk import Desk
from posdesk.services.evidence import Evidence
from posdesk.services.page_preview import page_png
from posdesk.services.seal_keys import SealKeys
from posdesk.ui.evidence.check_page import CheckPage
from posdesk.ui.evidence.covering import Look
from posdesk.ui.evidence.page import EvidencePage
from posdesk.ui.evidence.preview_step import LARGE
from posdesk.ui.evidence.steps import Step
from posdesk.ui.exhibits.cover_editor import CoverEditor
from posdesk.ui.main_window import MainWindow
from tests.ui.conftest import Open, Recorded
from tests.ui.evidence import files, letter, photo, text
from tests.ui.stage import everything_said

FACTS = {"amount": "500.00", "terminal": "timeout", "bank": "debited", "rrn": "632414004731"}
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LONG = 30_000


@dataclass
class Bench:
    """The page over the real window, and what it is about."""

    window: MainWindow
    page: EvidencePage
    case: str
    folder: Path
    qtbot: QtBot

    @property
    def desk(self) -> Desk:
        return self.window._desk

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LONG)

    def made(self) -> None:
        """Wait for the draft and for all that is looked for on the exhibits."""
        page = self.page
        self.until(lambda: page.making.fitted is not None and not page.making.is_busy)
        self.until(lambda: not page.covering.is_searching)

    def save_to(self, name: str) -> Path:
        questions = self.window.questions
        assert isinstance(questions, Recorded)
        questions.save_to = self.folder / name
        return questions.save_to

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, held)


@pytest.fixture
def make(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Return what opens the page on a case with these files as exhibits."""

    def maker(*exhibits: tuple[Path, str]) -> Bench:
        window = open_window().window
        desk = window._desk
        case = desk.log.add(desk.log.read(FACTS)).id
        for file, kind in exhibits:
            desk.exhibits.attach(case, file, kind)
        window.overlays.make_evidence((case,))
        page = window.pages.currentWidget()
        assert isinstance(page, EvidencePage)
        bench = Bench(window, page, case, tmp_path, qtbot)
        bench.until(lambda: page.isAncestorOf(window.focusWidget()))
        return bench

    yield maker
    QGuiApplication.clipboard().clear()


def test_steps_are_gone_through_by_keys_and_esc_goes_back(make: Callable[..., Bench]) -> None:
    here = make()
    here.until(here.window.isActiveWindow)
    for step in reversed(Step):
        here.press(Qt.Key(Qt.Key.Key_1 + step), ALT)
        assert here.page.step is step
        assert here.page.stages.currentWidget() is here.page.steps[step]
    here.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert here.window.pages.on_counter


def test_what_is_missing_is_named_and_filled_by_a_file_pasted(make: Callable[..., Bench]) -> None:
    here = make()
    page = here.page
    missing = [row for row in page.wanted.rows if row.slot.state is SlotState.MISSING]
    row = next(row for row in missing if row.slot.name == "statement")
    row.click()
    assert page.step is Step.GAPS
    assert row.words[0] in everything_said(page.gaps)
    before = page.wanted.missing
    file = text(here.folder / "day.txt", "20261120 143200 500.00 632414004731")
    QGuiApplication.clipboard().setMimeData(files(file))
    here.press(Qt.Key.Key_V, CONTROL)
    here.until(lambda: len(page.making.cases[0].exhibits) == 1)
    assert page.making.cases[0].exhibits[0].kind == "statement"
    assert page.wanted.missing < before
    assert page.making.fitted is None  # it is made anew, with the statement
    here.made()
    states = {row.slot.name: row.slot.state for row in page.wanted.rows}
    assert states["statement"] is SlotState.THERE


def test_our_row_of_a_statement_is_framed_and_not(make: Callable[..., Bench]) -> None:
    rows = "20261120 143000 80.00 632414004730\n20261120 143200 500.00 632414004731"
    here = make()
    here.desk.exhibits.attach(here.case, text(here.folder / "day.txt", rows), "statement")
    here.page.take_focus()
    here.made()
    (row,) = here.page.cover.rows.values()
    row.frame.click()
    here.until(lambda: bool(here.desk.log.case(here.case).exhibits[0].marks))
    assert len(here.page.making.cases[0].exhibits[0].marks) == 1
    row.frame.click()
    here.until(lambda: not here.desk.log.case(here.case).exhibits[0].marks)


def test_export_waits_until_covers_are_decided_about(
    make: Callable[..., Bench], tmp_path: Path
) -> None:
    here = make((letter(tmp_path / "letter.pdf"), "app"))
    page, target = here.page, here.save_to("out.pdf")
    here.made()
    assert page.covering.waiting == 2
    here.press(Qt.Key.Key_E, CONTROL)
    assert page.step is Step.COVER
    page.go_to(Step.EXPORT)
    assert page.export.export.text() == "先确认 2 处遮盖"
    page.export.export.click()  # leads to where they are decided about
    assert page.step is Step.COVER
    assert not target.exists()
    (row,) = page.cover.rows.values()
    row.leave.click()
    assert page.covering.waiting == 0
    row.leave.click()  # decided again
    assert page.covering.waiting == 2
    row.cover.click()
    here.until(lambda: len(here.desk.log.case(here.case).exhibits[0].boxes) == 2)
    here.made()
    assert page.covering.of(page.making.cases[0].exhibits[0]).look is Look.COVERED
    here.press(Qt.Key.Key_E, CONTROL)
    here.until(page.export.made.isVisible)
    assert target.exists()


def test_covers_are_drawn_on_their_own_page_and_one_comes_back(
    make: Callable[..., Bench], tmp_path: Path
) -> None:
    here = make((photo(tmp_path / "app.jpg"), "app"))
    here.made()
    here.page.go_to(Step.COVER)
    (row,) = here.page.cover.rows.values()
    row.look.click()
    editor = here.window.pages.currentWidget()
    assert isinstance(editor, CoverEditor)
    here.until(lambda: not here.window.tasks.busy)
    editor._add()
    with here.qtbot.waitSignal(editor.covered, timeout=LONG):
        editor.list.save.click()
    editor.leave()
    assert here.window.pages.currentWidget() is here.page
    here.until(lambda: len(here.page.making.cases[0].exhibits[0].boxes) == 1)
    here.made()
    assert here.page.covering.of(here.page.making.cases[0].exhibits[0]).look is Look.COVERED


def test_what_is_seen_is_what_goes_out(make: Callable[..., Bench], tmp_path: Path) -> None:
    here = make((photo(tmp_path / "terminal.jpg"), "terminal"))
    page, target = here.page, here.save_to("out.pdf")
    here.made()
    page.go_to(Step.PREVIEW)
    here.until(lambda: not page.preview.canvas.is_loading)
    fitted = page.making.fitted
    assert fitted is not None
    assert page.preview.pages == fitted.pages
    here.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
    assert page.preview.canvas.page == 2
    here.until(lambda: not page.preview.canvas.is_loading)
    page.start_export()
    here.until(page.export.made.isVisible)
    written = target.read_bytes()
    assert written.startswith(fitted.parts[0].data)  # only the signature comes after it
    assert page_png(written, 2, LARGE) == page_png(fitted.parts[0].data, 2, LARGE)
    (line,) = page.export.made.sums
    line.copy.click()
    assert re.fullmatch("[0-9a-f]{64}", QGuiApplication.clipboard().text())
    page.export.made.fingerprint.copy.click()
    assert QGuiApplication.clipboard().text() == here.desk.seals.present().fingerprint
    page.export.sent.to.setText("收单机构")
    page.export.sent.mark.click()
    assert not page.export.sent.mark.isEnabled()
    here.until(lambda: bool(here.desk.log.case(here.case).sent))
    assert page.export.sent.said.isVisible()  # and what was made stays in sight
    assert page.export.made.isVisible()
    (sent,) = here.desk.log.case(here.case).sent
    assert sent.event.to == "收单机构"
    assert sent.event.size == len(written)


def test_a_cancelled_export_leaves_nothing(
    make: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make()
    page, target = here.page, here.save_to("out.pdf")
    here.made()
    write, begun, go_on = Evidence.write_all, threading.Event(), threading.Event()

    def slow(*args: object) -> object:
        begun.set()
        assert go_on.wait(20)
        return write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Evidence, "write_all", slow)
    page.start_export()
    here.until(begun.is_set)
    page.export.cancel()
    go_on.set()
    assert not page.export.is_busy
    here.until(lambda: not here.window.tasks.busy)
    assert list(here.folder.glob("*out*")) == []
    assert not page.export.made.isVisible()
    assert page.export.notice.words == "已停下，没有生成文件。"
    monkeypatch.undo()
    page.start_export()
    here.until(page.export.made.isVisible)
    assert target.exists()
    page.export.cancel()  # too late, and nothing is taken away
    assert target.exists()


def test_a_page_that_breaks_is_told_of_and_another_choice_makes_it(
    make: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    here = make()
    page = here.page
    here.made()
    monkeypatch.setattr(Evidence, "draft", broken)
    with here.qtbot.captureExceptions() as bugs:
        page.choose.langs["en"].click()
        page.start_export()
        here.until(lambda: bool(bugs))
    assert "程序出了错" in page.export.notice.words
    assert not page.export.is_busy
    assert "正在生成" not in everything_said(page)
    monkeypatch.undo()
    page.choose.langs["both"].click()
    here.made()
    assert page.making.trouble is None


def test_a_bundle_too_large_leads_back_to_what_is_chosen(make: Callable[..., Bench]) -> None:
    here = make()
    here.desk.presets.change("default", {"pages": "1"})
    here.page.leave()
    here.window.overlays.make_evidence((here.case,))
    page = here.window.pages.currentWidget()
    assert isinstance(page, EvidencePage)
    here.page = page
    here.made()
    page.go_to(Step.EXPORT)
    page.export.export.click()
    assert page.step is Step.CHOOSE
    assert page.side.export.text() == page.export.export.text() == "放不下，回去重选"


def test_without_a_key_one_still_sees_the_pages_and_is_told(
    make: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise DataTrouble("The disk is full.")

    monkeypatch.setattr(SealKeys, "keep", none)
    here = make()
    page, target = here.page, here.save_to("out.pdf")
    here.made()
    page.start_export()
    assert page.export.notice.words
    assert not page.export.is_busy
    assert not target.exists()
    monkeypatch.undo()
    page.start_export()  # the pages are made anew, with its fingerprint
    here.until(page.export.made.isVisible)
    assert page.making.order.fingerprint == page.export.made.fingerprint.value != ""


def test_choices_make_another_draft_and_the_last_one_wins(make: Callable[..., Bench]) -> None:
    here = make()
    page = here.page
    here.made()
    page.choose.langs["en"].click()
    page.choose.langs["both"].click()
    assert langs(page) == []
    here.made()
    assert langs(page) == ["both"]
    assert page.choose.kind.currentText().startswith("按案件：")  # the computed kind, as such
    page.choose.kind.setCurrentIndex(3)
    page.choose.kind.activated.emit(3)
    here.made()
    assert page.making.order.kind == page.choose.kind.itemData(3)


def test_an_exhibit_that_stays_at_home_is_not_in_the_bundle(
    make: Callable[..., Bench], tmp_path: Path
) -> None:
    here = make((photo(tmp_path / "terminal.jpg"), "terminal"))
    page = here.page
    here.made()
    assert page.making.fitted is not None
    whole = page.making.fitted.pages
    (tick,) = page.choose.exhibits.ticks.values()
    tick.click()
    here.made()
    assert page.making.fitted is not None
    assert page.making.fitted.pages < whole
    assert not page.covering.exhibits


def test_a_bundle_dropped_is_checked_and_a_letter_is_taken_in(make: Callable[..., Bench]) -> None:
    here = make()
    page, target = here.page, here.save_to("out.pdf")
    here.made()
    drop(page, files(letter(here.folder / "bank.pdf")))
    here.until(lambda: len(page.making.cases[0].exhibits) == 1)
    assert page.step is Step.GAPS
    here.made()
    page.cover.cover_all()
    here.until(lambda: len(here.desk.log.case(here.case).exhibits[0].boxes) == 2)
    here.made()
    page.start_export()
    here.until(page.export.made.isVisible)
    drop(page, files(target))
    here.until(lambda: isinstance(here.window.pages.currentWidget(), CheckPage))
    checking = here.window.pages.currentWidget()
    assert isinstance(checking, CheckPage)
    here.until(lambda: checking.found is not None)
    assert checking.found is not None
    assert checking.found.valid


def langs(page: EvidencePage) -> list[str]:
    """Return the languages of the files that are made, none while they are being made."""
    fitted = page.making.fitted
    return [part.order.lang for part in fitted.parts] if fitted is not None else []


def drop(page: EvidencePage, mime: QMimeData) -> None:
    copying = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(10, 10), copying, mime, left, none))
