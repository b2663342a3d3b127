"""One case beside the list: where it stands, what to do now, what happened, a line for a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.life import Party
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.forgetting import Gone
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.bench import Bench
from posdesk.ui.cases.call_box import CallBox
from posdesk.ui.cases.detail_room import DetailRoom
from posdesk.ui.cases.doing import Doing
from posdesk.ui.cases.head import CaseHead
from posdesk.ui.cases.now_card import NowCard
from posdesk.ui.cases.panels.erase_box import EraseBox
from posdesk.ui.cases.panels.script import ScriptPanel
from posdesk.ui.cases.sections import EVIDENCE, PANEL, Sections
from posdesk.ui.exhibits.exhibit_shelf import ExhibitShelf
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

_A_WHILE = 30_000
"""Milliseconds after which what is left until a time is told anew."""


class CaseDetail(QWidget):
    """Shows one case and keeps what a manager says of it.

    ``changed`` names the case after anything was stored of it; ``undo_offered`` gives the words of
    what was done and what takes it back again. The page around it sends its keys on: N to
    ``take_call``, F2 to ``toggle_script``, E to ``want_evidence``.
    """

    changed = Signal(str)
    walk_wanted = Signal(str)
    undo_offered = Signal(str, object)
    evidence_wanted = Signal(str)
    cover_wanted = Signal(str, str)
    large_wanted = Signal(str, tuple)
    linked_pressed = Signal(str)
    erased = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._desk, self._tr = desk, tr
        self._around = Around(desk, theme, tr, clock)
        self.case: Case | None = None
        self.head = CaseHead(self._around)
        self.now = NowCard(self._around)
        self.trouble = Trouble(theme)
        read = desk.log.case
        self.shelf = ExhibitShelf(desk.exhibits, theme, tr, tasks, questions, read)
        self.sections = Sections(self._around, self.shelf)
        self.script = ScriptPanel(self._around)
        self.call = CallBox(self._around)
        self.bench = Bench(self._around, self)
        self.erasing = EraseBox(desk.forgetting, tasks, theme, tr)
        self.doing = Doing(self.bench, self.now, self.sections, self.erasing, tr, self)
        self._lay_out()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_A_WHILE)
        self._timer.timeout.connect(self.now.refresh)
        self.show_case(None)

    def show_case(self, reference: str | None) -> None:
        """Show the case of that id or number, or what to do first where none is chosen."""
        before = self.case
        self.case = self._desk.log.case(reference) if reference else None
        self.doing.show_case(self.case)
        another = before is None or self.case is None or before.id != self.case.id
        if another:
            self.trouble.clear()
            if self.sections.place == PANEL:
                self.sections.leave_panel()
        self._filled.setVisible(self.case is not None)
        self._empty.setVisible(self.case is None)
        if self.case is None:
            self._timer.stop()
            return
        self._timer.start()
        self.head.show_case(self.case)
        self.now.show_steps(self.case, self._desk.follow_up.steps(self.case))
        self.sections.show_case(self.case)
        self.shelf.show_case(self.case)
        self.call.show_case(self.case)

    def is_behind(self) -> bool:
        """Return whether the case shown has gone on meanwhile."""
        return self.case is not None and self._desk.log.case(self.case.id) != self.case

    # ------------------------------------------------------------------------------- what was done

    def _stored(self, after: Case) -> None:
        """Show the case anew where it is the one shown, and tell everybody else."""
        self.trouble.clear()
        if self.case is not None and self.case.id == after.id:
            self.show_case(after.id)
        self.changed.emit(after.id)

    def _leave_panel(self) -> None:
        self.sections.leave_panel()
        self.now.done.setFocus()

    def _call_kept(self, after: Case) -> None:
        self.doing.took(after)
        self.call.line.setFocus()

    def _erased(self, gone: Gone) -> None:
        self.sections.leave_panel()
        self.show_case(None)
        self.erased.emit(gone)

    def _want_large(self, exhibits: tuple[str, ...]) -> None:
        if self.case is not None:
            self.large_wanted.emit(self.case.id, exhibits)

    def _want_cover(self, exhibit: str) -> None:
        if self.case is not None:
            self.cover_wanted.emit(self.case.id, exhibit)

    def _paste(self) -> None:
        """Add a picture that was pasted into the call line to the evidence."""
        self.sections.choose(EVIDENCE)
        self.shelf.paste()

    def _make_room(self, panel_open: bool) -> None:
        self._room.make(self.size(), panel_open=panel_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit(self.size())

    # --------------------------------------------------------------------------------------- keys

    def take_call(self) -> None:
        """Wait for the line of a call (N)."""
        if self.case is None:
            return
        if self.sections.place == PANEL:
            self.sections.leave_panel()
        self.call.line.setFocus()

    def toggle_script(self) -> None:
        """Unfold whom to call and what to say, or fold it again (F2)."""
        if self.case is None:
            return
        if self.sections.place == PANEL and self.script.isVisible():
            self._leave_panel()
            return
        step = self.now.step
        whom = (step.whom if step else None) or self.case.waiting_for or Party.ACQUIRER
        self.sections.show_panel(self.script)
        self.script.show_script(self.case, whom)

    def want_evidence(self) -> None:
        """Ask for the evidence page of the case shown (E)."""
        if self.case is not None:
            self.evidence_wanted.emit(self.case.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_N: self.take_call,
            Qt.Key.Key_E: self.want_evidence,
            Qt.Key.Key_F2: self.toggle_script,
        }
        known = keys.get(Qt.Key(event.key()))
        if known is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            known()

    # -------------------------------------------------------------------------------------- layout

    def _connect(self) -> None:
        self.head.linked_pressed.connect(self.show_case)
        self.head.linked_pressed.connect(self.linked_pressed)
        self.shelf.changed.connect(self.doing.took)
        self.shelf.cover_wanted.connect(self._want_cover)
        self.shelf.large_wanted.connect(self._want_large)
        self.call.line.file_pasted.connect(self._paste)
        self.now.done_pressed.connect(self.doing.do_next)
        self.now.replan_pressed.connect(self.doing.replan)
        self.now.script_pressed.connect(self.toggle_script)
        self.sections.facts.correct_pressed.connect(self.doing.correct)
        self.sections.menu.aboutToShow.connect(self.doing.fill_menu)
        self.erasing.left.connect(self._leave_panel)
        self.erasing.erased.connect(self._erased)
        self.doing.walk_wanted.connect(self.walk_wanted)
        self.bench.stored.connect(self._stored)
        self.bench.undo_offered.connect(self.undo_offered)
        self.bench.refused.connect(self.trouble.say)
        self.bench.panel_wanted.connect(self.sections.show_panel)
        self.bench.panel_left.connect(self._leave_panel)
        self.sections.panel_open.connect(self._make_room)
        self.script.left.connect(self._leave_panel)
        self.script.call_done.connect(self.take_call)
        self.call.kept.connect(self._call_kept)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = Words(self._tr("Choose a case from the list."), "body", "text2", wrap=True)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line = rule()
        for part in (self.head, self.now, self.trouble, line):
            column.addWidget(part)
        column.addWidget(self.sections, 1)
        column.addWidget(self.call)
        card = Card()
        card.body.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(self._filled, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._room = DetailRoom(self.head, self.now, self.sections, self.call, line, card.body)
