"""Looks for another case by number, amount or words, and links the two as the same money."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.day_words import list_moment
from posdesk.domain.errors import WrongInput
from posdesk.domain.money import show_amount
from posdesk.domain.text import N_
from posdesk.storage.queries import CaseRow
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.form_line import FormLine
from posdesk.ui.cases.panels.panel import Panel
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words

_MOST = 4


class LinkPanel(Panel):
    """The cases that fit stand below the field as buttons, those of the same amount at first."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        super().__init__(around, tr("Same money as another case"), tr("Link"))
        self.query = self.add_line(tr("Which case?"), tr("Number, amount or words"))
        self.query.textChanged.connect(self._look)
        self._holder = QWidget()
        self._found = QVBoxLayout(self._holder)
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(4)
        self.add("", self._holder)
        self.rows: list[tuple[CaseRow, Button]] = []
        self._shown: list[QWidget] = []
        self.why = self.add_line(tr("Why"), tr("Like: the customer paid twice"))

    @property
    def chosen(self) -> str:
        """The id of the case that was chosen, empty where none is."""
        return next((row.id for row, button in self.rows if button.isChecked()), "")

    def fill(self, case: Case) -> None:
        self.query.clear_line()
        self.why.clear_line()
        self._look("")

    def store(self, case: Case) -> Case:
        if not self.chosen:
            raise WrongInput(N_("No case is chosen; nothing was stored; choose one of the list."))
        return self.around.desk.follow_up.link(
            case.id, self.chosen, self.why.words, not_a_card=self.why.is_confirmed
        )

    def may_be_empty(self, line: FormLine) -> bool:
        return False

    def _look(self, text: str) -> None:
        case = self.case
        if case is None:
            return
        asked = text.strip()
        amount = case.slip.amount
        if not asked and amount is not None:
            asked = f"{amount // 100}.{amount % 100:02d}"
        linked = {case.id, *(link.other for link in case.links)}
        found = self.around.desk.log.cases(asked or None)[: _MOST + len(linked)]
        self._show([row for row in found if row.id not in linked][:_MOST])

    def _show(self, rows: list[CaseRow]) -> None:
        for gone in self._shown:
            gone.hide()
            gone.deleteLater()
        self._shown = []
        self.rows = []
        for row in rows:
            button = Button(self._told(row), self.around.theme, "choice")
            button.setStyleSheet("text-align: left;")
            button.setAutoExclusive(True)
            button.clicked.connect(self.why.setFocus)
            self._add(button)
            self.rows.append((row, button))
        if len(self.rows) == 1:
            self.rows[0][1].setChecked(True)
        if not rows:
            self._add(Words(self.around.tr("No other case fits."), "small", "text2"))

    def _add(self, widget: QWidget) -> None:
        self._found.addWidget(widget)
        self._shown.append(widget)

    def _told(self, row: CaseRow) -> str:
        amount = show_amount(row.amount) if row.amount is not None else "—"
        when = list_moment(row.opened_at, self.around.clock(), self.around.tr.lang)
        return f"{row.number}   {amount}   {when}"
