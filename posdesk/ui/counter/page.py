"""The counter page: home and walk, its keys, and the way of each tap to the services and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.code_advice import CodeAdvice
from posdesk.domain.errors import PosDeskError
from posdesk.domain.sensitive import looks_like_card, refuse_sensitive
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.finder import Found, Hit
from posdesk.services.troubleshoot import Session
from posdesk.storage.queries import CaseRow
from posdesk.ui.counter.export import BundleExport
from posdesk.ui.counter.home_field import HomeField
from posdesk.ui.counter.home_view import HomeView
from posdesk.ui.counter.keys import Key, home_keys, result_keys, walk_keys
from posdesk.ui.counter.paper import Paper
from posdesk.ui.counter.results import Result
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.painted import paint_now
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, WIDE, Theme

if TYPE_CHECKING:  # read from the disk once the home page is on screen
    from posdesk.ui.counter.walk_view import WalkView

Given = TypeVar("Given")

BUILD_AFTER: Final = 120
"""Milliseconds after the home page until the walk's view is built."""


class CounterPage(QWidget):
    """Composes the parts and calls the services; every answer is stored before it is shown."""

    keys_changed = Signal(tuple)
    work_changed = Signal()
    case_wanted = Signal(str)
    cover_wanted = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        corner: QWidget,
    ) -> None:
        super().__init__()
        self._desk, self._tr, self._tasks = desk, tr, tasks
        self.session: Session | None = None
        self.field = HomeField(theme, tr)
        self.home = HomeView(theme, tr, desk.troubleshoot.book)
        self.notice = Notice(theme, tr)
        self.trouble = Trouble(theme, wide=True)
        CardGuard(self.field.line, tr("What the customer says"), tr, self.trouble)
        self._build_walk: Callable[[], WalkView] = partial(
            _walk_view, desk, theme, tr, tasks, questions
        )
        self._paper = Paper(desk.printouts, tasks, questions, tr)
        self._export = BundleExport(desk.evidence, tasks, questions, tr)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._warm = QTimer(self, singleShot=True, interval=400)
        self._soon = QTimer(self, singleShot=True, interval=BUILD_AFTER)
        self._lay_out(corner)
        self._connect()
        self.go_home()
        if desk.faults:
            first = desk.faults[0].in_(tr.lang)
            self.notice.show_hint(tr("The shop's own files are left out: {first}", first=first))
        self._soon.start()

    @cached_property
    def walk(self) -> WalkView:
        """The walk's view, built a moment after the home page is on screen, or when needed."""
        walk = self._build_walk()
        self._connect_walk(walk)
        self._stack.addWidget(walk)
        return walk

    @property
    def in_walk(self) -> bool:
        """Whether a walk is on screen."""
        return self._stack.currentWidget() is not self.home

    def go_home(self) -> None:
        """Show the home page; a walk is kept as it is."""
        self._stack.setCurrentWidget(self.home)
        self.field.line.clear()
        self.refresh()
        self.field.setFocus()
        self._tell_keys()

    def refresh(self) -> None:
        """Read today's cases and the unfinished walks again."""
        today = self._attempt(self._desk.log.today) or ()
        if self.in_walk and self.session is not None:
            self.walk.show_surroundings(self.session, today)
        else:
            unfinished = self._attempt(self._desk.troubleshoot.unfinished)
            self.home.show_work(today, unfinished or ())
            self.show_due()
            self._desk.finder.refresh()
        self.work_changed.emit()

    def show_due(self) -> None:
        """Show on the home page what is due now, as the list of cases knows it."""
        self.home.show_due(self._desk.case_list.due(), self._desk.log.now())

    def begin(self, flow_id: str) -> None:
        """Open a case with what is typed as the symptom, and begin the walk."""
        words = self.field.line.text().strip()
        if not self._may_be_kept(words):
            return
        symptom = "" if words.isdigit() and len(words) == 1 else words
        start = self._desk.troubleshoot.start
        self._go_on(lambda: start(flow_id, symptom=symptom))

    def begin_at_code(self, code: str) -> None:
        """Open a case with what is typed as the symptom, where ``code`` leads."""
        words = self.field.line.text().strip()
        if self._may_be_kept(words):
            start = self._desk.troubleshoot.start_at_code
            self._go_on(lambda: start(code, symptom=words))

    def open_case(self, case_id: str) -> None:
        """Go on with the walk of a case, or begin one in it; one without a flow is followed up."""
        case = self._attempt(lambda: self._desk.log.case(case_id))
        if case is not None and not (case.walk or case.flow or len(self.home.flows) == 1):
            self.case_wanted.emit(case_id)
        elif case is not None:
            self._go_on(lambda: self._walk_of(case_id))

    def export(self) -> None:
        """Make the bundle of the case on screen."""
        if self.session is not None and self.in_walk:
            self._export.start(self.session.case, self.walk.step.notice)

    def _print_slip(self, width: str) -> None:
        if self.session is not None:
            self._paper.customer_slip(self.session.case, width, self.walk.step.notice)

    def _print_map(self) -> None:
        if self.session is not None:
            self._paper.map(self.session.walk, self.walk.step.notice)

    def take_case(self, case: Case) -> None:
        """Show what was changed of a case on another page, if its walk is on screen here."""
        if self.session is not None and self.session.case.id == case.id:
            self._record_changed(case)

    def tell(self, words: str) -> None:
        """Say a sentence in place, wherever the page is."""
        (self.walk.step.notice if self.in_walk else self.notice).show_hint(words)

    def walk_key(self, event: QKeyEvent) -> bool:
        """Take a key of the walk; return whether it is one."""
        key, digit = event.key(), event.text()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not self.in_walk or self.session is None:
            return False
        if control:
            if key == Qt.Key.Key_V:
                return self.walk.record.paste()
            return key == Qt.Key.Key_E and self._done(self.export)
        if digit and digit in "123456789":
            return self.walk.step.press(int(digit))
        step = self.walk.step
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: step.press_primary,
            Qt.Key.Key_Enter: step.press_primary,
            Qt.Key.Key_Backspace: self._back,
            Qt.Key.Key_Escape: self.go_home,
            Qt.Key.Key_F1: step.toggle_say,
            Qt.Key.Key_F2: step.toggle_call,
            Qt.Key.Key_F9: self.walk.record.open_hand_over,
        }
        return key in actions and self._done(actions[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.walk_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.home.set_narrow(self.width() < WIDE)

    # ---------------------------------------------------------------------------- the walk

    def _answer(self, answer_id: str) -> None:
        if (session := self.session) is not None:
            self._go_on(lambda: self._desk.troubleshoot.answer(session, answer_id))

    def _look_up(self, code: str) -> None:
        if (session := self.session) is not None:
            self._go_on(lambda: self._desk.troubleshoot.look_up(session, code))

    def _back(self) -> None:
        if (session := self.session) is not None and session.walk.can_go_back:
            self._go_on(lambda: self._desk.troubleshoot.back(session))

    def _back_to(self, count: int) -> None:
        if (session := self.session) is not None:
            self._go_on(lambda: self._desk.troubleshoot.back_to(session, count))

    def _record_changed(self, case: Case) -> None:
        """Let the walk follow what was noted in the record."""
        session = self._attempt(lambda: self._desk.troubleshoot.resume(case.id))
        if session is not None:
            self._show(session)

    def _clear_other_try(self) -> None:
        """Begin the walk of the try that is counted but that nobody has looked into."""
        if (here := self.session) is not None:
            service = self._desk.troubleshoot
            self._go_on(lambda: service.walk_again(here.case, here.walk.home))

    def _walk_of(self, case_id: str) -> Session:
        service, case = self._desk.troubleshoot, self._desk.log.case(case_id)
        if case.walk is None and (case.flow or len(service.flows()) == 1):
            return service.walk_again(case, case.flow or service.flows()[0].id)
        return service.resume(case_id)

    def _go_on(self, action: Callable[[], Session]) -> None:
        """Do what leads to another moment of a walk, and show it."""
        session = self._attempt(action)
        if session is None:
            return
        self._stack.setCurrentWidget(self.walk)
        self.field.line.clear()
        self._show(session)
        self.walk.step.take_focus()

    def _show(self, session: Session) -> None:
        self.session = session
        self.notice.hide()
        self.walk.show_session(session)
        self._tell_keys()
        paint_now(self)
        self._later.start()

    def _attempt(self, action: Callable[[], Given]) -> Given | None:
        """Return what ``action`` gives, or say in place why it cannot be done."""
        try:
            return action()
        except PosDeskError as error:
            notice = self.walk.step.notice if self.in_walk else self.notice
            notice.show_error(error)
            return None

    # ---------------------------------------------------------------------------- the home field

    def _typed(self, words: str) -> None:
        if words and self.in_walk:
            self._stack.setCurrentWidget(self.home)
            self.refresh()
            self._tell_keys()
        plain = words.strip()
        number = int(plain) if len(plain) == 1 and plain in "123456789" else None
        fits = number is not None and number <= len(self.home.tiles)
        finder = self._desk.finder
        found = finder.look_up(plain) if not fits else Found()
        self.home.arm(number if fits else None)
        self.home.show_found(found, lambda text: finder.marks(plain, text))
        count = len(self.home.results.shown)
        self.field.set_results(count)
        self._hint_field(plain, count)
        if not self.in_walk:
            self._tell_keys()
        if not looks_like_card(plain):  # the field says so itself, with the way out
            self._may_be_kept(plain)

    def _warm_up(self) -> None:
        """Let the first key find everything ready; a window that was closed needs nothing."""
        finder = self._desk.finder
        if self.isVisible():
            self._tasks.run(self, lambda _: finder.warm(), lambda _: None, self.notice.show_error)

    def _may_be_kept(self, words: str) -> bool:
        """Say at once what may not be kept, before anybody presses Enter."""
        try:
            refuse_sensitive(self._tr("What the customer says"), words)
        except PosDeskError as error:
            self.notice.show_error(error)
            return False
        self.notice.hide()
        return True

    def _hint_field(self, words: str, hits: int) -> None:
        tr = self._tr
        if not words:
            self.field.set_hint(tr("words, or a number and Enter"))
        elif hits and self.field.line.picks:
            self.field.set_hint(tr("{count} found, a number picks", count=hits))
        elif hits:
            self.field.set_hint(tr("{count} found, Enter picks", count=hits))
        else:
            self.field.set_hint("")

    def _entered(self, words: str) -> None:
        tiles, chosen = self.home.flows, self.home.results.chosen
        if not words:
            if self.home.unfinished.first is not None:
                self.open_case(self.home.unfinished.first.case)
        elif len(words) == 1 and words in "123456789" and int(words) <= len(tiles):
            self.begin(tiles[int(words) - 1].id)
        elif chosen is not None:
            self._take(chosen)
        elif not self.notice.words:
            self.notice.show_hint(self._tr("Nothing fits these words. Choose below."))

    def _picked(self, number: int) -> None:
        self._take(self.home.results.shown[number - 1])

    def _show_aside(self) -> None:
        """Show the case that was found on the cases page."""
        if isinstance(self.home.results.chosen, CaseRow):
            self.case_wanted.emit(self.home.results.chosen.id)

    def _take(self, result: Result) -> None:
        """Begin or go on with what was chosen."""
        if isinstance(result, Hit):
            self.begin(result.flow.id)
        elif isinstance(result, CodeAdvice):
            self.begin_at_code(result.code)
        else:
            self.open_case(result.id)

    # ---------------------------------------------------------------------------- putting together

    def _tell_keys(self) -> None:
        keys: tuple[Key, ...] = home_keys(self._tr, len(self.home.tiles))
        if results := len(self.home.results.shown):
            aside = any(isinstance(one, CaseRow) for one in self.home.results.shown)
            digits = self.field.line.picks
            keys = result_keys(self._tr, results, digits=digits, aside=aside)
        if self.in_walk:
            keys = walk_keys(self._tr, self.walk.step)
        self.keys_changed.emit(keys)

    @staticmethod
    def _done(action: Callable[[], object]) -> bool:
        action()
        return True

    def _connect(self) -> None:
        field, home = self.field, self.home
        field.words_changed.connect(self._typed)
        field.entered.connect(self._entered)
        field.picked.connect(self._picked)
        field.moved.connect(home.results.step)
        field.left.connect(self.go_home)
        home.results.taken.connect(self._take)
        home.flow_chosen.connect(self.begin)
        home.case_chosen.connect(self.open_case)
        home.today.case_wanted.connect(self.case_wanted)
        field.aside.connect(self._show_aside)
        self._later.timeout.connect(self.refresh)
        self._warm.timeout.connect(self._warm_up)
        self._warm.start()
        self._soon.timeout.connect(self._prepare)

    def _prepare(self) -> None:
        """Build the walk's view, so that the first tap need not wait for it."""
        _ = self.walk

    def _connect_walk(self, walk: WalkView) -> None:
        walk.step.answered.connect(self._answer)
        walk.step.code_entered.connect(self._look_up)
        walk.step.head.back_wanted.connect(self._back)
        walk.step.outcome.bundle_wanted.connect(self.export)
        walk.step.outcome.home_wanted.connect(self.go_home)
        walk.step.outcome.other_wanted.connect(self._clear_other_try)
        walk.step.outcome.slip_wanted.connect(self._print_slip)
        walk.map.print_wanted.connect(self._print_map)
        walk.map.step_chosen.connect(self._back_to)
        walk.record.case_changed.connect(self._record_changed)
        walk.record.bundle_wanted.connect(self.export)
        walk.record.cover_wanted.connect(self.cover_wanted)
        walk.strip.case_chosen.connect(self.open_case)

    def _lay_out(self, corner: QWidget) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.field, 1)
        top.addWidget(corner)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.home)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 8)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.trouble)
        column.addLayout(self._stack, 1)
        self._hint_field("", 0)


def _walk_view(
    desk: Desk, theme: Theme, tr: Translator, tasks: Tasks, questions: Questions
) -> WalkView:
    from posdesk.ui.counter.walk_view import WalkView

    return WalkView(desk, theme, tr, tasks, questions)
