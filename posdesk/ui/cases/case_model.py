"""The cases of the table: sorted as a person wants them, put into words when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from posdesk.domain.calendar import WorkCalendar
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.ui.cases.case_line import CaseLine, case_line
from posdesk.ui.cases.columns import Column

LINE = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class Order(StrEnum):
    """What the table is sorted by; ``DUE`` is as the list comes."""

    DUE = "due"
    NUMBER = "number"
    OPENED = "opened"
    AMOUNT = "amount"


_KEYS: dict[Order, Callable[[Listed], Any]] = {
    Order.NUMBER: lambda one: one.row.number,
    Order.OPENED: lambda one: one.row.opened_at,
    Order.AMOUNT: lambda one: one.row.amount or 0,
}


class CaseModel(QAbstractTableModel):
    """Rows of cases; the words of a line are made when it is first shown."""

    def __init__(self, tr: Translator, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._tr, self._clock = tr, clock
        self._given: Sequence[Listed] = ()
        self._lines: dict[int, CaseLine] = {}
        self._calendar = WorkCalendar()
        self.rows: list[Listed] = []
        self.order, self.backwards = Order.DUE, False

    def show_rows(self, rows: Sequence[Listed], calendar: WorkCalendar) -> None:
        """Show other cases, given the most urgent first."""
        self._given, self._calendar = rows, calendar
        self._renew()

    def sort_by(self, order: Order) -> None:
        """Sort by ``order``; what is sorted so already is turned round."""
        self.backwards = order is self.order and not self.backwards
        self.order = order
        self._renew()

    def line(self, place: int) -> CaseLine:
        """Return the words of a row."""
        if place not in self._lines:
            made = case_line(self.rows[place], self._clock(), self._calendar, self._tr)
            self._lines[place] = made
        return self._lines[place]

    def place_of(self, case: str) -> int | None:
        """Return the row of a case, ``None`` where it is not listed."""
        return next((n for n, one in enumerate(self.rows) if one.row.id == case), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LINE:
            return self.line(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.line(index.row()).spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(self.line(index.row()), Column(index.column()))
        return None

    def _tip(self, line: CaseLine, column: Column) -> str:
        """Return the whole words where a narrow column may cut them."""
        whole = {
            Column.REASON: f"{line.reason}\n{line.paid_by}".strip(),
            Column.STATE: line.state,
            Column.NEXT: f"{line.due}\n{line.step}".strip(),
        }
        return whole.get(column, "")

    def _renew(self) -> None:
        self.beginResetModel()
        self._lines.clear()
        key = _KEYS.get(self.order)
        if key is None:
            self.rows = list(self._given)
            if self.backwards:
                self.rows.reverse()
        else:
            self.rows = sorted(self._given, key=key, reverse=self.backwards)
        self.endResetModel()
