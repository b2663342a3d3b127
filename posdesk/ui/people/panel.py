"""The small panel below the corner: which manager, the PIN pad, the way back in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import ROLE_WORDS, Person, Role
from posdesk.i18n import Translator
from posdesk.services.sign_in import wait_words
from posdesk.services.staff import Staff
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.people.code_card import CodeCard
from posdesk.ui.people.deeds import run_deed
from posdesk.ui.people.pad import PinPad
from posdesk.ui.people.recovery_form import RecoveryForm
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

WIDTH = 316


class SignInPanel(Card):
    """One thing at a time: a name, then the PIN, or the recovery code instead."""

    signed_in = Signal()
    left = Signal()

    def __init__(
        self, staff: Staff, tasks: Tasks, theme: Theme, tr: Translator, window: QWidget
    ) -> None:
        super().__init__(padding=20, parent=window)
        self._staff, self._tasks, self._tr = staff, tasks, tr
        self._person: Person | None = None
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Sign in"))
        self._title = Words(style="h2")
        self._close = Button(tr("Close"), theme, "icon", icon_name="close")
        self._close.clicked.connect(self.left)
        self._sentence = Words(style="body", ink="wait", wrap=True)
        self.names = QWidget()
        self._names = QVBoxLayout(self.names)
        self._names.setContentsMargins(0, 0, 0, 0)
        self.pad = PinPad(theme, tr)
        self.pad.entered.connect(self._enter)
        self.forgotten = Button(tr("PIN forgotten"), theme, "link")
        self.forgotten.clicked.connect(self._forget)
        self.recovery = RecoveryForm(theme, tr)
        self.recovery.given.connect(self._recover)
        self.code = CodeCard(theme, tr)
        self.code.noted.connect(self.signed_in)
        self._theme = theme
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What is said of the last try, empty where there is nothing to say."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def choose(self, people: tuple[Person, ...]) -> None:
        """Ask who it is; of one person, ask for the PIN at once."""
        if len(people) == 1:
            self.ask(people[0])
            return
        self._title.say(self._tr("Who signs in?"))
        for person in people:
            button = Button(person.name, self._theme)
            button.clicked.connect(partial(self.ask, person))
            self._names.addWidget(button)
        self._show_only(self.names)
        self.names.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, person: Person, _on: bool = False) -> None:
        """Ask for the PIN of ``person``."""
        self._person = person
        role = self._tr.text(ROLE_WORDS[person.role])
        self._title.say(self._tr(", ").join((person.name, role)))
        self._show_only(self.pad)
        self.forgotten.setVisible(person.role is Role.MANAGER)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count_down()

    def event(self, event: QEvent) -> bool:
        """Be as high as what is asked: the keys have their size only once they are dressed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
        return done

    def hideEvent(self, event: QHideEvent) -> None:
        self._second.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def _enter(self, pin: str) -> None:
        if self._person is None:
            return
        who, staff = self._person.id, self._staff
        self.pad.setEnabled(False)
        run_deed(
            self._tasks, self, lambda: staff.signing_in(who, pin), self._entered, self._refused
        )

    def _entered(self, _person: Person) -> None:
        self.signed_in.emit()

    def _refused(self, error: PosDeskError) -> None:
        self._say(self._tr.error(error))
        self.pad.setEnabled(True)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count_down()

    def _count_down(self) -> None:
        """Say how long there is to wait, every second, and let nobody type until then."""
        person = self._staff.people.known.get(self._person.id) if self._person else None
        left = self._staff.wait(person) if person else None
        if not left:
            if self._second.isActive():
                self._second.stop()
                self._say("")
                self.pad.setEnabled(True)
                self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say(self._tr("Too many wrong PINs: wait another {wait}.", wait=wait_words(left)))
        self.pad.setEnabled(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._second.start()

    def _forget(self) -> None:
        self._second.stop()
        self._say("")
        self._title.say(self._tr("PIN forgotten"))
        self._show_only(self.recovery)
        self.recovery.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recover(self, code: str, pin: str) -> None:
        who, staff = self._person.id if self._person else "", self._staff
        self.recovery.setEnabled(False)
        run_deed(
            self._tasks,
            self,
            lambda: staff.recovering(code, pin, who),
            self._recovered,
            self._not_recovered,
        )

    def _recovered(self, code: str) -> None:
        self._say("")
        self._title.say(self._tr("New PIN is set"))
        self._show_only(self.code)
        self.code.show_code(code)

    def _not_recovered(self, error: PosDeskError) -> None:
        self.recovery.setEnabled(True)
        self._say(self._tr.error(error))
        self.recovery.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._sentence.say(sentence)
        self._sentence.setVisible(bool(sentence))
        self.adjustSize()

    def _show_only(self, part: QWidget) -> None:
        for one in (self.names, self.pad, self.recovery, self.code):
            one.setVisible(one is part)
        self.forgotten.hide()
        self.adjustSize()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self._sentence)
        for part in (self.names, self.pad, self.recovery, self.code):
            self.body.addWidget(part)
        self.body.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        self._sentence.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
