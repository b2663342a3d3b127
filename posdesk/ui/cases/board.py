"""The card at the left: the table under its heads, its foot, and the line that takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.asked import Asked, Order
from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.chip import Chip
from posdesk.i18n import Translator
from posdesk.ui.cases.case_table import CaseTable
from posdesk.ui.cases.empty import Empty
from posdesk.ui.cases.finding import Found
from posdesk.ui.cases.foot import Foot
from posdesk.ui.cases.rows import Rows
from posdesk.ui.cases.undo_line import UndoLine
from posdesk.ui.parts.card import Card
from posdesk.ui.theme import GAP, Theme


class Board(Card):
    """Shows what was found, or why there is nothing; ``chosen`` is empty where nothing is."""

    chosen = Signal(str)
    counter_wanted = Signal()
    sort_wanted = Signal(object)

    def __init__(self, theme: Theme, tr: Translator, clock: Callable[[], datetime]) -> None:
        super().__init__(padding=1)
        self.table = CaseTable(theme, tr, clock)
        self.empty = Empty(theme, tr)
        self.foot = Foot(theme, tr)
        self.undo_line = UndoLine(theme, tr)
        self.table.chosen.connect(self.chosen)
        self.table.heads.sort_wanted.connect(self.sort_wanted)
        self.foot.order_pressed.connect(self.sort_next)
        self.empty.counter_wanted.connect(self.counter_wanted)
        self._order = Order.DUE
        self._lay_out()
        self._show_order(Asked())

    def show_found(
        self,
        found: Found,
        rows: Rows,
        calendar: WorkCalendar,
        wanted: str | None,
        *,
        stay: bool,
    ) -> None:
        """Show the ``rows`` that were found; ``wanted`` is stood on where it is among them.

        Else the first is, but with ``stay`` none: what is looked at has only left the list.
        """
        self._show_order(found.asked)
        self.table.show_rows(rows, calendar, wanted, stay=stay)
        any_case = bool(found.counts[Chip.LIVING] or found.counts[Chip.CLOSED])
        self.empty.explain(found.asked.chip, found.asked.words, any_case=any_case)
        self._pile.setCurrentWidget(self._full if rows else self.empty)

    def sort_next(self) -> None:
        """Ask for the next of the orders."""
        orders = list(Order)
        self.sort_wanted.emit(orders[(orders.index(self._order) + 1) % len(orders)])

    def _show_order(self, asked: Asked) -> None:
        self._order = asked.order
        self.table.heads.show_order(asked)
        self.foot.show_order(asked)

    def _lay_out(self) -> None:
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.table.heads, 0), (self.table, 1), (self.foot, 0)):
            column.addWidget(part, stretch)
        self._pile = QStackedWidget()
        self._pile.addWidget(self._full)
        self._pile.addWidget(self.empty)
        last = QHBoxLayout()
        last.setContentsMargins(GAP - 1, 0, GAP - 1, 0)
        last.addWidget(self.undo_line)
        self.body.setSpacing(0)
        self.body.addWidget(self._pile, 1)
        self.body.addLayout(last)
        self.body.addSpacing(12)
