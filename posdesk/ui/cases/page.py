"""The cases page: search, chips and the table at the left, the case that is chosen at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.forgetting import Gone
from posdesk.ui.cases.board import Board
from posdesk.ui.cases.chips import CHIP_KEYS
from posdesk.ui.cases.choice import MOST
from posdesk.ui.cases.detail import CaseDetail
from posdesk.ui.cases.erased_words import gone_words
from posdesk.ui.cases.going_out import GoingOut
from posdesk.ui.cases.looking import Looking
from posdesk.ui.cases.place import Place, case_keys, holiday_words
from posdesk.ui.cases.top import Top
from posdesk.ui.cases.watch import CaseWatch
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, WIDE, Theme

DETAIL, NARROW_DETAIL = 416, 320
DETAIL_LEAST = 560
"""Height in which a case shows what to do now and something of its story."""
SHOW_AFTER = 60
"""Milliseconds on a case until its detail is shown, so that keys held down never lag."""


class CasesPage(QWidget):
    """Joins the parts; what changes a case is done in the detail, by its services."""

    left = Signal()
    new_wanted = Signal()
    changed = Signal(str)
    erased = Signal()
    walk_wanted = Signal(str)
    cover_wanted = Signal(str, str)
    large_wanted = Signal(str, tuple)
    evidence_wanted = Signal(tuple)
    check_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        clock: Callable[[], datetime],
        corner: QWidget,
        watch: CaseWatch,
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._tr, self._watch = desk, theme, tr, watch
        self.top = Top(theme, tr, corner)
        self.field, self.chips = self.top.field, self.top.chips
        self.board = Board(theme, tr, clock)
        self.table = self.board.table
        self.notice = Notice(theme, tr)
        self.trouble = Trouble(theme, wide=True)
        CardGuard(self.field.line, tr("Search"), tr, self.trouble)
        self.detail = CaseDetail(desk, theme, tr, tasks, questions, clock)
        self.looking = Looking(desk, tasks, self.top, self.board, self)
        self.going_out = GoingOut(
            *(desk, tasks, questions, tr, self.notice, self.table, self.looking, self)
        )
        self._soon = QTimer(self, singleShot=True, interval=SHOW_AFTER)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------------------- from outside

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here, for the status line."""
        return case_keys(self._tr)

    @property
    def state(self) -> str:
        """Whether the holidays that dates are counted by are announced, for the status line."""
        today = self._desk.log.now().date()
        return holiday_words(self._desk.follow_up.calendar, today, self._tr)

    @property
    def place(self) -> Place:
        """What is looked at now."""
        return self.looking.place

    def restore(self, place: Place) -> None:
        """Look at what was looked at before the window was built anew."""
        self.looking.restore(place)
        self.refresh()

    def show_case(self, case: str) -> None:
        """Stand on a case, whatever the list was narrowed to."""
        self.looking.show_case(case)

    def refresh(self) -> None:
        """Read what is new, of the case that is looked at too."""
        self._watch.refresh()
        self._soon.start()

    def follow(self) -> None:
        """Show the case that is looked at as another program left it."""
        if self.isVisible() and self._attempt(self.detail.is_behind):
            self._show()

    def take_focus(self) -> None:
        """Stand in the table, where the keys work."""
        (self.table if self.table.cases.rowCount() else self.field).setFocus()

    def _renewed(self) -> None:
        if self.isVisible():  # else it is done when somebody comes back
            self.looking.renew()

    def _limited(self) -> None:
        words = self._tr("At most {most} cases at once; so many are chosen.", most=MOST)
        self.notice.show_hint(words)

    def _show(self) -> None:
        """Show the case that is stood on in the detail."""
        self._attempt(lambda: self.detail.show_case(self.looking.wanted))

    def _attempt(self, action: Callable[[], bool | None]) -> bool:
        """Return what ``action`` says, or tell in place why it cannot be done."""
        try:
            return bool(action())
        except PosDeskError as error:
            self.notice.show_error(error)
            return False

    def _detail_changed(self, case: str) -> None:
        self.board.undo_line.forget()
        self._watch.refresh()
        self.changed.emit(case)

    def _erased(self, gone: Gone) -> None:
        """Tell what went; nothing takes it back."""
        self.board.undo_line.forget()
        self.looking.stand_on("")
        self.notice.show_done(gone_words(gone, self._tr))
        self._watch.refresh()
        self.take_focus()
        self.erased.emit()

    def _undone(self) -> None:
        self._watch.refresh()
        self._show()
        if self.looking.wanted:
            self.changed.emit(self.looking.wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit, held = event.key(), event.text(), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self._leave,
            Qt.Key.Key_F2: self.detail.toggle_script,
            Qt.Key.Key_N: self.detail.take_call,
            Qt.Key.Key_E: self.detail.want_evidence,
            Qt.Key.Key_S: self.board.sort_next,
            Qt.Key.Key_Slash: self.field.setFocus,
        }
        if key in actions and not held:
            actions[key]()
        elif digit and digit in "0123456789" and not held:
            self.field.setFocus()
            self.field.line.insert(digit)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.setMinimumHeight(DETAIL_LEAST)
        self.detail.setFixedWidth(DETAIL if self.width() >= WIDE else NARROW_DETAIL)

    def _leave(self) -> None:
        """Go back into the table, clear the words searched, or go to the counter."""
        if self.detail.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()
        elif self.field.line.text():
            self.field.line.clear()
        else:
            self.left.emit()

    # ---------------------------------------------------------------------------- putting together

    def _connect(self) -> None:
        table, field, detail = self.table, self.field, self.detail
        field.moved.connect(table.step)
        field.left.connect(self._leave)
        field.entered.connect(lambda _: self._enter())
        self.looking.stood_on.connect(self._soon.start)
        self.looking.failed.connect(self.notice.show_error)
        table.limited.connect(self._limited)
        table.opened.connect(lambda _: self._enter())
        self.board.counter_wanted.connect(self.new_wanted)
        self._watch.renewed.connect(self._renewed)
        self._watch.failed.connect(self.notice.show_error)
        self._soon.timeout.connect(self._show)
        self.board.undo_line.undone.connect(self._undone)
        self.board.undo_line.failed.connect(self.notice.show_error)
        detail.changed.connect(self._detail_changed)
        detail.undo_offered.connect(self.board.undo_line.offer)
        detail.doing.chosen = lambda: self.table.selected
        detail.erased.connect(self._erased)
        detail.walk_wanted.connect(self.walk_wanted)
        detail.evidence_wanted.connect(lambda case: self.going_out.export((case,)))
        detail.cover_wanted.connect(self.cover_wanted)
        detail.large_wanted.connect(self.large_wanted)
        detail.linked_pressed.connect(self.looking.stand_on)
        self.top.new.clicked.connect(self.new_wanted)
        self.going_out.fill(self.top.menu)
        self.going_out.evidence_wanted.connect(self.evidence_wanted)
        self.going_out.check_wanted.connect(self.check_wanted)
        for chip, sequence in CHIP_KEYS.items():
            keys = QShortcut(QKeySequence(sequence), self)
            keys.activated.connect(partial(self.looking.choose_chip, chip))
        for sequence, action in (
            ("Ctrl+Z", self.board.undo_line.undo),
            ("Ctrl+F", self.field.setFocus),
            ("Ctrl+E", self.going_out.export_chosen),
        ):
            QShortcut(QKeySequence(sequence), self).activated.connect(action)

    def _enter(self) -> None:
        """Go into the case that is stood on."""
        if self.looking.wanted is not None:
            self._soon.stop()
            self._show()
            self.detail.take_call()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.board, 1)
        row.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 8)
        column.setSpacing(12)
        column.addWidget(self.top)
        column.addWidget(self.trouble)
        column.addWidget(self.notice)
        column.addLayout(row, 1)
