"""A counter on made-up data, painted off screen, of which the manual's pictures are taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posdesk import app, paths
from posdesk.demo.pictures import Draughtsman
from posdesk.demo.story import DAY, SLIP, SYMPTOM, StoryClock, furnish
from posdesk.domain.case import Case
from posdesk.domain.text import Lang
from posdesk.services.desk import Desk
from posdesk.services.practice import play_morning
from posdesk.services.troubleshoot import Session
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.main_window import MainWindow
from posdesk.ui.session import Sitting, application

SIZE = (1366, 768)


class Stage:
    """One window on one made-up shop; a scene leads it where its picture is taken."""

    def __init__(self, desk: Desk, clock: StoryClock, lang: Lang, folder: Path) -> None:
        self.desk, self.clock, self.lang, self.folder = desk, clock, lang, folder
        self._sitting = Sitting(application(), desk, lang=lang, theme="light", clock=clock)
        self.window.resize(*SIZE)
        self.window.show()
        self.settle()

    @property
    def window(self) -> MainWindow:
        return self._sitting.window

    @property
    def page(self) -> CounterPage:
        return self.window.page

    @property
    def session(self) -> Session:
        assert self.page.session is not None
        return self.page.session

    @property
    def case(self) -> Case:
        return self.session.case

    def say(self, zh: str, en: str) -> str:
        """Return the words of this language."""
        return zh if self.lang == "zh_CN" else en

    def settle(self, milliseconds: int = 60) -> None:
        """Let everything be done that was begun."""
        for _ in range(200):
            QTest.qWait(milliseconds if not self.window.tasks.busy else 30)
            if not self.window.tasks.busy:
                break
        QApplication.processEvents()

    def morning(self) -> None:
        """Put the cases of a morning into the shop."""
        play_morning(self.desk, self.lang, lambda hour, minute: self.clock.set(DAY, hour, minute))
        self.clock.set(DAY, 14, 32)
        self.page.refresh()
        self.settle()

    def walk(self, *answers: str) -> None:
        """Begin the walk of a slip that never came, and answer."""
        self.clock.set(DAY, 14, 33)
        self.page.field.line.setText(SYMPTOM.in_(self.lang))
        self.settle(250)
        self.page.begin("no-slip")
        self.settle()
        for minute, answer in enumerate(answers, 34):
            self.clock.set(DAY, 14, minute)
            self.answer(answer)

    def answer(self, answer: str) -> None:
        """Press the digit of an answer, or 1 where a step only has to be done."""
        at = [one.id for one in self.session.walk.answers]
        self.press(Qt.Key(Qt.Key.Key_1 + (at.index(answer) if at else 0)))

    def fill_slip(self) -> None:
        """Note what stands on the slip, and add the two photos of the story."""
        for field, text in SLIP.items():
            self.desk.log.record(self.case, field, text)
        self.show_again()

    def photos(self) -> None:
        """Add a photo of the terminal and a screenshot of the bank's app to the case."""
        hand = Draughtsman(paths.resources() / "fonts")
        photo = hand.terminal_screen(self.folder / "terminal.jpg")
        shot = hand.bank_app(self.folder / "app.png")
        self.desk.exhibits.attach(self.case.id, photo, "terminal")
        self.desk.exhibits.attach(self.case.id, shot, "app")
        self.show_again()

    def show_again(self) -> None:
        """Show the case as it is now."""
        self.page.open_case(self.case.id)
        self.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the cursor stands."""
        focused: QWidget | None = self.window.focusWidget()
        where = self.window if focused is None else focused
        QTest.keyClick(where, key, held or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def whole(self) -> QImage:
        """Return the whole window."""
        self.settle()
        self.window.contents.corner.tick()
        return self.window.grab().toImage()

    def part(self, *widgets: QWidget, margin: int = 12) -> QImage:
        """Return the stretch of the window in which ``widgets`` lie."""
        self.settle()
        found = QRect()
        for widget in widgets:
            origin = widget.mapTo(self.window, QPoint(0, 0))
            found = found.united(QRect(origin, widget.size()))
        room = found.adjusted(-margin, -margin, margin, margin)
        return self.window.grab(room.intersected(self.window.rect())).toImage()


@contextmanager
def staged(lang: Lang, folder: Path) -> Iterator[Stage]:
    """Open a counter in the empty ``folder`` for one scene."""
    furnish(folder / "data", lang)
    clock = StoryClock()
    clock.set(DAY, 9, 0)
    desk = app.open_desk(folder / "data", clock)
    stage = Stage(desk, clock, lang, folder)
    try:
        yield stage
    finally:
        stage.window.close()
        stage.window.deleteLater()
        QApplication.processEvents()
        desk.care.close()
