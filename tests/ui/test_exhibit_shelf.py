from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.event import ExhibitDescribed
from posdesk.domain.text import LANGS, Lang
from posdesk.services.desk import Desk
from posdesk.ui.cases.sections import EVIDENCE
from posdesk.ui.exhibits.cover_editor import CoverEditor
from posdesk.ui.exhibits.exhibit_shelf import ExhibitShelf
from posdesk.ui.exhibits.large_page import LargePage
from posdesk.ui.exhibits.shelf_item import ShelfItem
from posdesk.ui.tasks import Tasks
from tests.ui.conftest import Open
from tests.ui.evidence import letter, photo, text
from tests.ui.stage import CARD, Chosen, dressed, everything_said, kept_on_disk, opened, speaking


@dataclass(frozen=True)
class Shelf:
    """A shelf on a case with a slip, a screenshot, a letter that was covered, and a text."""

    desk: Desk
    widget: ExhibitShelf
    tasks: Tasks
    chosen: Chosen
    changes: list[Case]

    def item(self, name: str) -> ShelfItem:
        return next(item for item in self.widget.items if item.lines[1] == name)


def settled(qtbot: QtBot, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: not shelf.tasks.busy, timeout=20_000)


def build(qtbot: QtBot, desk: Desk, tmp_path: Path, lang: Lang) -> Shelf:
    case = desk.troubleshoot.start("no-slip").case
    for file, kind in (
        (photo(tmp_path / "slip.jpg"), "slip"),
        (photo(tmp_path / "app.png", form="PNG"), "app"),
        (letter(tmp_path / "letter.pdf", pages=3), "mail"),
        (text(tmp_path / "sms.txt", "支出500.00元\n" * 150), "sms"),
    ):
        case = desk.exhibits.attach(case.id, file, kind)
    case = desk.exhibits.cover(case.id, "3", [Box(1, 100, 80, 400, 60), Box(2, 100, 80, 400, 60)])
    tr, tasks = speaking(lang), Tasks()
    chosen = Chosen(tr)
    widget = ExhibitShelf(desk.exhibits, dressed(), tr, tasks, chosen, desk.log.case)
    qtbot.addWidget(widget)
    widget.resize(900, 760)
    widget.show()
    widget.activateWindow()
    changes = [case]
    widget.changed.connect(changes.append)
    widget.show_case(case)
    shelf = Shelf(desk, widget, tasks, chosen, changes)
    settled(qtbot, shelf)
    return shelf


@pytest.fixture(params=LANGS)
def shelf(
    request: pytest.FixtureRequest, qtbot: QtBot, data_dir: Path, tmp_path: Path
) -> Iterator[Shelf]:
    with opened(data_dir) as desk:
        made = build(qtbot, desk, tmp_path, request.param)
        yield made
        made.tasks.finish()


def test_each_exhibit_says_what_it_is_and_what_was_covered(shelf: Shelf) -> None:
    assert [item.lines[1] for item in shelf.widget.items] == [
        "slip.jpg",
        "app.png",
        "letter.pdf",
        "sms.txt",
    ]
    assert all(item.has_picture for item in shelf.widget.items)
    told = shelf.item("letter.pdf").lines[2]
    assert "3" in told
    assert "2" in told
    assert shelf.item("slip.jpg").lines[2] == ""
    assert "letter.pdf" in shelf.item("letter.pdf").accessibleName()


def test_one_is_large_two_stand_side_by_side(qtbot: QtBot, shelf: Shelf) -> None:
    slip, app, mail = (shelf.item(name) for name in ("slip.jpg", "app.png", "letter.pdf"))
    left, right = shelf.widget.panes

    def compared() -> tuple[str, ...]:
        return shelf.widget.compared

    qtbot.mouseClick(slip, Qt.MouseButton.LeftButton)
    settled(qtbot, shelf)
    assert not left.isHidden()
    assert right.isHidden()
    assert not left.canvas.is_loading
    qtbot.mouseClick(app, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shelf)
    assert compared() == (slip.exhibit_id, app.exhibit_id)
    assert not right.canvas.is_loading
    qtbot.keyClick(mail, Qt.Key.Key_C)
    assert compared() == (app.exhibit_id, mail.exhibit_id)
    qtbot.keyClick(mail, Qt.Key.Key_C)
    assert compared() == (app.exhibit_id,)
    qtbot.keyClick(slip, Qt.Key.Key_Return)
    assert compared() == (slip.exhibit_id,)
    qtbot.keyClick(slip, Qt.Key.Key_Return)
    assert left.isHidden()


def test_pages_are_turned(qtbot: QtBot, shelf: Shelf) -> None:
    for name, pages in (("letter.pdf", 3), ("sms.txt", 2)):
        shelf.widget.choose(shelf.item(name).exhibit_id, False)
        settled(qtbot, shelf)
        canvas = shelf.widget.panes[0].canvas
        for _ in range(4):
            qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
        settled(qtbot, shelf)
        assert canvas.page == pages
        assert not canvas.is_loading


def test_kind_and_a_sentence_are_told_in_place(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.widget.choose(shelf.item("app.png").exhibit_id, False)
    pane = shelf.widget.panes[0]
    pane.kind.setCurrentIndex(pane.kind.findData("terminal"))
    pane.kind.activated.emit(pane.kind.currentIndex())
    pane.about.setFocus()
    pane.about.insert("14:32 拍的终端屏幕")
    qtbot.keyClick(pane.about, Qt.Key.Key_Return)
    kept = shelf.changes[-1].exhibits[1]
    assert (kept.kind, kept.about) == ("terminal", "14:32 拍的终端屏幕")
    assert [r.event.type for r in shelf.changes[-1].history][-2:] == [ExhibitDescribed.type] * 2
    assert shelf.item("app.png").lines[0] in everything_said(shelf.widget)


def test_a_card_number_in_the_sentence_becomes_six_and_four(
    qtbot: QtBot, shelf: Shelf, data_dir: Path
) -> None:
    shelf.widget.choose(shelf.item("app.png").exhibit_id, False)
    pane = shelf.widget.panes[0]
    pane.about.setFocus()
    pane.about.insert(f"卡号 {CARD} 的截图")
    assert pane.trouble.words
    assert CARD not in everything_said(shelf.widget)
    qtbot.keyClick(pane.about, Qt.Key.Key_F6)
    assert shelf.changes[-1].exhibits[1].about == "卡号 622848******0018 的截图"
    assert CARD.encode() not in kept_on_disk(data_dir)


def test_covering_is_asked_for_by_name_of_the_exhibit(qtbot: QtBot, shelf: Shelf) -> None:
    wanted = shelf.item("slip.jpg").exhibit_id
    shelf.widget.choose(wanted, False)
    with qtbot.waitSignal(shelf.widget.cover_wanted) as asked:
        shelf.widget.panes[0].cover.click()
    assert asked.args == [wanted]


def test_what_was_covered_elsewhere_is_shown_anew(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.widget.choose(shelf.item("slip.jpg").exhibit_id, False)
    settled(qtbot, shelf)
    before = shelf.widget.panes[0].canvas.grab().toImage()
    case = shelf.changes[0]
    shelf.widget.show_case(shelf.desk.exhibits.cover(case.id, "1", [Box(1, 0, 0, 1000, 1000)]))
    settled(qtbot, shelf)
    assert shelf.item("slip.jpg").lines[2]
    assert shelf.widget.panes[0].canvas.grab().toImage() != before


def test_chosen_files_come_in_with_a_kind_by_their_name(
    qtbot: QtBot, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.chosen.files = (photo(tmp_path / "bank app 2.jpg"),)
    shelf.widget.tile.click()
    settled(qtbot, shelf)
    assert shelf.changes[-1].exhibits[-1].kind == "app"
    assert shelf.item("bank app 2.jpg").exhibit_id == shelf.changes[-1].exhibits[-1].id


def test_another_case_shows_its_own(shelf: Shelf) -> None:
    shelf.widget.choose(shelf.item("slip.jpg").exhibit_id, False)
    shelf.widget.show_case(shelf.desk.troubleshoot.start("no-slip").case)
    assert not shelf.widget.items
    assert all(pane.isHidden() for pane in shelf.widget.panes)


def test_where_there_is_little_room_the_whole_page_is_used(
    qtbot: QtBot, open_window: Open, data_dir: Path
) -> None:
    window = open_window().window
    desk = window._desk
    case = desk.troubleshoot.start("no-slip").case
    for name, kind in (("slip.jpg", "slip"), ("app.jpg", "app")):
        case = desk.exhibits.attach(case.id, photo(data_dir.parent / name), kind)
    window.pages.show_cases(case.id)
    assert window.pages.cases is not None
    detail = window.pages.cases.detail
    detail.sections.choose(EVIDENCE)
    shelf = detail.shelf
    qtbot.waitUntil(lambda: len(shelf.items) == 2 and shelf.isVisible())
    assert all(not item.visibleRegion().isEmpty() for item in shelf.items)
    shelf.items[1].chosen.emit(shelf.items[1].exhibit_id, True)
    large = window.pages.currentWidget()
    assert isinstance(large, LargePage)
    assert large.shelf.compared == tuple(e.id for e in case.exhibits)
    large.shelf.panes[0].cover.click()
    editor = window.pages.currentWidget()
    assert isinstance(editor, CoverEditor)
    qtbot.waitUntil(lambda: not editor.canvas.is_loading, timeout=15_000)
    window.pages.show_counter()
    window.pages.show_cases()
    assert window.pages.currentWidget() is editor
    qtbot.keyClick(editor.canvas, Qt.Key.Key_N)
    with qtbot.waitSignal(editor.covered, timeout=15_000):
        editor.save()
    editor.leave()
    assert window.pages.currentWidget() is large
    assert large.shelf.items[0].lines[2]
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.pages.cases
    qtbot.waitUntil(lambda: bool(shelf.items[0].lines[2]))
