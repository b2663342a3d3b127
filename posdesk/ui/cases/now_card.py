"""What to do now: the one next step with its time in words, and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.day_words import left_words, list_step_day, overdue_words
from posdesk.domain.followup import NextStep
from posdesk.domain.life import Life
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.flow_layout import FlowLayout
from posdesk.ui.cases.one_line import OneLine
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import RADIUS_CARD, Theme


class _Soft(QWidget):
    """The frame around what to do now, in the soft accent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accentLine"), 1))
        painter.setBrush(self._theme.colour("accentSoft"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)


class NowCard(QWidget):
    """``done_pressed`` means the step shown; the other buttons open what they name."""

    done_pressed = Signal()
    replan_pressed = Signal()
    script_pressed = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around, tr, theme = around, around.tr, around.theme
        self.step: NextStep | None = None
        self._steps: Sequence[NextStep] = ()
        self._after_shown = True
        self.caption = Words(tr("Do now"), "small", "accent")
        self.when = Words(style="small", wrap=True)
        self.when.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.what = Words(style="h3", wrap=True)
        self.done = Button("", theme, "primary")
        self.done.clicked.connect(self.done_pressed)
        self.replan = Button(tr("Another time"), theme)
        self.replan.clicked.connect(self.replan_pressed)
        self.script = Button(tr("Script") + "  F2", theme, icon_name="message")
        self.script.setAccessibleName(tr("Call script"))
        self.script.setToolTip(tr("Call script") + "  F2")
        self.script.clicked.connect(self.script_pressed)
        self.after = OneLine(style="body")
        self._lay_out()

    def show_steps(self, case: Case, steps: Sequence[NextStep]) -> None:
        """Show the first of ``steps``, and the second as what comes after."""
        tr = self._around.tr
        self._steps, self.step = steps, steps[0] if steps else None
        for button in (self.replan, self.script):
            button.setVisible(self.step is not None)
        self.script.setVisible(self.step is not None and self.step.key != "walk")
        if self.step is None:
            self.what.say(tr("Closed: nothing is left to do."))
            self.done.say(tr("Open again"))
        else:
            self.what.say(tr.text(self.step.what))
            self.done.say(done_words(self.step, case, self._around))
        self.refresh()

    def refresh(self) -> None:
        """Say the times as they are at this moment."""
        tr, now, step = self._around.tr, self._around.clock(), self.step
        calendar = self._around.desk.follow_up.calendar
        words = []
        late = overdue_words(step.deadline, now, calendar, tr.lang) if step else ""
        if step is not None:
            left = late or left_words(step.due, now, tr.lang)
            words = [list_step_day(step, now, tr.lang), left]
        told = tr(", ").join(word for word in words if word)
        if step is not None and step.estimate:
            told += "（估计）" if tr.lang == "zh_CN" else " (estimate)"
        self.when.say(told)
        self.when.set_ink("stop" if late else "text")
        self.after.say(self._after())

    def set_narrow(self, narrow: bool) -> None:
        """Keep all buttons in one row: the script is its sign alone where there is no room."""
        self.script.setText("" if narrow else self._around.tr("Script") + "  F2")
        for button in (self.done, self.replan, self.script):
            button.setStyleSheet(f"padding: 0 {8 if narrow else 12}px;")

    def show_after(self, shown: bool) -> None:
        """Say what comes after the step shown, or leave its room to something else."""
        self._after_shown = shown
        self.refresh()

    def _after(self) -> str:
        """Return what comes next after the step shown, by when."""
        tr, now = self._around.tr, self._around.clock()
        behind = self._steps[1:2] if self._after_shown else ()
        self.after.setVisible(bool(behind))
        if not behind:
            return ""
        when = list_step_day(behind[0], now, tr.lang)
        return tr("Then: {what}, {when}", what=behind[0].what, when=when)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.caption, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.when, 1)
        buttons = QWidget()
        flow = FlowLayout(6)
        buttons.setLayout(flow)
        for button in (self.done, self.replan, self.script):
            flow.addWidget(button)
        soft = _Soft(self._around.theme)
        inside = QVBoxLayout(soft)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(4)
        inside.addLayout(top)
        inside.addWidget(self.what)
        inside.addSpacing(4)
        inside.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(soft)
        column.addWidget(self.after)


def done_words(step: NextStep, case: Case, around: Around) -> str:
    """Return what the button says that puts ``step`` behind."""
    tr = around.tr
    if step.key == "walk":
        return tr("Go on with the walk")
    if step.key == "promise":
        return tr("Called back")
    if step.key.startswith("answer:"):
        return tr("Asked")
    if step.key == "close" or (step.key == "decide" and case.life is Life.SETTLED):
        return tr("Close the case")
    if step.key == "decide":
        return tr("Plan a step")
    return tr("Looked") if step.key.startswith(("money:", "settlement:", "refund:")) else tr("Done")
