"""The left of the evidence page: what this kind of request wants, and how much of it is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.bundle.slots import Slot, SlotState
from posdesk.i18n import Translator
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.meter import SlotMeter
from posdesk.ui.evidence.slot_row import SlotRow
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_GROUPS = (
    (SlotState.MISSING, True),
    (SlotState.MISSING, False),
    (SlotState.THERE, None),
    (SlotState.NOT_APPLICABLE, None),
)
"""State and whether it is asked for, in the order in which they stand."""


class Wanted(QWidget):
    """``slot_chosen`` carries the case's number and the slot that was pressed."""

    slot_chosen = Signal(str, object)

    def __init__(self, making: Making, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._making, self._theme, self._tr = making, theme, tr
        self.rows: list[SlotRow] = []
        self._meter = SlotMeter(theme)
        self._counts = {
            SlotState.THERE: Words(style="small", ink="go"),
            SlotState.MISSING: Words(style="small", ink="wait"),
            SlotState.NOT_APPLICABLE: Words(style="small", ink="text2"),
        }
        self._inside = QWidget()
        self._lay_out()

    @property
    def missing(self) -> int:
        """How many pieces are missing that somebody asks for."""
        return sum(row.slot.state is SlotState.MISSING and row.slot.required for row in self.rows)

    def refresh(self) -> None:
        """Show what is wanted of the cases as they are now."""
        chosen = next(((r.case, r.slot.name) for r in self.rows if r.isChecked()), None)
        self._clear()
        cases = self._making.cases
        found = [(case, slot) for case in cases for slot in self._making.slots(case)]
        self._meter.show_slots([slot for _, slot in found if _counts(slot)])
        self._say_counts([slot.state for _, slot in found if _counts(slot)])
        for state, required in _GROUPS:
            here = [
                (case, slot)
                for case, slot in found
                if slot.state is state and required in (None, slot.required)
            ]
            if here:
                self._column.addWidget(self._title(state, helps=required is False))
            for case, slot in here:
                row = SlotRow(
                    *(self._theme, self._tr, case.number, slot),
                    self._below(slot, [e.id for e in case.exhibits]),
                    several=len(cases) > 1,
                )
                row.clicked.connect(lambda _=False, row=row: self._press(row))
                row.setChecked(chosen == (case.number, slot.name))
                self.rows.append(row)
                self._column.addWidget(row)
        self._column.addStretch(1)

    def mark(self, number: str, name: str) -> None:
        """Mark the piece that is spoken of: that of the case with this number."""
        for row in self.rows:
            if (row.case, row.slot.name) == (number, name):
                row.setChecked(True)
                QTimer.singleShot(0, row, partial(self._area.ensureWidgetVisible, row))

    def _press(self, row: SlotRow) -> None:
        row.setChecked(True)
        self.slot_chosen.emit(row.case, row.slot)

    def _below(self, slot: Slot, exhibits: list[str]) -> str:
        if slot.state is SlotState.THERE and slot.exhibits:
            numbers = [str(exhibits.index(e) + 1) for e in slot.exhibits if e in exhibits]
            return self._tr("Files added: {count}", count=len(numbers)) if numbers else ""
        return self._tr.text(slot.why) if slot.why is not None else ""

    def _title(self, state: SlotState, *, helps: bool) -> Words:
        tr = self._tr
        words, ink = {
            SlotState.MISSING: ((tr("Would help"), "text2") if helps else (tr("Missing"), "wait")),
            SlotState.THERE: (tr("There"), "text2"),
            SlotState.NOT_APPLICABLE: (tr("Not applicable"), "text2"),
        }[state]
        title = Words(words, "small", ink)
        title.setContentsMargins(12, 10, 0, 2)
        return title

    def _say_counts(self, states: list[SlotState]) -> None:
        tr = self._tr
        there, missing, away = (
            states.count(state)
            for state in (SlotState.THERE, SlotState.MISSING, SlotState.NOT_APPLICABLE)
        )
        self._counts[SlotState.THERE].say(tr("{count} there", count=there))
        self._counts[SlotState.MISSING].say(tr("{count} missing", count=missing) if missing else "")
        self._counts[SlotState.NOT_APPLICABLE].say(
            tr("{count} not applicable", count=away) if away else ""
        )

    def _clear(self) -> None:
        self.rows.clear()
        while (item := self._column.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()

    def _lay_out(self) -> None:
        counts = QHBoxLayout()
        counts.setSpacing(12)
        for words in self._counts.values():
            counts.addWidget(words)
        counts.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 10)
        head.setSpacing(8)
        head.addWidget(Words(self._tr("What is wanted"), "h3"))
        head.addWidget(self._meter)
        head.addLayout(counts)
        self._inside.setProperty("part", "page")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(4, 0, 4, 8)
        self._column.setSpacing(0)
        self._area = Scrolling()
        self._area.setWidget(self._inside)
        card = Card(padding=0)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(rule())
        card.body.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)


def _counts(slot: Slot) -> bool:
    """Whether ``slot`` is counted: what nobody asks for counts only once it is there."""
    return slot.required or slot.state is not SlotState.MISSING
