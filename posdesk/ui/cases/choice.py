"""The cases of the table that are selected together: never so many that all are read for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from posdesk.ui.cases.case_model import CaseModel

MOST = 500
"""Cases that can be selected at once."""

_Flag = QItemSelectionModel.SelectionFlag


class Choice:
    """What is selected in one table; more than ``MOST`` is cut, and ``limited`` is told."""

    def __init__(self, table: QTableView, cases: CaseModel, limited: Callable[[], object]) -> None:
        self._table, self._model, self._limited = table, cases, limited

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of all that is selected, from the top."""
        ids = (self._model.case_at(line) for line in self._lines())
        return tuple(case for case in ids if case is not None)

    @property
    def names(self) -> str:
        """The numbers of all that is selected, or the first and how many more."""
        rows = self._model.rows
        numbers = [one.row.number for line in self._lines() if (one := rows[line]) is not None]
        first, more = min(numbers, default=""), len(numbers) - 1
        return f"{first}+{more}" if more > 0 else first

    def add(self, cases: Sequence[str]) -> None:
        """Select ``cases`` too, those that are listed."""
        chosen = QItemSelection()
        for line in self._model.rows.lines_of(cases).values():
            chosen.select(self._model.index(line, 0), self._model.index(line, 0))
        self._table.selectionModel().select(chosen, _Flag.Select | _Flag.Rows)

    def extend(self, start: int, end: int) -> None:
        """Select the lines from ``start`` up or down to ``end``, as many as can be."""
        start = max(0, start)
        last = min(end, start + MOST - 1) if end > start else max(end, start - MOST + 1)
        self._select(start, last)
        index = self._model.index(last, 0)
        self._table.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        if last != end:
            self._limited()

    def limit(self) -> None:
        """Cut what is selected where it is too much, at the end that was reached last."""
        ranges = self._table.selectionModel().selection()
        if sum(ranges.at(n).height() for n in range(ranges.count())) <= MOST:
            return
        top = min(ranges.at(n).top() for n in range(ranges.count()))
        bottom = max(ranges.at(n).bottom() for n in range(ranges.count()))
        if self._table.currentIndex().row() == top:
            self._select(bottom, max(top, bottom - MOST + 1))
        else:
            self._select(top, min(bottom, top + MOST - 1))
        self._limited()

    def _lines(self) -> list[int]:
        return sorted(index.row() for index in self._table.selectionModel().selectedRows())

    def _select(self, one: int, other: int) -> None:
        top, bottom = self._model.index(min(one, other), 0), self._model.index(max(one, other), 0)
        lines = QItemSelection(top, bottom)
        self._table.selectionModel().select(lines, _Flag.ClearAndSelect | _Flag.Rows)
