"""The head of a step: which step of which flow, what else to know, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.counter.notes import Notes
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import STEP_PADDING, Theme


class StepHead(QWidget):
    """One line; the link to the map shows only where the window is too narrow for both."""

    back_wanted = Signal()
    map_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._step = Words(style="strong", ink="accent")
        self._flow = Words(style="body", ink="text2")
        self._cap = key_cap(tr("Bksp"))
        self.back = Button(tr("back"), theme, "link")
        self.back.setAccessibleName(tr("One step back"))
        self.back.clicked.connect(self.back_wanted)
        self.map = Button(tr("Map"), theme, "link")
        self.map.clicked.connect(self.map_wanted)
        self.map.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(STEP_PADDING, 6, STEP_PADDING - 8, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._step)
        self._row.addWidget(self._flow)
        self._row.addStretch(1)
        self._row.addWidget(self.map)
        self._row.addWidget(self._cap)
        self._row.addWidget(self.back)
        self.setFixedHeight(46)

    def show_step(self, number: int, flow: str, *, can_go_back: bool) -> None:
        """Show another step."""
        self._step.say(self._tr("Step {number}", number=number))
        self._flow.say(flow)
        self._cap.setVisible(can_go_back)
        self.back.setVisible(can_go_back)

    def set_notes(self, notes: Notes, words: list[str]) -> None:
        """Show the link to ``notes`` in this line."""
        if notes.link.parent() is not self:
            self._row.insertWidget(self._row.indexOf(self.map), notes.link)
            self.setTabOrder(notes.link, self.map)
            self.setTabOrder(self.map, self.back)
        notes.show_notes(words)
