"""Steps and promises with their times: another time, an own step, a word to the customer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from posdesk.domain.case import Case
from posdesk.domain.day_words import quick_times
from posdesk.domain.followup import NextStep
from posdesk.domain.when_words import read_when
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.flow_layout import FlowLayout
from posdesk.ui.cases.panels.form_line import FormLine
from posdesk.ui.cases.panels.panel import Panel
from posdesk.ui.parts.button import Button


class WhenPanel(Panel):
    """Has a line for a time, read as people say it, and the times that are named most."""

    def add_when(self) -> None:
        """Add the line and the quick times."""
        tr = self.around.tr
        self.when = self.add_line(tr("When"), tr("Like: tomorrow 10:00, Wed 15:00, in 2 days"))
        self.times = [Button("", self.around.theme) for _ in range(3)]
        self._offered: tuple[str, ...] = ()
        row = FlowLayout(6)
        for place, button in enumerate(self.times):
            button.setStyleSheet("padding: 0 8px;")
            button.clicked.connect(lambda _=False, p=place: self._take(p))
            row.addWidget(button)
        holder = QWidget()
        holder.setLayout(row)
        self.add("", holder)

    def fill(self, case: Case) -> None:
        self.when.clear_line()
        self._offered = quick_times(self.around.clock())
        for place, button in enumerate(self.times):
            button.setVisible(place < len(self._offered))
            if place < len(self._offered):
                button.say(self.around.day_words(self._offered[place]))

    @property
    def moment(self) -> str:
        """The time in the line, as ISO text; raises ``WrongInput``."""
        around = self.around
        return read_when(self.when.words, around.clock(), around.desk.follow_up.calendar)

    def _take(self, place: int) -> None:
        self.when.begin(self.around.day_words(self._offered[place]))
        self.try_to_keep()


class ReplanPanel(WhenPanel):
    """Puts the next step to another time."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, around.tr("Another time"))
        self.step: NextStep | None = None
        self.add_when()
        self.why = self.add_line(around.tr("Why (may stay empty)"))

    def fill(self, case: Case) -> None:
        super().fill(case)
        self.why.clear_line()
        if self.step is not None:
            self.title.say(self.around.tr("Another time: {what}", what=self.step.what))

    def store(self, case: Case) -> Case:
        key = self.step.key if self.step else ""
        return self.around.desk.follow_up.plan_step(case.id, key, self.moment, self.why.words)

    def may_be_empty(self, line: FormLine) -> bool:
        return line is self.why


class OwnStepPanel(WhenPanel):
    """Puts a step of one's own onto the case."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, around.tr("What comes next?"))
        self.what = self.add_line(around.tr("What to do"), around.tr("Like: ask for the ticket"))
        self.add_when()

    def fill(self, case: Case) -> None:
        super().fill(case)
        self.what.clear_line()

    def store(self, case: Case) -> Case:
        return self.around.desk.follow_up.plan_own(case.id, self.what.words, self.moment)


class PromisePanel(WhenPanel):
    """Keeps what the customer was promised: a word from us, never the money."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        explained = tr("Promise a call back, never a day for the money.")
        super().__init__(around, tr("Promise to the customer"), explained=explained)
        self.what = self.add_line(tr("What"), tr("call back"))
        self.add_when()

    def fill(self, case: Case) -> None:
        super().fill(case)
        self.what.begin(self.around.tr("call back"))

    def store(self, case: Case) -> Case:
        return self.around.desk.log.promise(case, self.what.words, self.moment)
