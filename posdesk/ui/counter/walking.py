"""The walk on screen: each answer goes to the services and comes back as the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import Job
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.troubleshoot import Session
from posdesk.ui.counter.paper import Paper
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

if TYPE_CHECKING:  # read from the disk once the home page is on screen
    from posdesk.ui.counter.walk_view import WalkView

Given = TypeVar("Given")


class Walking(QObject):
    """Holds the ``session`` and its view; what cannot be done is told by ``failed``."""

    view_made = Signal(object)
    entered = Signal()
    shown = Signal()
    failed = Signal(object)
    home_wanted = Signal()
    case_wanted = Signal(str)
    cover_wanted = Signal(str, str)
    evidence_wanted = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, tr: Translator, tasks: Tasks, questions: Questions
    ) -> None:
        super().__init__()
        self._service, self._log, self._staff = desk.troubleshoot, desk.log, desk.staff
        self._parts = (desk, theme, tr, tasks, questions)
        self._paper = Paper(desk.printouts, tasks, questions, tr)
        self.session: Session | None = None

    @cached_property
    def view(self) -> WalkView:
        """The walk's view, built a moment after the home page is on screen, or when needed."""
        from posdesk.ui.counter.walk_view import WalkView

        view = WalkView(*self._parts)
        self._connect(view)
        self.view_made.emit(view)
        return view

    # ----------------------------------------------------------------------------- into a walk

    def begin(self, flow_id: str, symptom: str) -> None:
        """Open a case with what was said, and begin the walk."""
        self._go_on(lambda: self._service.start(flow_id, symptom=symptom))

    def begin_at_code(self, code: str, symptom: str) -> None:
        """Open a case with what was said, where ``code`` leads."""
        self._go_on(lambda: self._service.start_at_code(code, symptom=symptom))

    def open_case(self, case_id: str) -> None:
        """Go on with the walk of a case, or begin one in it; one without a flow is followed up."""
        case = self.attempt(lambda: self._log.case(case_id))
        if case is not None and not (case.walk or case.flow or len(self._service.flows()) == 1):
            self.case_wanted.emit(case_id)
        elif case is not None:
            self._go_on(lambda: self._walk_of(case))

    def take_case(self, case: Case) -> None:
        """Show what was changed of a case on another page, if it is the one on screen here."""
        if self.session is not None and self.session.case.id == case.id:
            self._record_changed(case)

    def follow(self) -> bool:
        """Take what another program noted of the case on screen.

        Returns ``False`` where a code is being typed, which a step shown anew would take away.
        """
        if self.session is None:
            return True
        before = self.session.case
        case = self.attempt(lambda: self._log.case(before.id))
        if case is None or case == before:
            return True
        if self.view.step.code.line.text():
            return False
        self._record_changed(case)
        return True

    def attempt(self, action: Callable[[], Given]) -> Given | None:
        """Return what ``action`` gives, or let be told why it cannot be done."""
        try:
            return action()
        except PosDeskError as error:
            self.failed.emit(error)
            return None

    # ---------------------------------------------------------------------------- what it asks for

    def export(self) -> None:
        """Go to the evidence of the case on screen."""
        if self.session is None:
            return
        try:
            self._staff.require(Job.EXPORT)
        except PosDeskError as error:
            self.view.step.notice.show_error(error)
            return
        self.evidence_wanted.emit(self.session.case.id)

    def press(self, event: QKeyEvent) -> bool:
        """Take a key; return whether it is one of the walk's."""
        key, digit = event.key(), event.text()
        if self.session is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key == Qt.Key.Key_V:
                return self.view.record.paste()
            return key == Qt.Key.Key_E and _done(self.export)
        if digit and digit in "123456789":
            return self.view.step.press(int(digit))
        step = self.view.step
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: step.press_primary,
            Qt.Key.Key_Enter: step.press_primary,
            Qt.Key.Key_Backspace: self._back,
            Qt.Key.Key_Escape: self.home_wanted.emit,
            Qt.Key.Key_F1: step.toggle_say,
            Qt.Key.Key_F2: step.toggle_call,
            Qt.Key.Key_F9: self.view.record.open_hand_over,
        }
        return key in actions and _done(actions[key])

    # -------------------------------------------------------------------------------- step by step

    def _answer(self, answer_id: str) -> None:
        if (session := self.session) is not None:
            self._go_on(lambda: self._service.answer(session, answer_id))

    def _look_up(self, code: str) -> None:
        if (session := self.session) is not None:
            self._go_on(lambda: self._service.look_up(session, code))

    def _back(self) -> None:
        if (session := self.session) is not None and session.walk.can_go_back:
            self._go_on(lambda: self._service.back(session))

    def _back_to(self, count: int) -> None:
        if (session := self.session) is not None:
            self._go_on(lambda: self._service.back_to(session, count))

    def _clear_other_try(self) -> None:
        """Begin the walk of the try that is counted but that nobody has looked into."""
        if (here := self.session) is not None:
            self._go_on(lambda: self._service.walk_again(here.case, here.walk.home))

    def _record_changed(self, case: Case) -> None:
        """Let the walk follow what was noted in the record."""
        session = self.attempt(lambda: self._service.resume(case.id))
        if session is not None:
            self._show(session)

    def _walk_of(self, case: Case) -> Session:
        if case.walk is not None:
            return self._service.resume(case.id)
        return self._service.walk_again(case, case.flow or self._service.flows()[0].id)

    def _go_on(self, action: Callable[[], Session]) -> None:
        """Do what leads to another moment of a walk, and show it."""
        session = self.attempt(action)
        if session is None:
            return
        _ = self.view
        self.entered.emit()
        self._show(session)
        self.view.step.take_focus()

    def _show(self, session: Session) -> None:
        self.session = session
        self.view.show_session(session)
        self.shown.emit()

    # ------------------------------------------------------------------------------------- on paper

    def _print_slip(self, width: str) -> None:
        if self.session is not None:
            self._paper.customer_slip(self.session.case, width, self.view.step.notice)

    def _print_map(self) -> None:
        if self.session is not None:
            self._paper.map(self.session.walk, self.view.step.notice)

    def _connect(self, view: WalkView) -> None:
        step, outcome = view.step, view.step.outcome
        step.answered.connect(self._answer)
        step.code_entered.connect(self._look_up)
        step.head.back_wanted.connect(self._back)
        outcome.bundle_wanted.connect(self.export)
        outcome.home_wanted.connect(self.home_wanted)
        outcome.other_wanted.connect(self._clear_other_try)
        outcome.slip_wanted.connect(self._print_slip)
        view.map.print_wanted.connect(self._print_map)
        view.map.step_chosen.connect(self._back_to)
        view.record.case_changed.connect(self._record_changed)
        view.record.bundle_wanted.connect(self.export)
        view.record.cover_wanted.connect(self.cover_wanted)
        view.strip.case_chosen.connect(self.open_case)


def _done(action: Callable[[], object]) -> bool:
    action()
    return True
