"""One lesson: what to know, one question, and at once whether the answer was right and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.lesson import Lesson
from posdesk.i18n import Translator
from posdesk.ui.counter.answers import AnswerButton, Choice, Density
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import ANSWER, STEP_PADDING, Theme

MOST = 4


class LessonCard(Card):
    """Shows a lesson; ``answered`` tells the place of the choice, from 0."""

    answered = Signal(int)
    next_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(padding=STEP_PADDING)
        self._tr = tr
        self.lesson: Lesson | None = None
        self.title = Words(style="step", wrap=True)
        self.text = Words(style="input", ink="text2", wrap=True)
        self.question = Words(style="h2", wrap=True)
        self.buttons = [AnswerButton(theme, number) for number in range(1, MOST + 1)]
        self.verdict = Words(style="h3", wrap=True)
        self.why = Words(style="body", ink="text2", wrap=True)
        self.next = Button(tr("Next lesson"), theme, "primary", icon_name="arrow-right")
        self.next.clicked.connect(self.next_wanted)
        for button in self.buttons:
            button.clicked.connect(self._clicked)
        self._lay_out()

    def show_lesson(self, lesson: Lesson) -> None:
        """Show another lesson, not answered yet."""
        say = self._tr.text
        self.lesson = lesson
        self.title.say(say(lesson.title))
        self.text.say(say(lesson.text))
        self.question.say(say(lesson.question.text))
        choices = lesson.question.choices
        for button, choice in zip(self.buttons, choices, strict=False):
            button.show_choice(Choice(say(choice.text)))
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(choices))
            button.setEnabled(True)
            button.setMinimumHeight(max(ANSWER, button.height_for(520, Density.ROOMY)))
        self._result.hide()
        self.buttons[0].setFocus()

    def show_result(self, right: bool) -> None:
        """Say whether the choice was right, and why the right one is."""
        if self.lesson is None:
            return
        tr = self._tr
        self.verdict.set_ink("go" if right else "stop")
        self.verdict.say(tr("Right.") if right else tr("Not quite: try again."))
        self.why.say(tr.text(self.lesson.question.why) if right else "")
        self.why.setVisible(right)
        self.next.setVisible(right)
        self._result.show()
        if right:
            self.next.setFocus()

    def press(self, number: int) -> bool:
        """Take the digit of an answer; return whether there is such an answer."""
        if self.lesson is None or number > len(self.lesson.question.choices):
            return False
        self.buttons[number - 1].click()
        return True

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            self.answered.emit(button.number - 1)

    def _lay_out(self) -> None:
        self._result = QWidget()
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 8, 0, 0)
        result.addWidget(self.verdict)
        result.addWidget(self.why)
        row = QHBoxLayout()
        row.addWidget(self.next)
        row.addWidget(key_cap(self._tr("Enter")))
        row.addStretch(1)
        result.addLayout(row)
        self.body.setSpacing(10)
        for part in (self.title, self.text, self.question, *self.buttons, self._result):
            self.body.addWidget(part)
        self.body.addStretch(1)
