"""The window on 1366 x 768 at 150 %: 911 x 512 points, and all of every page can be reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from posdesk.domain.text import Lang
from posdesk.ui.counter.answers import AnswerButton
from posdesk.ui.main_window import MainWindow
from posdesk.ui.page_room import PageRoom
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.scrolling import Scrolling
from tests.ui.conftest import Open

WIDTH, HEIGHT = 911, 512


def cut_off(window: MainWindow) -> list[str]:
    """Return what can be pressed, is shown, and lies where no scrolling brings it into sight."""
    QApplication.processEvents()
    lost = []
    for button in window.findChildren(Button):
        if not button.isVisibleTo(window) or not button.isVisible():
            continue
        around: QWidget | None = button.parentWidget()
        while around is not None:
            viewport = around.parentWidget()
            is_floor = viewport is not None and isinstance(viewport.parentWidget(), QScrollArea)
            corner = button.mapTo(around, QPoint(button.width() - 1, button.height() - 1))
            if corner.x() >= around.width() + 1 or corner.y() >= around.height() + 1:
                lost.append(
                    f"{button.text() or button.accessibleName()} in {type(around).__name__}"
                )
                break
            if is_floor or around is window:
                break
            around = around.parentWidget()
    return lost


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_all_of_every_page_can_be_reached_on_a_small_screen(open_window: Open, lang: Lang) -> None:
    window = open_window(lang, size=(WIDTH, HEIGHT)).window
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)
    shows: tuple[Callable[[], None], ...] = (
        window.pages.show_counter,
        window.pages.show_cases,
        window.pages.show_settings,
        window.pages.show_training,
        window.show_shift,
        window.show_manual,
    )
    for show in shows:
        show()
        QApplication.processEvents()
        page, (room,) = window.pages.currentWidget(), window.findChildren(PageRoom)
        assert page is not None
        assert page.height() >= page.minimumSizeHint().height()
        assert page.width() <= room.viewport().width()
        assert cut_off(window) == [], type(page).__name__


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_walk_keeps_its_banner_and_its_answers_on_a_small_screen(
    open_window: Open, lang: Lang
) -> None:
    window = open_window(lang, size=(WIDTH, HEIGHT)).window
    counter = window.page
    counter.begin(counter.home.flows[0].id)
    QApplication.processEvents()
    (room,) = window.findChildren(PageRoom)
    assert room.verticalScrollBar().maximum() == 0, "nothing pushes the banner away"
    for part in (counter.walk.banner, *counter.walk.step.findChildren(AnswerButton)[:1]):
        place = part.mapTo(window, QPoint(0, 0))
        assert 0 <= place.y() <= HEIGHT - part.height() - 32
        assert place.x() + part.width() <= WIDTH
    assert counter.walk.strip.isHidden()
    edge = counter.walk.record.mapTo(window, QPoint(counter.walk.record.width(), 0)).x()
    assert edge <= WIDTH, "the record is not cut off either"


@pytest.mark.parametrize("size", [(WIDTH, HEIGHT), (1366, 768)])
def test_the_one_rule_is_in_sight_at_home_on_a_day_full_of_cases(
    open_window: Open, size: tuple[int, int]
) -> None:
    window = open_window("en", size=size).window
    log = window._desk.log
    for _ in range(6):
        log.add(log.read({"amount": "64.00"}))
    window.page.refresh()
    window.watches.cases.refresh()
    QApplication.processEvents()
    home = window.page.home
    (rule,) = (card for card in home.findChildren(Card) if card.property("part") == "rule")
    assert rule.isVisible()
    assert rule.visibleRegion().boundingRect().size() == rule.size()
    places = [area.verticalScrollBar().maximum() for area in home.findChildren(Scrolling)]
    assert len(places) == 2
    if size != (WIDTH, HEIGHT):
        assert places == [0, 0], "there is room for all but the list of today, which scrolls itself"
