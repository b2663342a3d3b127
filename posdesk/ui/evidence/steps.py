"""The line of steps on top of the evidence page: where one is, what is done, what waits."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import Theme


class Step(IntEnum):
    """The steps, in the order in which one goes through them."""

    CHOOSE = 0
    GAPS = 1
    COVER = 2
    PREVIEW = 3
    EXPORT = 4


class StepLine(QWidget):
    """One button a step, numbered; Alt with the number goes there from anywhere on the page."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._words = {
            Step.CHOOSE: tr("Choose"),
            Step.GAPS: tr("Gaps"),
            Step.COVER: tr("Cover"),
            Step.PREVIEW: tr("Preview"),
            Step.EXPORT: tr("Export"),
        }
        self.buttons: dict[Step, Button] = {}
        self._waiting = dict.fromkeys(Step, 0)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for step in Step:
            button = Button("", theme, "choice")
            button.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            key = QShortcut(QKeySequence(f"Alt+{step + 1}"), self)
            key.activated.connect(lambda step=step: self.chosen.emit(step))
            group.addButton(button)
            self.buttons[step] = button
            row.addWidget(button, 1)
            self._say(step)
        self.show_step(Step.CHOOSE)

    @property
    def step(self) -> Step:
        """The step that is open."""
        return next(step for step, button in self.buttons.items() if button.isChecked())

    def show_step(self, step: Step) -> None:
        """Mark ``step`` as the one that is open."""
        self.buttons[step].setChecked(True)

    def show_waiting(self, step: Step, count: int) -> None:
        """Say how many things wait to be looked at in ``step``."""
        self._waiting[step] = count
        self._say(step)

    def take_focus(self) -> None:
        """Stand on the step that is open."""
        self.buttons[self.step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, step: Step) -> None:
        words = f"{step + 1}  {self._words[step]}"
        count = self._waiting[step]
        button = self.buttons[step]
        button.say(f"{words}  ·  {count}" if count else words)
        if count:
            button.setAccessibleName(self._tr("{step}, {count} waiting", step=words, count=count))
