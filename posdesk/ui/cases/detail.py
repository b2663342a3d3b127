"""One case beside the list: where it stands, what to do now, what happened, a line for a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.parts.card import Card
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


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
        self._desk, self._theme, self._tr = desk, theme, tr
        self._tasks, self._questions, self._clock = tasks, questions, clock
        self.case: Case | None = None
        self._card = Card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_case(self, reference: str | None) -> None:
        """Show the case of that id or number, or what to do first where none is chosen."""
        self.case = self._desk.log.case(reference) if reference else None

    def take_call(self) -> None:
        """Wait for the line of a call (N)."""

    def toggle_script(self) -> None:
        """Unfold whom to call and what to say, or fold it again (F2)."""

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
