"""The small window that stands while whole data files are changed and no other window is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.between import Report
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

Result = TypeVar("Result")

WIDTH, FINE = 520, 1000


class GivenUp(Exception):
    """The person stopped the work; what it had begun is let go of."""


class ProgressWindow(QWidget):
    """Says what is done, what just now and how far; it goes only when the work is over."""

    stepped = Signal(str, bool)

    def __init__(self, title: str, theme: Theme, tr: Translator, stop: str = "") -> None:
        super().__init__()
        # Closing it is no reason for the program to end.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("PosDesk")
        self.setProperty("part", "page")
        self.stopping = threading.Event()
        self.over = False
        self._tr = tr
        self.now = Words(tr("Getting ready…"), "body", "text2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.stop = Button(stop or tr("Stop, change nothing"), theme)
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Enter stops nothing by itself
        self.setFocus()
        self._hint = Words(tr("Leave the computer on until this is done."), "small", "text3")
        self._lay_out(title)
        self.stepped.connect(self._show_step)
        self.setFixedWidth(WIDTH)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the present step is."""
        self.bar.setRange(0, FINE if total > 0 else 0)
        self.bar.setValue(min(FINE, done * FINE // total) if total > 0 else 0)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.over:
            event.accept()
            return
        event.ignore()
        if not self.stop.isHidden():
            self._stop()

    def _show_step(self, words: str, may_stop: bool) -> None:
        if not self.stopping.is_set():
            self.now.say(words)
        self.stop.setVisible(may_stop and not self.stopping.is_set())
        self.bar.setRange(0, 0)

    def _stop(self) -> None:
        self.stopping.set()
        self.stop.hide()
        self.now.say(self._tr("Stopping…"))

    def _lay_out(self, title: str) -> None:
        card = Card(padding=24)
        card.body.setSpacing(12)
        card.body.addWidget(Words(title, "amount", wrap=True))
        card.body.addWidget(self.now)
        card.body.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self._hint, 1)
        row.addWidget(self.stop)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(card)


class _Report:
    """What the work is given: tells the window, and gives up where a person wants that."""

    def __init__(self, window: ProgressWindow, report: Callable[[int, int], None]) -> None:
        self._window, self._report = window, report
        self._may_stop = False

    def __call__(self, done: int, total: int, /) -> None:
        if self._may_stop and self._window.stopping.is_set():
            raise GivenUp
        self._report(done, total)

    def say(self, words: str, *, may_stop: bool = False) -> None:
        if self._may_stop and self._window.stopping.is_set():
            raise GivenUp
        self._may_stop = may_stop
        self._window.stepped.emit(words, may_stop)


class Outcome(Generic[Result]):
    """What came of the work: its result, a failure, or neither where it was given up."""

    def __init__(self) -> None:
        self.result: Result | None = None
        self.error: Exception | None = None


def run_shown(
    title: str, work: Callable[[Report], Result], theme: Theme, tr: Translator, *, stop: str = ""
) -> Result | None:
    """Do ``work`` on a worker, shown in a window of its own; ``None`` where it was stopped.

    ``stop`` are other words for the button that stops it.

    Raises what the work raises.
    """
    window, loop, tasks = ProgressWindow(title, theme, tr, stop), QEventLoop(), Tasks()
    outcome: Outcome[Result] = Outcome()

    def kept(report: Callable[[int, int], None]) -> None:
        try:
            outcome.result = work(_Report(window, report))
        except GivenUp:
            outcome.result = None
        except Exception as error:  # noqa: BLE001 - raised again below, where it is waited for
            outcome.error = error

    def over(_result: object) -> None:
        loop.quit()

    def failed(_error: PosDeskError) -> None:
        loop.quit()

    window.show()
    tasks.run(window, kept, over, failed, window.show_progress)
    loop.exec()
    tasks.finish()
    window.over = True
    window.close()
    window.deleteLater()
    if outcome.error is not None:
        raise outcome.error
    return outcome.result
