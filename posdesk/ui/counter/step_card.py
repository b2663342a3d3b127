"""The step: one short sentence, where to look, and the answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.codes import CodeBook, Consequence
from posdesk.domain.flow import Answer, Node, NodeKind
from posdesk.domain.walk import DONE
from posdesk.i18n import Translator
from posdesk.services.contacts import Contacts
from posdesk.services.troubleshoot import Session
from posdesk.ui.counter.answers import MOST, AnswerBoard, Choice, Density
from posdesk.ui.counter.call_box import CallBox
from posdesk.ui.counter.code_field import CodeField
from posdesk.ui.counter.notes import Notes
from posdesk.ui.counter.outcome_box import OutcomeBox
from posdesk.ui.counter.pictures.picture import Picture, shown_of
from posdesk.ui.counter.say_box import SayBox
from posdesk.ui.counter.step_head import StepHead
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import STEP_PADDING, Theme, font, metrics

_CODES = frozenset(consequence.value for consequence in Consequence)


class StepCard(Card):
    """Shows where a walk stands; every widget is built once and filled anew at each step."""

    answered = Signal(str)
    code_entered = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, codes: CodeBook, contacts: Contacts) -> None:
        super().__init__(padding=0)
        self._theme, self._tr = theme, tr
        self._ids: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head = StepHead(theme, tr)
        self.title = Words(style="step", wrap=True)
        self.why = Words(style="input", ink="text2", wrap=True)
        self.notes = Notes(theme, tr)
        self.code = CodeField(theme, tr, codes)
        self.done = Button(tr("1   Done, next"), theme, "primary", icon_name="check")
        self.done.setMinimumHeight(56)
        self.done.setFont(font("answer"))
        self.picture = Picture(theme, tr)
        self.board = AnswerBoard(theme, self.picture, (self.code, self.done))
        self.outcome = OutcomeBox(theme, tr)
        self.call = CallBox(tr, contacts)
        self.say = SayBox(tr)
        self.notice = Notice(theme, tr)
        self._lay_out()
        self._connect()

    def show_session(self, session: Session) -> None:
        """Show the step that ``session`` stands on."""
        tr, walk, node = self._tr, session.walk, session.walk.node
        flow = walk.book.flow(walk.home)
        self.setUpdatesEnabled(False)
        self.head.show_step(len(walk.taken) + 1, tr.text(flow.title), can_go_back=walk.can_go_back)
        self.head.set_notes(self.notes, [tr.text(note.text) for note in node.notes])
        self.title.say(tr.text(node.text))
        self.why.say(tr.text(node.why) if node.why else "")
        self.why.setVisible(node.why is not None)
        self.setAccessibleName(self.title.text())
        self.picture.show_picture(node.picture, shown_of(session.case))
        self._show_ways_on(node, walk.answers)
        self.outcome.setVisible(node.kind is NodeKind.OUTCOME)
        self.outcome.buttons.setVisible(node.kind is NodeKind.OUTCOME)
        if node.kind is NodeKind.OUTCOME:
            self.outcome.show_verdict(walk.verdict, session.case)
        self.call.show_call(node.call, session.case)
        self.say.show()
        self.say.show_words(tr.text(node.say or walk.verdict.tell))
        self.notice.hide()
        self.fit()
        self.setUpdatesEnabled(True)

    def press(self, number: int) -> bool:
        """Take the answer of that number; return whether there is one."""
        if self.is_action and number == 1:
            self.answered.emit(DONE)
            return True
        if 0 < number <= len(self._ids):
            self.answered.emit(self._ids[number - 1])
            return True
        return False

    def press_primary(self) -> bool:
        """Do what Enter does here: an action is done, a bundle is made; nothing is ever guessed."""
        if self.is_action:
            self.answered.emit(DONE)
            return True
        if self.is_outcome:
            self.outcome.press_primary()
            return True
        return False

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The answers as they are numbered, from 1."""
        return tuple(self._ids)

    @property
    def is_action(self) -> bool:
        """Whether the step asks to do one thing."""
        return not self.done.isHidden()

    @property
    def is_outcome(self) -> bool:
        """Whether the walk has ended."""
        return not self.outcome.isHidden()

    @property
    def has_call(self) -> bool:
        """Whether the step has a call script."""
        return not self.call.isHidden()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step to take back."""
        return not self.head.back.isHidden()

    def take_focus(self) -> None:
        """Have the keys come here: to the code field of a look-up, else to the step itself."""
        if self.code.isHidden():
            self.setFocus()
        else:
            self.code.line.setFocus()

    def toggle_say(self) -> None:
        """Make the words for the customer large, or small again."""
        self.say.toggle()
        self.fit()

    def toggle_call(self) -> None:
        """Unfold the call script, or say that there is none here."""
        if not self.has_call:
            self.notice.show_hint(self._tr("There is nobody to call at this step."))
            return
        self.call.toggle()
        for words in (self.say, self.why):
            words.setHidden(self.call.is_unfolded or (words is self.why and not self.why.text()))
        self.fit()
        if self.call.is_unfolded:
            self._area.ensureWidgetVisible(self.call)

    def fit(self) -> None:
        """Choose the roomiest layout that needs no scrolling."""
        for density in Density:
            self._set_density(density, self._area.viewport().width())
            self.say.updateGeometry()
            self.body.activate()
            width, room = self._area.viewport().width(), self._area.viewport().height()
            if self._body.heightForWidth(width) <= room:
                break
        self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _set_density(self, density: Density, width: int) -> None:
        room, words = width - 2 * STEP_PADDING, self.title.text()
        one_line = metrics("step").horizontalAdvance(words) <= room
        one_small = metrics("amount").horizontalAdvance(words) <= room
        small = not one_line and (one_small or density is not Density.ROOMY)
        self.title.setFont(font("amount" if small else "step"))
        self.why.setFont(font("input" if density is Density.ROOMY else "body"))
        self.say.set_tight(density is not Density.ROOMY)
        self.board.set_density(density)

    def _show_ways_on(self, node: Node, answers: tuple[Answer, ...]) -> None:
        """Show the answers, the code field or the one thing to do."""
        looks_up = node.kind is NodeKind.LOOKUP
        acts = node.kind is NodeKind.ACTION and node.next is not None
        ways = [a for a in answers if not (looks_up and a.id in _CODES)]
        ways = sorted([] if acts else ways, key=lambda a: a.unsure)[:MOST]
        self._ids = [a.id for a in ways]
        tr = self._tr
        choices = [
            Choice(tr.text(a.text), tr.text(a.hint) if a.hint else "", a.unsure) for a in ways
        ]
        self.code.clear()
        self.board.show_choices(choices, self.code if looks_up else self.done if acts else None)
        self.board.setVisible(node.kind is not NodeKind.OUTCOME)

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._body.setProperty("part", "page")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(STEP_PADDING, 0, STEP_PADDING, 0)
        column.setSpacing(0)
        for widget, below in (
            (self.title, 2),
            (self.why, 0),
            (self.notes, 0),
            (None, 12),
            (self.board, 0),
            (self.outcome, 0),
            (self.call, 0),
        ):
            if widget is not None:
                column.addWidget(widget)
            if below:
                column.addSpacing(below)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._body)
        foot = QHBoxLayout()
        foot.setContentsMargins(STEP_PADDING, 6, STEP_PADDING, 14)
        foot.addWidget(self.say)
        note = QVBoxLayout()
        note.setContentsMargins(STEP_PADDING, 4, STEP_PADDING, 0)
        note.setSpacing(6)
        note.addWidget(self.outcome.buttons)
        note.addWidget(self.notice)
        self.body.setSpacing(0)
        self.body.addWidget(self.head)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(note)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.board.chosen.connect(self.press)
        self.code.entered.connect(self.code_entered)
        self.done.clicked.connect(self.press_primary)
