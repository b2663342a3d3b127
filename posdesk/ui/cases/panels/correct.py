"""Corrects one field of the slip, with why; the timeline keeps what stood there before."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.text import N_
from posdesk.domain.transaction import SLIP_FIELDS
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.panel import Panel


class CorrectPanel(Panel):
    """Opened for one field; ``field`` names it."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, around.tr("Correct"), around.tr("Correct"))
        self.field = "amount"
        self.value = self.add_line(around.tr("As it should be"))
        self.why = self.add_line(around.tr("Why"), around.tr("Like: read again from the slip"))

    def fill(self, case: Case) -> None:
        spec, known = SLIP_FIELDS[self.field], case.slip.as_written().get(self.field, "")
        words = N_("Correct: {what}") if known else N_("Add: {what}")
        self.title.say(self.around.tr(words, what=spec.label))
        self.keep.say(self.around.tr("Correct") if known else self.around.tr("Add"))
        self.value.begin(known)
        self.value.selectAll()
        self.value.setAccessibleName(self.around.tr.text(spec.label))
        self.show_field(self.why, shown=bool(known))
        self.value.setPlaceholderText(self.around.tr.text(spec.hint))
        self.why.clear_line()

    def store(self, case: Case) -> Case:
        log = self.around.desk.log
        if not case.slip.as_written().get(self.field):
            sure = self.value.is_confirmed
            return log.record(case, self.field, self.value.words, not_a_card=sure)
        confirmed = frozenset({self.field}) if self.value.is_confirmed else frozenset()
        given = log.read({self.field: self.value.words}, confirmed)
        return log.correct(case.id, given, self.why.words)
