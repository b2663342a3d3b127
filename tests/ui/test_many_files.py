from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posdesk.domain.case import Case
from posdesk.domain.text import LANGS, Lang
from posdesk.services.desk import Desk
from posdesk.ui.counter.record_card import RecordCard
from posdesk.ui.exhibits.exhibit_shelf import ExhibitShelf
from posdesk.ui.exhibits.intake import Intake
from posdesk.ui.tasks import Tasks
from tests.ui.evidence import files, letter, photo, text
from tests.ui.stage import (
    CARD,
    Chosen,
    dressed,
    everything_said,
    kept_on_disk,
    opened,
    picture,
    speaking,
)


@dataclass(frozen=True)
class Door:
    """One of the two places where files come in."""

    desk: Desk
    widget: QWidget
    intake: Intake
    tasks: Tasks
    chosen: Chosen
    folder: Path
    id: str

    def case(self) -> Case:
        return self.desk.log.case(self.id)

    def names(self) -> list[str]:
        return [e.name for e in self.case().exhibits]


def door(qtbot: QtBot, desk: Desk, folder: Path, which: str, lang: Lang = "zh_CN") -> Door:
    tr, tasks = speaking(lang), Tasks()
    chosen = Chosen(tr)
    case = desk.troubleshoot.start("no-slip").case
    if which == "record":
        card = RecordCard(desk.log, desk.exhibits, dressed(), tr, tasks, chosen)
        card.show_case(case)
        widget: QWidget = card
        intake = card.exhibits.intake
    else:
        shelf = ExhibitShelf(desk.exhibits, dressed(), tr, tasks, chosen, desk.log.case)
        shelf.show_case(case)
        widget, intake = shelf, shelf.intake
    qtbot.addWidget(widget)
    widget.resize(420, 700)
    widget.show()
    return Door(desk, widget, intake, tasks, chosen, folder, case.id)


@pytest.fixture(params=["record", "shelf"])
def here(request: pytest.FixtureRequest, qtbot: QtBot, data_dir: Path) -> Iterator[Door]:
    with opened(data_dir) as desk:
        made = door(qtbot, desk, data_dir, request.param)
        yield made
        made.tasks.finish()


def drop(widget: QWidget, mime: QMimeData) -> None:
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(20, 80), copy, mime, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 80), copy, mime, left, none))


def wait(qtbot: QtBot, here: Door) -> None:
    qtbot.waitUntil(lambda: not here.intake.queue.is_busy and not here.tasks.busy, timeout=30_000)


def twelve(folder: Path) -> list[Path]:
    """Return nine good files and, among them, three that cannot be taken in."""
    torn, empty, program = folder / "torn.jpg", folder / "empty.png", folder / "run.exe"
    torn.write_bytes(photo(folder / "whole.jpg").read_bytes()[:400])
    empty.write_bytes(b"")
    program.write_bytes(b"MZ\x90\x00" + bytes(range(256)) * 4)
    good = [
        *(photo(folder / f"slip {n}.jpg") for n in range(4)),
        *(photo(folder / f"screen {n}.png", form="PNG") for n in range(3)),
        letter(folder / "letter.pdf"),
        text(folder / "sms.txt", "支出500.00元"),
    ]
    return [*good[:2], torn, *good[2:5], empty, *good[5:8], program, good[8]]


def test_nine_of_twelve_come_in_and_three_stay_listed(
    qtbot: QtBot, here: Door, tmp_path: Path
) -> None:
    told: list[str] = []
    here.intake.queue.under_way.connect(lambda _name: told.append(here.intake.progress))
    given = twelve(tmp_path)
    drop(here.widget, files(*given))
    wait(qtbot, here)
    bad = ["torn.jpg", "empty.png", "run.exe"]
    assert here.names() == [path.name for path in given if path.name not in bad]
    assert [line.name for line in here.intake.refused] == bad
    assert all(line.name in line.words for line in here.intake.refused)
    assert len(told) == 12
    assert told[2].startswith("3 / 12")
    assert not here.intake.progress
    close = here.intake.refused[0]
    close.closed.emit()
    assert [line.name for line in here.intake.refused] == bad[1:]


def test_cancelling_midway_keeps_what_was_stored_and_says_so(
    qtbot: QtBot, here: Door, tmp_path: Path
) -> None:
    kept: list[Case] = []

    def took(case: Case) -> None:
        kept.append(case)
        if len(kept) == 4:
            here.intake.cancel.click()

    here.intake.kept.connect(took)
    drop(here.widget, files(*[photo(tmp_path / f"{n}.jpg") for n in range(12)]))
    wait(qtbot, here)
    assert here.names() == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert "4" in here.intake.said.text()
    assert "8" in here.intake.said.text()
    assert not here.intake.said.isHidden()
    drop(here.widget, files(tmp_path / "11.jpg"))
    wait(qtbot, here)
    assert here.names()[-1] == "11.jpg"


def test_the_same_file_twice_is_one_exhibit(qtbot: QtBot, here: Door, tmp_path: Path) -> None:
    one = photo(tmp_path / "slip.jpg")
    other = tmp_path / "copy of slip.jpg"
    other.write_bytes(one.read_bytes())
    drop(here.widget, files(one, one, other))
    wait(qtbot, here)
    assert here.names() == ["slip.jpg"]
    assert "copy of slip.jpg" in here.intake.said.text()
    assert not here.intake.refused


def test_a_screenshot_a_file_and_a_text_are_pasted(
    qtbot: QtBot, here: Door, tmp_path: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    here.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    here.widget.setFocus()
    screen, words = QMimeData(), QMimeData()
    screen.setImageData(picture())
    words.setText("尾号1234 支出500.00元")
    for mime in (screen, files(photo(tmp_path / "slip.jpg")), words):
        clipboard.setMimeData(mime)
        qtbot.keyClick(here.widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        wait(qtbot, here)
    clipboard.clear()
    mimes = [e.mime for e in here.case().exhibits]
    assert mimes == ["image/png", "image/jpeg", "text/plain"]
    assert here.desk.exhibits.bytes_of(here.case().exhibits[2]).decode() == "尾号1234 支出500.00元"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", ["record", "shelf"])
def test_a_card_number_in_a_file_is_covered_on_request(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, which: str, lang: Lang
) -> None:
    with opened(data_dir) as desk:
        here = door(qtbot, desk, data_dir, which, lang)
        drop(here.widget, files(text(tmp_path / "talk.txt", f"客人的卡 {CARD} 扣款 500")))
        wait(qtbot, here)
        assert not here.names()
        assert CARD not in everything_said(here.widget)
        here.intake.refused[0].offers[0].click()
        wait(qtbot, here)
        assert here.names() == ["talk.txt"]
        assert not here.intake.refused
        assert here.case().exhibits[0].boxes
        assert CARD.encode() not in kept_on_disk(data_dir)
        here.tasks.finish()


def test_a_file_named_like_a_card_gets_six_and_four_on_request(
    qtbot: QtBot, here: Door, tmp_path: Path
) -> None:
    drop(here.widget, files(photo(tmp_path / f"{CARD}.jpg")))
    wait(qtbot, here)
    assert not here.names()
    assert CARD not in everything_said(here.widget)
    here.intake.refused[0].offers[0].click()
    wait(qtbot, here)
    assert CARD not in here.names()[0]
    assert CARD.encode() not in kept_on_disk(here.folder)


def test_files_go_to_the_case_they_were_dropped_on(
    qtbot: QtBot, here: Door, tmp_path: Path
) -> None:
    drop(here.widget, files(*[photo(tmp_path / f"{n}.jpg") for n in range(3)]))
    other = here.desk.troubleshoot.start("no-slip").case
    assert isinstance(here.widget, RecordCard | ExhibitShelf)
    here.widget.show_case(other)
    wait(qtbot, here)
    assert len(here.names()) == 3
    assert not here.desk.log.case(other.id).exhibits
