from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.cover import WHOLE, Box
from posdesk.domain.event import ExhibitCovered
from posdesk.domain.text import LANGS, Lang
from posdesk.services.desk import Desk
from posdesk.ui.exhibits.cover_editor import CoverEditor
from posdesk.ui.exhibits.draft import LEAST, Draft, moved, sized, spanned
from posdesk.ui.tasks import Tasks
from tests.ui.conftest import Open
from tests.ui.evidence import SECRET, kept_picture, letter, lightness, lost, photo, text
from tests.ui.stage import dressed, everything_said, kept_on_disk, opened, speaking

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Bench:
    """An editor on one exhibit of a real case."""

    desk: Desk
    editor: CoverEditor
    tasks: Tasks
    folder: Path
    case: str

    def covered(self) -> list[ExhibitCovered]:
        history = self.desk.log.case(self.case).history
        return [r.event for r in history if isinstance(r.event, ExhibitCovered)]


def bench(qtbot: QtBot, desk: Desk, folder: Path, file: Path, lang: Lang = "zh_CN") -> Bench:
    case = desk.troubleshoot.start("no-slip").case
    case = desk.exhibits.attach(case.id, file, "app")
    file.unlink()
    tasks = Tasks()
    exhibit = case.exhibits[0].id
    editor = CoverEditor(
        *(desk.exhibits, desk.sending, dressed(), speaking(lang), tasks, case.id, exhibit)
    )
    qtbot.addWidget(editor)
    editor.resize(1200, 760)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(lambda: not editor.canvas.is_loading and not tasks.busy, timeout=15_000)
    editor.take_focus()
    return Bench(desk, editor, tasks, folder, case.id)


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    with opened(data_dir) as made:
        yield made


def point(bench: Bench, x: int, y: int) -> QPoint:
    at = bench.editor.canvas.view.on_screen(Box(1, x, y, 1, 1))
    return QPointF(at.left(), at.top()).toPoint()


def drag(qtbot: QtBot, bench: Bench, start: tuple[int, int], end: tuple[int, int]) -> None:
    canvas = bench.editor.canvas
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, NONE, point(bench, *start))
    qtbot.mouseMove(canvas, point(bench, *end))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, NONE, point(bench, *end))


def save(qtbot: QtBot, bench: Bench) -> None:
    with qtbot.waitSignal(bench.editor.covered, timeout=15_000):
        bench.editor.list.save.click()
    qtbot.waitUntil(lambda: not bench.tasks.busy, timeout=15_000)


def near(one: Box, x: int, y: int, w: int, h: int) -> bool:
    return all(
        abs(a - b) <= 4 for a, b in zip((one.x, one.y, one.w, one.h), (x, y, w, h), strict=True)
    )


def test_a_box_drawn_by_mouse_is_black_for_good(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    file = photo(data_dir.parent / "app.jpg")
    came = file.read_bytes()
    here = bench(qtbot, desk, data_dir, file)
    clean = desk.exhibits.bytes_of(desk.log.case(here.case).exhibits[0])
    before = kept_on_disk(here.folder)
    drag(qtbot, here, (100, 100), (900, 300))
    assert near(here.editor.canvas.draft.boxes[0], 100, 100, 800, 200)
    save(qtbot, here)
    exhibit = desk.log.case(here.case).exhibits[0]
    after, left = kept_picture(desk, desk.log.case(here.case)), kept_on_disk(here.folder)
    assert lightness(after, 200, 120) < 20
    assert lightness(after, 20, 300) > 235
    for old in (came, clean):
        gone = lost(old, desk.exhibits.bytes_of(exhibit))
        assert len(gone) > 20
        assert not any(piece in left for piece in gone)
    assert any(piece in before for piece in gone)
    assert len(here.covered()) == 1
    here.tasks.finish()


def test_a_box_is_moved_and_sized_by_mouse(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    here = bench(qtbot, desk, data_dir, photo(data_dir.parent / "app.jpg"))
    canvas = here.editor.canvas
    drag(qtbot, here, (200, 200), (500, 300))
    drag(qtbot, here, (350, 260), (450, 460))
    assert near(canvas.draft.boxes[0], 300, 400, 300, 100)
    drag(qtbot, here, (600, 500), (700, 600))
    assert near(canvas.draft.boxes[0], 300, 400, 400, 200)
    canvas.zoom(2.0)
    assert near(canvas.draft.boxes[0], 300, 400, 400, 200)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert not canvas.draft.marks
    assert not here.editor.list.save.isEnabled()
    here.tasks.finish()


def test_all_of_it_by_keys_alone(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    here = bench(qtbot, desk, data_dir, photo(data_dir.parent / "app.jpg"))
    canvas = here.editor.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_N)
    assert canvas.draft.boxes == (Box(1, 350, 470, 300, 60),)
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT | CTRL)
    assert canvas.draft.boxes == (Box(1, 340, 460, 310, 61),)
    qtbot.keyClick(canvas, Qt.Key.Key_N)
    qtbot.keyClick(canvas, Qt.Key.Key_Tab, SHIFT)
    assert canvas.draft.chosen == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.draft.chosen == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(canvas.draft.boxes) == 1
    for _ in range(8):
        if here.editor.list.save.hasFocus():
            break
        qtbot.keyClick(here.editor.focusWidget(), Qt.Key.Key_Tab)
    assert here.editor.list.save.hasFocus()
    with qtbot.waitSignal(here.editor.covered, timeout=15_000):
        qtbot.keyClick(here.editor.list.save, Qt.Key.Key_Return)
    assert here.covered()[0].boxes == ("1,340,460,310,61",)
    assert lightness(kept_picture(desk, desk.log.case(here.case)), 200, 290) < 20
    with qtbot.waitSignal(here.editor.left):
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    here.tasks.finish()


@pytest.mark.parametrize("lang", LANGS)
def test_proposals_wait_to_be_accepted(
    qtbot: QtBot, desk: Desk, data_dir: Path, lang: Lang
) -> None:
    here = bench(qtbot, desk, data_dir, letter(data_dir.parent / "letter.pdf"), lang)
    editor, canvas = here.editor, here.editor.canvas
    assert canvas.draft.proposals == 2
    assert editor.found.words
    assert not editor.list.save.isEnabled()
    assert "2" in editor.list.save.text()
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.draft.proposals == 1
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: canvas.page == 2 and not canvas.is_loading, timeout=15_000)
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert not canvas.draft.proposals
    assert not editor.found.words
    save(qtbot, here)
    assert [box.split(",")[0] for box in here.covered()[0].boxes] == ["1"]
    case = desk.log.case(here.case)
    assert SECRET.encode() not in desk.exhibits.bytes_of(case.exhibits[0])
    assert SECRET not in everything_said(editor)
    here.tasks.finish()


def test_a_text_is_covered_sign_by_sign(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    words = f"尾号1234 支出500.00元\n客服 {SECRET} 请拨打"
    here = bench(qtbot, desk, data_dir, text(data_dir.parent / "sms.txt", words))
    here.editor.found.pressed.emit()
    save(qtbot, here)
    kept = desk.exhibits.bytes_of(desk.log.case(here.case).exhibits[0]).decode()
    assert kept == f"尾号1234 支出500.00元\n客服 {'█' * len(SECRET)} 请拨打"
    assert SECRET.encode() not in kept_on_disk(here.folder)
    here.tasks.finish()


def test_copies_that_were_sent_before_are_let_go_once_one_is_sure(
    qtbot: QtBot, desk: Desk, data_dir: Path
) -> None:
    here = bench(qtbot, desk, data_dir, photo(data_dir.parent / "app.jpg"))
    file = data_dir.parent / "sent.pdf"
    desk.evidence.bundle((here.case,), file, BundleOrder(), sealer=desk.seals.present)
    desk.sending.sent(here.case, file, "收单机构", "邮件")
    assert here.editor.still.isHidden()
    here.editor._case = desk.log.case(here.case)
    qtbot.keyClick(here.editor.canvas, Qt.Key.Key_N)
    save(qtbot, here)
    still = here.editor.still
    assert "收单机构" in still.words
    still.let_go.click()
    still.keep.click()
    assert desk.log.case(here.case).sent[0].kept
    still.let_go.click()
    with qtbot.waitSignal(here.editor.covered):
        still.sure.click()
    (sent,) = desk.log.case(here.case).sent
    assert not sent.kept
    assert sent.event.to == "收单机构"  # that it was sent stays
    assert still.isHidden()
    here.tasks.finish()


def test_leaving_with_covers_that_are_not_kept_is_said_once(
    qtbot: QtBot, desk: Desk, data_dir: Path
) -> None:
    here = bench(qtbot, desk, data_dir, photo(data_dir.parent / "app.jpg"))
    qtbot.keyClick(here.editor.canvas, Qt.Key.Key_N)
    with qtbot.assertNotEmitted(here.editor.left):
        qtbot.keyClick(here.editor.canvas, Qt.Key.Key_Escape)
    assert here.editor.notice.words
    with qtbot.waitSignal(here.editor.left):
        qtbot.keyClick(here.editor.canvas, Qt.Key.Key_Escape)
    assert not here.covered()
    here.tasks.finish()


def test_an_exhibit_covered_elsewhere_meanwhile_is_left_alone(
    qtbot: QtBot, desk: Desk, data_dir: Path
) -> None:
    here = bench(qtbot, desk, data_dir, photo(data_dir.parent / "app.jpg"))
    desk.exhibits.cover(here.case, "1", [Box(1, 0, 0, 100, 100)])
    qtbot.keyClick(here.editor.canvas, Qt.Key.Key_N)
    here.editor.save()
    qtbot.waitUntil(lambda: not here.tasks.busy, timeout=15_000)
    assert here.editor.notice.words
    assert here.editor.canvas.draft.boxes
    assert len(here.covered()) == 1
    here.tasks.finish()


def test_it_opens_over_the_counter_and_goes_back_to_it(
    qtbot: QtBot, open_window: Open, data_dir: Path
) -> None:
    sitting = open_window()
    window, desk = sitting.window, sitting._desk
    case = desk.troubleshoot.start("no-slip").case
    case = desk.exhibits.attach(case.id, photo(data_dir.parent / "slip.jpg"), "slip")
    window.page.open_case(case.id)
    record = window.page.walk.record
    qtbot.waitUntil(lambda: len(record.exhibits.thumbs) == 1)
    record.exhibits.thumbs[0].click()
    record.exhibits.row.cover.click()
    editor = window.pages.currentWidget()
    assert isinstance(editor, CoverEditor)
    qtbot.waitUntil(lambda: not editor.canvas.is_loading, timeout=15_000)
    window.pages.show_settings()
    window.pages.show_counter()
    assert window.pages.currentWidget() is editor
    qtbot.waitUntil(editor.canvas.hasFocus)
    qtbot.keyClick(editor.canvas, Qt.Key.Key_N)
    with qtbot.waitSignal(editor.covered, timeout=15_000):
        editor.save()
    qtbot.waitUntil(lambda: bool(record.exhibits.thumbs[0].exhibit.boxes))
    editor.leave()
    assert window.pages.on_counter
    assert window.page.in_walk


# --------------------------------------------------------------------------------- the draft alone

sides = st.integers(-50, WHOLE + 50)
boxes = st.builds(spanned, st.just(1), sides, sides, sides, sides)
steps = st.integers(-WHOLE, WHOLE)


@given(sides, sides, sides, sides, steps, steps)
def test_no_box_ever_leaves_its_page(
    x1: int, y1: int, x2: int, y2: int, across: int, down: int
) -> None:
    box = spanned(1, x1, y1, x2, y2)
    for other in (box, moved(box, across, down), sized(box, across, down)):
        assert other.is_sound
        assert min(other.w, other.h) >= LEAST
    assert (moved(box, across, down).w, moved(box, across, down).h) == (box.w, box.h)


@given(st.lists(boxes, max_size=6), st.integers(0, 5))
def test_numbers_run_on_without_a_gap(drawn: list[Box], gone: int) -> None:
    draft = Draft()
    for box in drawn:
        draft = draft.add(box)
    if gone < len(drawn):
        draft = draft.choose(gone).remove()
    numbers = [draft.number(place) for place in range(len(draft.marks))]
    assert numbers == list(range(1, len(draft.boxes) + 1))
