"""Goes through all of the data a while after the start, and says on top what is wrong with them."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from posdesk.domain.errors import DataDamaged, PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

if TYPE_CHECKING:
    from posdesk.services.care import Caretaker, Soundness

AFTER = 5000
"""Milliseconds; by then the first question of the day is answered."""

_BREATH = 0.002
"""Seconds that the worker leaves to the window at each report."""

_PATIENT = 10
"""How far below the others the worker stands in line for the processor, where that can be said."""


class IntegrityWatch(QObject):
    """Looks once; ``found`` says that something is wrong, which ``sentence`` tells."""

    found = Signal()
    looked = Signal()

    def __init__(self, care: Caretaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._care, self._tasks = care, Tasks(self)
        self._wrong: Soundness | PosDeskError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Begin now."""
        self._timer.stop()
        self._tasks.run(self, self._work, self._done, self._failed)

    def finish(self) -> None:
        """Stop and wait for it: nothing may run when the data are closed."""
        self._timer.stop()
        self._tasks.finish()

    def sentence(self, tr: Translator) -> str:
        """Return what is wrong and what to do, empty where nothing is."""
        lost = (tr.text(one) for one in self._care.news_of_losses())
        return " ".join(filter(None, (self._wrong_words(tr), *lost)))

    def _wrong_words(self, tr: Translator) -> str:
        wrong = self._wrong
        if wrong is None:
            return ""
        if isinstance(wrong, PosDeskError):
            return tr.error(wrong)
        if wrong.bad is not None:
            return tr(
                "Entry {seq} is not as it was written ({why}): restore a backup before going on.",
                seq=wrong.bad.seq,
                why=wrong.bad.why,
            )
        if wrong.pages:
            return tr("The data file is damaged: restore a backup before going on.")
        return tr(
            "{count} exhibits are missing or damaged: a backup may still have them.",
            count=wrong.missing,
        )

    def _work(self, report: Callable[[int, int], None]) -> Soundness:
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _PATIENT)

        def breathe(done: int, total: int) -> None:
            report(done, total)
            time.sleep(_BREATH)

        return self._care.soundness(breathe)

    def _done(self, found: Soundness) -> None:
        if not found.is_sound:
            self._wrong = found
            self.found.emit()
        self.looked.emit()

    def _failed(self, error: PosDeskError) -> None:
        # A drive that is away just now says so where something is to be stored.
        if isinstance(error, DataDamaged):
            self._wrong = error
            self.found.emit()
        self.looked.emit()


class RedLine(Card):
    """The line on top of the window, hidden while all is well; its button leads to the backups."""

    def __init__(
        self, watch: IntegrityWatch, theme: Theme, tr: Translator, lead: Callable[[], None]
    ) -> None:
        super().__init__("rule", padding=8)
        self._watch, self._tr = watch, tr
        sign = QLabel()
        ink = theme.tones["stop"].soft_text
        sign.setPixmap(pixmap("warning", QColor(ink), 24, self.devicePixelRatioF()))
        self.words = Words(style="strong", ink="stop", wrap=True)
        self.button = Button(tr("To the backups"), theme)
        self.button.clicked.connect(lead)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(whole)
        watch.found.connect(self.show_found)
        self.show_found()

    def show_found(self) -> None:
        """Show what was found, if anything was."""
        words = self._watch.sentence(self._tr)
        self.words.say(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
