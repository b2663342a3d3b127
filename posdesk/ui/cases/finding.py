"""Finds what the chip and the words ask for; the latest keystroke wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from posdesk.domain.asked import PAGED, Asked, Order
from posdesk.domain.chip import Chip
from posdesk.domain.errors import PosDeskError
from posdesk.services.case_pages import Spread
from posdesk.services.desk import Desk
from posdesk.services.due_list import Listed
from posdesk.ui.cases.rows import HeldRows, PagedRows, Rows
from posdesk.ui.latest import Stop
from posdesk.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Found:
    """What there is: ``rows`` are ``None`` while they are still looked for.

    A count is ``None`` while it is not known. ``hidden`` cases that are not closed are more than a
    list of those holds; the counts of the living chips leave them out.
    """

    asked: Asked
    rows: Rows | None
    counts: Mapping[Chip, int | None]
    hidden: int = 0


_KEYS: dict[Order, Callable[[Listed], Any]] = {
    Order.NUMBER: lambda one: one.row.number,
    Order.OPENED: lambda one: one.row.opened_at,
    Order.AMOUNT: lambda one: one.row.amount or 0,
}


class Finding(QObject):
    """Living cases are found at once; what can be a million by a thread of its own."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._list, self._pages, self._slices = desk.case_list, desk.case_pages, desk.case_slices
        self._latest = tasks.latest(desk.case_pages)
        self.destroyed.connect(self._latest.finish)
        self._asked = Asked()
        self._rows: Rows | None = None
        self._spread: Spread | None = None
        self._counts: dict[Chip, int] = {}
        self._reached = -1
        self._again = False

    def ask(self, asked: Asked) -> None:
        """Tell what is found for ``asked``: at once, and again when more of it is known."""
        if asked.words != self._asked.words:
            self._counts = {}
        self._asked, self._again = asked, False
        self._rows = self._spread = None
        self._tell()
        if asked.chip in PAGED:
            self._read_first()
        elif not self._counts or self._has_gone_on():
            self._read_all()

    def renew(self) -> None:
        """Look again for what was asked last: cases have changed, or a minute has passed."""
        if self._latest.busy:
            self._again = True
        elif self._has_gone_on():
            self._read_all()
        elif self._spread is not None:
            self._take(self._spread)
        if self._asked.chip not in PAGED or not self._latest.busy:
            self._tell()

    def _has_gone_on(self) -> bool:
        try:
            return self._slices.reached != self._reached
        except PosDeskError as error:
            self.failed.emit(error)
            return False

    def _read_first(self) -> None:
        asked = self._asked

        def done(first: Spread) -> None:
            self._take(first)
            self._tell()
            self._read_all()

        def read(stop: Stop) -> Spread:
            return self._pages.beginning(asked, stop)

        self._latest.ask(self, read, done, self._not_found)

    def _read_all(self) -> None:
        """Read how many there are and which; where they are not listed, how many are closed."""
        asked, reached = self._asked, self._slices.reached
        if asked.chip not in PAGED:
            closed = Asked(Chip.CLOSED, asked.words)
            self._latest.ask(
                self,
                lambda stop: self._pages.count(closed, stop),
                lambda count: self._counted(reached, Chip.CLOSED, count),
                self._not_found,
            )
            return

        def done(spread: Spread) -> None:
            self._take(spread)
            self._counted(reached, asked.chip, spread.count)

        self._latest.ask(self, lambda stop: self._pages.spread(asked, stop), done, self._not_found)

    def _counted(self, reached: int, chip: Chip, count: int) -> None:
        self._reached = reached
        self._counts = {chip: count}
        self._tell()
        if self._again:
            self._again = False
            self.renew()

    def _take(self, spread: Spread) -> None:
        self._spread = spread
        self._rows = PagedRows(self._slices, spread, self.failed.emit)

    def _tell(self) -> None:
        asked = self._asked
        shelf = self._list.shelf(asked.chip, asked.words)
        rows = self._rows if asked.chip in PAGED else HeldRows(_ordered(shelf.rows, asked))
        counts: dict[Chip, int | None] = {**shelf.counts, Chip.CLOSED: None, Chip.ALL: None}
        counts |= self._counts
        if not shelf.hidden:
            _complete(counts)
        self.found.emit(Found(asked, rows, counts, shelf.hidden))

    def _not_found(self, error: PosDeskError) -> None:
        self.failed.emit(error)


def _ordered(rows: tuple[Listed, ...], asked: Asked) -> tuple[Listed, ...]:
    key = _KEYS.get(asked.order)
    if key is not None:
        return tuple(sorted(rows, key=key, reverse=asked.backwards))
    return rows[::-1] if asked.backwards else rows


def _complete(counts: dict[Chip, int | None]) -> None:
    """Tell the one of closed and all that is not known by the other: the rest are at hand."""
    living, closed, every = counts[Chip.LIVING], counts[Chip.CLOSED], counts[Chip.ALL]
    if living is None:
        return
    if closed is not None and every is None:
        counts[Chip.ALL] = closed + living
    elif every is not None and closed is None:
        counts[Chip.CLOSED] = max(0, every - living)
