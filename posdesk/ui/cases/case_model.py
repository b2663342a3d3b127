"""The cases of the table, put into words when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from posdesk.domain.calendar import WorkCalendar
from posdesk.i18n import Translator
from posdesk.ui.cases.case_line import CaseLine, case_line
from posdesk.ui.cases.columns import Column
from posdesk.ui.cases.rows import HeldRows, Rows

_ROLES = frozenset((Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole))
_KEPT = 2000
"""Lines whose words are kept."""

_Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractTableModel):
    """Rows of cases; the words of a line are made when it is first shown.

    ``most`` is the largest amount seen, in fen; ``widened`` tells of a larger one.
    """

    widened = Signal()

    def __init__(self, tr: Translator, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._tr, self._clock = tr, clock
        self._lines: OrderedDict[int, CaseLine | None] = OrderedDict()
        self._calendar = WorkCalendar()
        self.rows: Rows = HeldRows()
        self.most = 0

    def show_rows(self, rows: Rows, calendar: WorkCalendar) -> bool:
        """Show other rows; return whether others stand at the lines of before.

        More lines below the same ones, or other words for them, are no others.
        """
        same, before = rows.same_as(self.rows), self.rows
        self._lines.clear()
        self._calendar = calendar
        if isinstance(rows, HeldRows):
            self.most = max((one.row.amount or 0 for one in rows), default=0)
        if same:
            self.rows = rows
        elif rows.goes_on(before):
            self.beginInsertRows(QModelIndex(), len(before), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        return False

    def line(self, place: int) -> CaseLine | None:
        """Return the words of a row, ``None`` where its case has gone."""
        if place in self._lines:
            return self._lines[place]
        one = self.rows[place]
        made = case_line(one, self._clock(), self._calendar, self._tr) if one else None
        self._lines[place] = made
        if one and (one.row.amount or 0) > self.most:
            self.most = one.row.amount or 0
            self.widened.emit()
        if len(self._lines) > _KEPT:
            self._lines.popitem(last=False)
        return made

    def case_at(self, place: int) -> str | None:
        """Return the id of the case at a row, ``None`` where there is none."""
        one = self.rows[place] if 0 <= place < len(self.rows) else None
        return one.row.id if one else None

    def place_of(self, case: str) -> int | None:
        """Return the row of a case, ``None`` where it is not listed."""
        return self.rows.lines_of((case,)).get(case)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return self._tip(line, Column(index.column()))

    def _tip(self, line: CaseLine, column: Column) -> str:
        """Return the whole words where a narrow column may cut them."""
        whole = {
            Column.REASON: f"{line.reason}\n{line.paid_by}".strip(),
            Column.STATE: line.state,
            Column.NEXT: f"{line.due}\n{line.step}".strip(),
        }
        return whole.get(column, "")
