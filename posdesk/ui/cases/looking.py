"""What is looked for among the cases, and which of them is stood on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.asked import PAGED, Asked, Order
from posdesk.domain.chip import Chip
from posdesk.services.desk import Desk
from posdesk.ui.cases.board import Board
from posdesk.ui.cases.finding import Finding, Found
from posdesk.ui.cases.place import Place
from posdesk.ui.cases.top import Top
from posdesk.ui.tasks import Tasks


class Looking(QObject):
    """Joins the field, the chips and the table by what is found.

    ``stood_on`` says that another case is to be shown, ``wanted``, or none.
    """

    stood_on = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, top: Top, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._top, self._board = desk, top, board
        self.asked, self._stay, self._seek = Asked(), False, False
        self.wanted: str | None = None
        self.finding = Finding(desk, tasks, self)
        self.finding.found.connect(self._found)
        self.finding.failed.connect(self.failed)
        top.chips.chosen.connect(self.choose_chip)
        top.field.words_changed.connect(self._typed)
        board.sort_wanted.connect(self.sort_by)
        board.chosen.connect(self.stand_on)

    @property
    def place(self) -> Place:
        """What is looked at now."""
        return Place(self.wanted, self.asked)

    def restore(self, place: Place) -> None:
        """Look at what was looked at before the window was built anew."""
        self.wanted, self.asked = place.case, place.asked
        self._top.field.line.setText(place.asked.words)
        self._ask(place.asked, seek=place.case is not None)

    def show_case(self, case: str) -> None:
        """Stand on a case, whatever the list was narrowed to."""
        self.stand_on(case)
        if not self._board.table.choose(case):
            closed = self._desk.log.case(case).life == "closed"
            self._top.field.line.clear()
            self._ask(Asked(Chip.CLOSED if closed else Chip.LIVING), seek=True)

    def choose_chip(self, chip: Chip) -> None:
        """Narrow the list to another chip."""
        self._ask(replace(self.asked, chip=chip))

    def sort_by(self, order: Order) -> None:
        """Sort by ``order``; what is sorted so already is turned round."""
        asked = self.asked
        backwards = order is asked.order and not asked.backwards
        far_down = self._board.table.currentIndex().row() > 0
        self._ask(replace(asked, order=order, backwards=backwards), seek=far_down)

    def renew(self) -> None:
        """Show what has changed; the case that is looked at stays, listed or not."""
        self._stay = True
        self.finding.renew()

    def stand_on(self, case: str) -> None:
        """Look at a case, at none where it is empty."""
        self.wanted = case or None
        self.stood_on.emit()

    def _typed(self, words: str) -> None:
        asked = replace(self.asked, words=words.strip())
        if asked != self.asked:
            self._ask(asked)

    def _ask(self, asked: Asked, *, seek: bool = False) -> None:
        """Look for something else; ``seek`` waits for the case that was stood on."""
        self._stay, self._seek, self.asked = False, seek and asked.chip in PAGED, asked
        self._top.chips.choose(asked.chip)
        self.finding.ask(asked)

    def _found(self, found: Found) -> None:
        self._top.chips.show_counts(found.counts, at_least=bool(found.hidden))
        if found.rows is None:
            return
        calendar = self._desk.follow_up.calendar
        table = self._board.table
        hold = self._stay or (self._seek and not found.rows.complete)
        self._board.show_found(found, found.rows, calendar, self.wanted, stay=hold)
        self._board.foot.tell(self._top.chips.chips[found.asked.chip].text(), found)
        if found.rows.complete:
            self._seek = False
        if table.current is None and not hold:
            self.wanted = None
            self.stood_on.emit()
