"""A remark in words."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.panel import Panel


class NotePanel(Panel):
    """One line that is kept as a note."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, around.tr("Note"))
        self.text = self.add_line("", around.tr("Add a note, Enter"))
        self.text.setAccessibleName(around.tr("Note"))

    def fill(self, case: Case) -> None:
        self.text.clear_line()

    def store(self, case: Case) -> Case:
        return self.around.desk.log.note(
            case.id, self.text.words, not_a_card=self.text.is_confirmed
        )
