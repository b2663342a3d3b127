"""The table of cases: one line a case, moved through by keys, sorted by its heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.money import show_amount
from posdesk.i18n import Translator
from posdesk.ui.cases.case_delegate import GAP, CaseDelegate
from posdesk.ui.cases.case_model import CaseModel
from posdesk.ui.cases.choice import Choice
from posdesk.ui.cases.columns import Column, column_widths
from posdesk.ui.cases.heads import Heads
from posdesk.ui.cases.rows import Rows
from posdesk.ui.theme import ANSWER, Theme, metrics

_Flag = QItemSelectionModel.SelectionFlag


class CaseTable(QTableView):
    """Shows cases; ``chosen`` tells the one that is stood on, ``opened`` the one to go into.

    ``limited`` says that more than ``choice.MOST`` were to be selected: so many are.
    """

    chosen = Signal(str)
    opened = Signal(str)
    limited = Signal()

    def __init__(self, theme: Theme, tr: Translator, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.cases = CaseModel(tr, clock)
        self.heads = Heads(theme, tr)
        self._delegate = CaseDelegate(theme)
        self._lang, self._quiet = tr.lang, False
        self._choice = Choice(self, self.cases, self.limited.emit)
        self.setModel(self.cases)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Cases"))
        self._look()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.cases.widened.connect(self._place_columns, Qt.ConnectionType.QueuedConnection)
        self.doubleClicked.connect(self._entered)

    @property
    def current(self) -> str | None:
        """The id of the case that is stood on."""
        return self.cases.case_at(self.currentIndex().row())

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of all cases that are selected, from the top."""
        return self._choice.cases

    @property
    def names(self) -> str:
        """What a file of all selected cases is called: their numbers, or the first and how many."""
        return self._choice.names

    def show_rows(
        self, rows: Rows, calendar: WorkCalendar, wanted: str | None, *, stay: bool = False
    ) -> None:
        """Show ``rows`` and stand on the case ``wanted``.

        Where it is not among them, the first is stood on; with ``stay`` none is, and what is on
        screen stays where it is.
        """
        several, top = self.selected, self._top() if stay else None
        self._quiet = True
        before = self.cases.rowCount()
        if self.cases.show_rows(rows, calendar) or self.current != wanted:
            self._choose(wanted, several, stay=stay)
            if top is not None:
                self._scroll_back(*top)
        self._quiet = False
        self._place_columns()
        if self.cases.rowCount() == before:
            self.viewport().update()  # the same lines may have other words by now
        if self.current != wanted and not (stay and wanted is not None):
            self.chosen.emit(self.current or "")

    def choose(self, case: str) -> bool:
        """Stand on a case; return whether it is listed."""
        place = self.cases.place_of(case)
        if place is not None:
            self.selectRow(place)
        return place is not None

    def step(self, by: int) -> None:
        """Stand on the case above or below."""
        count = self.cases.rowCount()
        if count:
            self.selectRow(min(count - 1, max(0, self.currentIndex().row() + by)))

    def selectAll(self) -> None:
        """Select the cases from the first on, as many as can be selected at once."""
        if self.cases.rowCount():
            self._choice.extend(0, self.cases.rowCount() - 1)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._choice.limit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.opened.emit(self.current)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.cases.rowCount():
            last = 0 if key == Qt.Key.Key_Home else self.cases.rowCount() - 1
            if held & Qt.KeyboardModifier.ShiftModifier:
                self._choice.extend(self.currentIndex().row(), last)
            else:
                self.selectRow(last)
        elif key in _MOVES or held & Qt.KeyboardModifier.ControlModifier:
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
        amount = metrics("strong").horizontalAdvance(show_amount(self.cases.most)) + 2 * GAP + 2
        widths = column_widths(self.viewport().width(), self._lang, amount)
        for column in Column:
            wide = widths.get(column, 0)
            if self.isColumnHidden(column) != (not wide):
                self.setColumnHidden(column, not wide)
            if wide and self.columnWidth(column) != wide:
                self.setColumnWidth(column, wide)
        self.heads.place(widths)

    def _top(self) -> tuple[str | None, int]:
        """Return the first case on screen and how far it is scrolled out."""
        bar = self.verticalScrollBar().value()
        return (self.cases.case_at(bar // ANSWER) if bar else None), bar % ANSWER

    def _scroll_back(self, case: str | None, out: int) -> None:
        """Show the same case first again; who was at the top stays at the top."""
        place = self.cases.place_of(case) if case else 0
        if place is not None:
            self.verticalScrollBar().setValue(place * ANSWER + out)

    def _choose(self, wanted: str | None, several: Sequence[str], *, stay: bool) -> None:
        place = self.cases.place_of(wanted) if wanted else None
        stay = stay and wanted is not None
        self.updateGeometries()  # the scroll bar knows of new lines at once
        if not self.cases.rowCount():
            return
        if place is not None or not stay:
            self.selectRow(place or 0)
        else:
            self.selectionModel().clear()
        if place is not None and len(several) > 1:
            self._choice.add(several)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and now.isValid():
            self.chosen.emit(self.cases.case_at(now.row()) or "")

    def _entered(self, index: QModelIndex) -> None:
        case = self.cases.case_at(index.row())
        if case is not None:
            self.opened.emit(case)

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
