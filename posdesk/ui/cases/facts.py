"""All that is known of the payment, to read off and correct; what a bank will ask for is amber."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.timeline import GOODS_WORDS, shown_value
from posdesk.domain.transaction import SLIP_FIELDS, missing_fields
from posdesk.ui.cases.around import Around
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words, tight

_UNBROKEN = 15
"""Characters without a space from which a number has a line of its own: it is never cut."""


class CaseFacts(QWidget):
    """``correct_pressed`` names the field of the slip to be corrected or filled in."""

    correct_pressed = Signal(str)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.buttons: dict[str, Button] = {}
        self._sheet = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.addWidget(self._sheet)
        self._column.addStretch(1)

    def show_case(self, case: Case) -> None:
        """Show what is known of ``case``."""
        sheet, self.buttons = QWidget(), {}
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 84)
        tr = self._around.tr
        for name, value in case.slip.values().items():
            label = tr.text(SLIP_FIELDS[name].label)
            self._add(grid, label, tight(shown_value(name, value)), name, tr("Correct"))
        for field in missing_fields(case.slip):
            self._add(grid, tr.text(field.label), "", field.name, tr("Add"))
        for label, words in self._said(case):
            self._add(grid, label, words)
        self._column.replaceWidget(self._sheet, sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = sheet

    def _said(self, case: Case) -> list[tuple[str, str]]:
        """Return what is known beside the slip, with its names."""
        tr, facts, payout = self._around.tr, case.attempt.facts, case.payout
        said = [
            (
                tr("Terminal says"),
                tr.text(TERMINAL_WORDS[facts.terminal]) if facts.terminal else "",
            ),
            (tr("Bank says"), tr.text(BANK_WORDS[facts.bank]) if facts.bank else ""),
            (tr("Customer says"), case.symptom),
            (tr("Goods"), tr.text(GOODS_WORDS[case.goods]) if case.goods else ""),
            (tr("Tickets"), tr(", ").join(case.tickets)),
            (tr("Taken by"), case.cashier),
            (tr("Opened"), date_and_time(case.opened_at)[:-3] if case.opened_at else ""),
        ]
        if payout is not None:
            said += [
                (tr("Payout returned"), payout.returned_on or ""),
                (tr("Cause"), payout.cause or ""),
                (tr("Corrected"), payout.document or ""),
                (tr("To be paid again on"), payout.repay_on or ""),
                (tr("Arrived"), date_and_time(payout.repaid_at)[:-3] if payout.repaid_at else ""),
            ]
        return [(label, words) for label, words in said if words]

    def _add(
        self, grid: QGridLayout, label: str, words: str, field: str = "", button: str = ""
    ) -> None:
        row, top = grid.rowCount(), Qt.AlignmentFlag.AlignVCenter
        named = Words(label, "small", "text2" if words else "wait", wrap=True)
        grid.addWidget(named, row, 0, top)
        value = Words(words or self._around.tr("not known"), "body", wrap=True)
        if words:
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        else:
            value.set_ink("wait")
        if max(map(len, words.split()), default=0) > _UNBROKEN and words.isascii():
            grid.addWidget(value, row + 1, 0, 1, 3, top)
        else:
            grid.addWidget(value, row, 1, top)
        if field:
            correct = Button(button, self._around.theme, "link")
            correct.setStyleSheet("padding: 0 6px;")
            correct.setAccessibleName(f"{button} {label}")
            correct.clicked.connect(lambda _=False, f=field: self.correct_pressed.emit(f))
            grid.addWidget(correct, row, 2, top)
            self.buttons[field] = correct
