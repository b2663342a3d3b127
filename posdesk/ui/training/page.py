"""The training page: choose a lesson, answer its question, see who has done what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.lesson import Lesson
from posdesk.i18n import Translator
from posdesk.services.printouts import COUNTER_CARD
from posdesk.services.training import Trainer
from posdesk.ui.counter.paper import Paper
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.theme import GAP, WIDE, Theme
from posdesk.ui.training.lesson_card import LessonCard
from posdesk.ui.training.lesson_list import LessonList
from posdesk.ui.training.people_card import PeopleCard


class TrainingPage(QWidget):
    """Composes the three cards; ``practice_wanted`` asks for a walk on made-up data."""

    practice_wanted = Signal()

    def __init__(
        self, trainer: Trainer, paper: Paper, theme: Theme, tr: Translator, learner: str
    ) -> None:
        super().__init__()
        self._trainer, self._paper, self._tr = trainer, paper, tr
        self._lessons = [lesson for matter in trainer.themes for lesson in matter.lessons]
        self.list = LessonList(theme, tr, trainer.themes)
        self.card = LessonCard(theme, tr)
        self.people = PeopleCard(theme, tr, len(self._lessons), paper.cards())
        self.notice = Notice(theme, tr)
        self.people.name.setText(learner)
        self._lay_out()
        self.list.chosen.connect(self.show_lesson)
        self.card.answered.connect(self._answered)
        self.card.next_wanted.connect(self._next)
        self.people.name_changed.connect(self._refresh)
        self.people.practice_wanted.connect(self.practice_wanted)
        self.people.card_wanted.connect(self._print_card)
        self._refresh()
        if self._lessons:
            self.show_lesson(self._first_open())

    def show_lesson(self, lesson: Lesson) -> None:
        """Show a lesson."""
        self.notice.hide()
        self.list.show_current(lesson)
        self.card.show_lesson(lesson)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if not (digit and digit in "1234" and self.card.press(int(digit))):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the lesson the most of a small screen."""
        side = 300 if self.width() >= WIDE else 212
        self.list.setFixedWidth(side)
        self.people.setFixedWidth(side)
        super().resizeEvent(event)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here, for the status line."""
        tr = self._tr
        return (("1-4", tr("answer")), (tr("Enter"), tr("next lesson")))

    @property
    def _done(self) -> frozenset[str]:
        """The lessons that the present learner has answered rightly."""
        name = self.people.name.text().strip()
        people = self._trainer.progress()
        return next((p.done for p in people if p.person == name), frozenset())

    def _first_open(self) -> Lesson:
        done = self._done
        return next((le for le in self._lessons if le.id not in done), self._lessons[0])

    def _answered(self, choice: int) -> None:
        lesson = self.card.lesson
        if lesson is None:
            return
        try:
            right = self._trainer.answer(lesson, choice, self.people.name.text())
        except PosDeskError as error:
            self.notice.show_error(error)
            self.people.name.setFocus()
            return
        self.notice.hide()
        self.card.show_result(right)
        self._refresh()

    def _print_card(self, card_id: str) -> None:
        if card_id == COUNTER_CARD:
            self._paper.counter_card(self.notice)
        else:
            self._paper.tip_card(card_id, self.notice)

    def _next(self) -> None:
        if self.card.lesson is not None:
            place = self._lessons.index(self.card.lesson) + 1
            self.show_lesson(self._lessons[place % len(self._lessons)])

    def _refresh(self) -> None:
        self.list.show_done(self._done)
        self.people.show_people(self._trainer.progress())

    def _lay_out(self) -> None:
        area = Scrolling()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.card)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for part, stretch in ((self.list, 0), (area, 1), (self.people, 0)):
            row.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 8)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addLayout(row, 1)
