"""Which years of holidays are known, and a door for the file of the next one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.calendars import Calendars, ListedYear
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.settings.section import Section
from posdesk.ui.theme import Theme


class CalendarSection(Section):
    """Lists the announced years; deadlines of other years are estimates."""

    def __init__(
        self, calendars: Calendars, questions: Questions, theme: Theme, tr: Translator
    ) -> None:
        super().__init__(
            tr("Working days"),
            tr("Deadlines count these. A year that is not here is an estimate, and says so."),
        )
        self._calendars, self._questions, self._tr = calendars, questions, tr
        self.years: list[Words] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.body.addLayout(self._lines)
        self.notice = Notice(theme, tr)
        self.body.addWidget(self.notice)
        self.bring = Button(tr("Bring in a year file"), theme, icon_name="plus")
        self.bring.clicked.connect(self._bring)
        row = QHBoxLayout()
        row.addWidget(self.bring)
        row.addStretch(1)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show the years that are known now."""
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.years = []
        for year in reversed(self._calendars.years()):
            self._lines.addWidget(self._line(year))

    def _line(self, year: ListedYear) -> QWidget:
        tr = self._tr
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = tr("{year}, the shop's own", year=year.year) if year.own else str(year.year)
        told = tr(
            "{holidays} holidays, {make_ups} make-up working days",
            holidays=year.holidays,
            make_ups=year.make_ups,
        )
        title = Words(head, "strong")
        self.years.append(title)
        column.addWidget(title)
        column.addWidget(Words(told, "body", "text2"))
        if year.source:
            column.addWidget(Words(year.source, "small", "text2", wrap=True))
        return line

    def _bring(self) -> None:
        """Take in a file that a person chooses; every deadline follows at once."""
        path = self._questions.year_file()
        if path is None:
            return
        try:
            year = self._calendars.import_year(path)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self.refresh()
        self.notice.show_hint(self._tr("{year} is known from now on.", year=year.year))
