"""The table of cases: one line a case, moved through by keys, sorted by its heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.money import show_amount
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.ui.cases.case_delegate import GAP, CaseDelegate
from posdesk.ui.cases.case_model import CaseModel, Order
from posdesk.ui.cases.columns import Column, column_widths
from posdesk.ui.cases.heads import Heads
from posdesk.ui.theme import ANSWER, Theme, metrics

_Flag = QItemSelectionModel.SelectionFlag


class CaseTable(QTableView):
    """Shows cases; ``chosen`` tells the one that is stood on, ``opened`` the one to go into."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.cases = CaseModel(tr, clock)
        self.heads = Heads(theme, tr)
        self._delegate = CaseDelegate(theme)
        self._lang, self._quiet, self._amount = tr.lang, False, 0
        self.setModel(self.cases)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Cases"))
        self._look()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(self._entered)
        self.heads.sort_wanted.connect(self.sort_by)
        self.heads.show_order(self.cases.order, backwards=False)

    @property
    def current(self) -> str | None:
        """The id of the case that is stood on."""
        place = self.currentIndex().row()
        return self.cases.rows[place].row.id if place >= 0 else None

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of all cases that are selected, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.cases.rows[place].row.id for place in places)

    @property
    def names(self) -> str:
        """What a file of all selected cases is called: their numbers, or the first and how many."""
        numbers = [
            self.cases.rows[i.row()].row.number for i in self.selectionModel().selectedRows()
        ]
        first, more = min(numbers, default=""), len(numbers) - 1
        return f"{first}+{more}" if more > 0 else first

    def show_rows(
        self,
        rows: Sequence[Listed],
        calendar: WorkCalendar,
        wanted: str | None,
        *,
        stay: bool = False,
    ) -> None:
        """Show ``rows`` and stand on the case ``wanted``.

        Where it is not among them, the first is stood on; with ``stay`` none is.
        """
        several = self.selected
        self._quiet = True
        self.cases.show_rows(rows, calendar)
        most = max((one.row.amount or 0 for one in rows), default=0)
        self._amount = metrics("strong").horizontalAdvance(show_amount(most)) + 2 * GAP + 2
        self._place_columns()
        self._choose(wanted, several, stay=stay)

    def sort_by(self, order: Order) -> None:
        """Sort otherwise; what was chosen stays so."""
        wanted, several = self.current, self.selected
        self._quiet = True
        self.cases.sort_by(order)
        self.heads.show_order(order, backwards=self.cases.backwards)
        self._choose(wanted, several)

    def choose(self, case: str) -> bool:
        """Stand on a case; return whether it is listed."""
        place = self.cases.place_of(case)
        if place is not None:
            self.selectRow(place)
        return place is not None

    def step(self, by: int) -> None:
        """Stand on the case above or below."""
        count = len(self.cases.rows)
        if count:
            self.selectRow(min(count - 1, max(0, self.currentIndex().row() + by)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.opened.emit(self.current)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.cases.rows:
            last = len(self.cases.rows) - 1
            self.selectRow(0 if key == Qt.Key.Key_Home else last)
        elif key in _MOVES or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the page knows the other keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_columns()

    def _place_columns(self) -> None:
        widths = column_widths(self.viewport().width(), self._lang, self._amount)
        for column in Column:
            wide = widths.get(column, 0)
            if self.isColumnHidden(column) != (not wide):
                self.setColumnHidden(column, not wide)
            if wide and self.columnWidth(column) != wide:
                self.setColumnWidth(column, wide)
        self.heads.place(widths)

    def _choose(self, wanted: str | None, several: Sequence[str], *, stay: bool = False) -> None:
        place = self.cases.place_of(wanted) if wanted else None
        stay = stay and wanted is not None
        if self.cases.rows and not (stay and place is None):
            self.selectRow(place or 0)
        for case in several if place is not None and len(several) > 1 else ():
            other = self.cases.place_of(case)
            if other is not None:
                index = self.cases.index(other, 0)
                self.selectionModel().select(index, _Flag.Select | _Flag.Rows)
        self._quiet = False
        if self.current != wanted and not stay:
            self.chosen.emit(self.current or "")

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and now.isValid():
            self.chosen.emit(self.cases.rows[now.row()].row.id)

    def _entered(self, index: QModelIndex) -> None:
        self.opened.emit(self.cases.rows[index.row()].row.id)

    def _look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("part", "cases")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(0)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ANSWER)


_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
