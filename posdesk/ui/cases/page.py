"""The cases page: the list at the left, the case that is chosen at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.cases.detail import CaseDetail
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, Theme


class CasesPage(QWidget):
    """Composes the list and the detail."""

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
        self.detail = CaseDetail(desk, theme, tr, tasks, questions, clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 12, GAP, 8)
        row.addWidget(self.detail)
