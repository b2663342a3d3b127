"""The counter page: the field and the home page, or the walk in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import CaseErased, PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.troubleshoot import Session
from posdesk.ui.counter.asking import Asking
from posdesk.ui.counter.home_field import HomeField
from posdesk.ui.counter.home_view import HomeView
from posdesk.ui.counter.keys import walk_keys
from posdesk.ui.counter.walking import Walking
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.painted import paint_now
from posdesk.ui.parts.present import PresentOnly
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, WIDE, Theme

if TYPE_CHECKING:  # read from the disk once the home page is on screen
    from posdesk.ui.counter.walk_view import WalkView

BUILD_AFTER: Final = 120
"""Milliseconds after the home page until the walk's view is built."""


class CounterPage(QWidget):
    """Composes the parts; every answer is stored before it is shown."""

    keys_changed = Signal(tuple)
    work_changed = Signal()
    case_wanted = Signal(str)
    cover_wanted = Signal(str, str)
    evidence_wanted = Signal(str)

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
        self.field = HomeField(theme, tr)
        self.home = HomeView(theme, tr, desk.troubleshoot.book)
        self.notice = Notice(theme, tr)
        self.trouble = Trouble(theme, wide=True)
        CardGuard(self.field.line, tr("What the customer says"), tr, self.trouble)
        self.asking = Asking(desk.finder, self.field, self.home, self.notice, tr)
        self.walking = Walking(desk, theme, tr, tasks, questions)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._warm = QTimer(self, singleShot=True, interval=400)
        self._soon = QTimer(self, singleShot=True, interval=BUILD_AFTER)
        self._lay_out(corner)
        self._connect()
        self.go_home()
        if desk.faults:
            first = desk.faults[0].in_(tr.lang)
            self.notice.show_hint(tr("The shop's own files are left out: {first}", first=first))
        self._is_seen = False

    @property
    def session(self) -> Session | None:
        """The walk that was shown last, ``None`` before the first."""
        return self.walking.session

    @property
    def walk(self) -> WalkView:
        """The walk's view."""
        return self.walking.view

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
        attempt = self.walking.attempt
        today = attempt(self._desk.log.today) or ()
        if self.in_walk and self.session is not None:
            self.walk.show_surroundings(self.session, today)
        else:
            unfinished = attempt(self._desk.troubleshoot.unfinished)
            self.home.show_work(today, unfinished or ())
            self.show_due()
            self._desk.finder.refresh()
        self.work_changed.emit()

    def show_due(self) -> None:
        """Show on the home page what is due now, as the list of cases knows it."""
        self.home.show_due(self._desk.case_list.due(), self._desk.log.now())

    def begin(self, flow_id: str) -> None:
        """Open a case with what is typed as the symptom, and begin the walk."""
        self.asking.begin(flow_id)

    def open_case(self, case_id: str) -> None:
        """Go on with the walk of a case, or begin one in it; one without a flow is followed up."""
        self.walking.open_case(case_id)

    def export(self) -> None:
        """Make the bundle of the case on screen."""
        if self.in_walk:
            self.walking.export()

    def take_case(self, case: Case) -> None:
        """Show what was changed of a case on another page, if its walk is on screen here."""
        self.walking.take_case(case)

    def follow(self) -> bool:
        """Show what another program wrote; ``False`` where it must wait for what is typed."""
        if self.in_walk and not self.walking.follow():
            return False
        self.refresh()
        return True

    def tell(self, words: str) -> None:
        """Say a sentence in place, wherever the page is."""
        self._place.show_hint(words)

    def walk_key(self, event: QKeyEvent) -> bool:
        """Take a key of the walk; return whether it is one."""
        return self.in_walk and self.walking.press(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.walk_key(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_seen:  # not before: on a slow computer it would keep the page waiting
            self._is_seen = True
            self._warm.start()
            self._soon.start()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.home.set_narrow(self.width() < WIDE)

    @property
    def _place(self) -> Notice:
        return self.walk.step.notice if self.in_walk else self.notice

    def _typing(self, words: str) -> None:
        """Come back from the walk to the home page, as somebody begins to type there."""
        if words and self.in_walk:
            self._stack.setCurrentWidget(self.home)
            self.refresh()
            self._tell_keys()

    def _enter_walk(self) -> None:
        self._stack.setCurrentWidget(self.walk)
        self.field.line.clear()

    def _show_walk(self) -> None:
        self.notice.hide()
        self._tell_keys()
        paint_now(self)
        self._later.start()

    def _tell(self, error: PosDeskError) -> None:
        if isinstance(error, CaseErased) and self.in_walk:
            self.go_home()
        self._place.show_error(error)

    def _tell_keys(self) -> None:
        keys = walk_keys(self._tr, self.walk.step) if self.in_walk else self.asking.keys
        self.keys_changed.emit(keys)

    def _warm_up(self) -> None:
        """Let the first key find everything ready; a window that was closed needs nothing."""
        finder = self._desk.finder
        if self.isVisible():
            self._tasks.run(self, lambda _: finder.warm(), lambda _: None, self.notice.show_error)

    def _prepare(self) -> None:
        """Build the walk's view, so that the first tap need not wait for it."""
        _ = self.walk

    def _connect(self) -> None:
        asking, walking = self.asking, self.walking
        asking.typing.connect(self._typing)
        asking.keys_changed.connect(self._tell_keys)
        asking.flow_taken.connect(walking.begin)
        asking.code_taken.connect(walking.begin_at_code)
        asking.case_taken.connect(walking.open_case)
        asking.case_wanted.connect(self.case_wanted)
        self.field.left.connect(self.go_home)
        self.home.case_chosen.connect(walking.open_case)
        self.home.today.case_wanted.connect(self.case_wanted)
        walking.view_made.connect(self._stack.addWidget)
        walking.entered.connect(self._enter_walk)
        walking.shown.connect(self._show_walk)
        walking.failed.connect(self._tell)
        walking.home_wanted.connect(self.go_home)
        walking.case_wanted.connect(self.case_wanted)
        walking.cover_wanted.connect(self.cover_wanted)
        walking.evidence_wanted.connect(self.evidence_wanted)
        self._later.timeout.connect(self.refresh)
        self._warm.timeout.connect(self._warm_up)
        self._soon.timeout.connect(self._prepare)

    def _lay_out(self, corner: QWidget) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.field, 1)
        top.addWidget(corner)
        self._stack = PresentOnly()
        self._stack.addWidget(self.home)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 8)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.trouble)
        column.addWidget(self._stack, 1)
