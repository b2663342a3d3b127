from __future__ import annotations

from functools import partial
from time import process_time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posdesk import paths
from posdesk.domain.text import LANGS, Lang
from posdesk.domain.walk import DONE, Walk
from posdesk.services.flow_map import lay_out
from posdesk.ui.counter.flow_map import FlowMap
from posdesk.ui.counter.map_viewport import READABLE
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import Theme
from tests.flow_book import shipped
from tests.ui.stage import dressed, speaking

THEMES = ("light", "dark", "high-contrast")


def started() -> Walk:
    return Walk.begin(shipped(), "no-slip")


def at_the_bank() -> Walk:
    return started().answer(DONE).answer("timeout")


def shown(
    qtbot: QtBot, walk: Walk | None, *, lang: Lang = "zh_CN", theme: str = "light"
) -> FlowMap:
    made = FlowMap(dressed(theme), speaking(lang))
    qtbot.addWidget(made)
    made.resize(344, 456)
    made.show()
    made.show_walk(walk)
    QApplication.processEvents()
    return made


def is_in_view(flow_map: FlowMap, name: str) -> bool:
    return flow_map.canvas.rect().toRectF().contains(flow_map.canvas.box_on_screen(name))


def colour_at(flow_map: FlowMap, point: QPointF) -> QColor:
    image: QImage = flow_map.canvas.grab().toImage()
    return image.pixelColor(point.toPoint())


def test_it_opens_at_the_present_step_with_words_that_can_be_read(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    canvas = flow_map.canvas
    assert canvas.zoom >= READABLE
    assert is_in_view(flow_map, at_the_bank().at.node)


def test_the_present_step_stays_in_view_as_the_walk_moves(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, started())
    walk = started()
    for _ in range(12):
        on = [DONE] if walk.node.next else [answer.id for answer in walk.answers]
        if not on:
            break
        walk = walk.answer(on[-1])
        flow_map.show_walk(walk)
        qtbot.waitUntil(partial(is_in_view, flow_map, walk.at.node))


@pytest.mark.parametrize("name", THEMES)
def test_the_way_taken_is_filled_and_the_present_step_is_not(qtbot: QtBot, name: str) -> None:
    flow_map = shown(qtbot, at_the_bank(), theme=name)
    theme = Theme.load(paths.resources() / "themes", name)
    taken = flow_map.canvas.box_on_screen("terminal-says")
    here = flow_map.canvas.box_on_screen(at_the_bank().at.node)
    inside = QPointF(7, 19)
    assert colour_at(flow_map, taken.topLeft() + inside) == theme.colour("path")
    assert colour_at(flow_map, here.topLeft() + inside) == theme.colour("accentSoft")


def test_a_press_on_a_step_taken_goes_back_to_it(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    at = flow_map.canvas.box_on_screen("terminal-says").center().toPoint()
    with qtbot.waitSignal(flow_map.step_chosen) as chosen:
        qtbot.mouseClick(flow_map.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [1]
    assert at_the_bank().back_to(1).at.node == "terminal-says"


def test_a_press_on_a_step_not_taken_does_nothing(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    with qtbot.assertNotEmitted(flow_map.step_chosen):
        for name in (at_the_bank().at.node, "same-amount"):
            at = flow_map.canvas.box_on_screen(name).center().toPoint()
            qtbot.mouseClick(flow_map.canvas, Qt.MouseButton.LeftButton, pos=at)


def test_arrows_and_enter_go_back_without_a_mouse(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    flow_map.canvas.setFocus()
    assert flow_map.canvas.hasFocus()
    for keys, count in (([], 1), ([Qt.Key.Key_Up], 0), ([Qt.Key.Key_Down], 1)):
        for key in keys:
            qtbot.keyClick(flow_map.canvas, key)
        with qtbot.waitSignal(flow_map.step_chosen) as chosen:
            qtbot.keyClick(flow_map.canvas, Qt.Key.Key_Return)
        assert chosen.args == [count]


def test_keys_zoom_and_fit(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    canvas = flow_map.canvas
    before = canvas.zoom
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom > before
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom == pytest.approx(before)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    boxes = lay_out(shipped().flow("no-slip")).boxes
    assert all(is_in_view(flow_map, name) for name in boxes)


def test_the_wheel_zooms_around_the_pointer(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    canvas = flow_map.canvas
    at = canvas.box_on_screen(at_the_bank().at.node).center()
    before = canvas.zoom
    turn = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, turn)
    assert canvas.zoom > before
    moved = canvas.box_on_screen(at_the_bank().at.node).center() - at
    assert moved.manhattanLength() < 24


def test_dragging_moves_the_map_and_chooses_nothing(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, at_the_bank())
    canvas = flow_map.canvas
    start = canvas.box_on_screen("terminal-says").center()
    with qtbot.assertNotEmitted(flow_map.step_chosen):
        _mouse(canvas, QEvent.Type.MouseButtonPress, start)
        for step in range(1, 6):
            _mouse(canvas, QEvent.Type.MouseMove, start + QPointF(0, -12 * step))
        _mouse(canvas, QEvent.Type.MouseButtonRelease, start + QPointF(0, -60))
    assert canvas.box_on_screen("terminal-says").center().y() < start.y() - 40


@pytest.mark.parametrize("lang", LANGS)
def test_the_way_taken_is_told_in_words(qtbot: QtBot, lang: Lang) -> None:
    flow_map = shown(qtbot, at_the_bank(), lang=lang)
    told = flow_map.canvas.accessibleDescription()
    book = shipped()
    node = book.flow("no-slip").nodes["terminal-says"]
    answer = node.answer("timeout")
    assert answer is not None
    assert answer.text.in_(lang) in told
    assert at_the_bank().node.label.in_(lang).split("\n")[0] in told
    assert flow_map.canvas.accessibleName()
    assert all(button.accessibleName() for button in flow_map.findChildren(Button))


def test_without_a_walk_it_is_empty(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, None)
    flow_map.canvas.fit()
    qtbot.keyClick(flow_map.canvas, Qt.Key.Key_Return)
    assert flow_map.canvas.accessibleDescription() == ""
    flow_map.show_walk(at_the_bank())
    flow_map.show_walk(None)
    assert flow_map.canvas.box_on_screen("terminal-says").isEmpty()


def test_a_step_is_painted_quickly(qtbot: QtBot) -> None:
    flow_map = shown(qtbot, started())
    walks = [started(), started().answer(DONE), at_the_bank()]
    for walk in walks:
        flow_map.show_walk(walk)
        flow_map.canvas.repaint()
    times = []
    for walk in walks * 5:
        began = process_time()
        flow_map.show_walk(walk)
        flow_map.canvas.repaint()
        times.append(process_time() - began)
    assert sorted(times)[len(times) // 2] < 0.03


def _mouse(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, at, widget.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)
