"""The cases that can be a million, for the table that shows them: by pages, and always the latest.

One thread reads, by a connection of its own; whoever types meanwhile interrupts it, and what was
asked before is given up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from posdesk.domain.asked import PAGED, Asked, Order
from posdesk.services.due_list import DueList, Listed
from posdesk.storage.queries.pages import PAGE, By, Spread, Stop, Superseded, Wanted
from posdesk.storage.store import Store
from posdesk.storage.trouble import Interrupted

__all__ = ["PAGE", "CasePages", "FirstPage", "Spread", "Stop", "Superseded"]

_BY = {
    Order.DUE: By.PLACE,
    Order.OPENED: By.PLACE,
    Order.NUMBER: By.NUMBER,
    Order.AMOUNT: By.AMOUNT,
}

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The rows to begin with; ``more`` says that they are not all."""

    rows: tuple[Listed, ...]
    more: bool


class CasePages:
    """Reads the chips of ``PAGED`` for one thread, the one that asks first.

    ``stop`` says, whenever it is called, whether a newer question waits; then ``Superseded`` is
    raised. All else that is raised is ``DataTrouble``.
    """

    def __init__(self, store: Store, due: DueList) -> None:
        self._source, self._due = store, due
        self._own: Store | None = None
        self._lock = Lock()

    def first(self, asked: Asked, stop: Stop = lambda: False) -> FirstPage:
        """Return the first page of what is asked, quicker than a keystroke."""
        found = self._ask(lambda store: store.pages.first(as_wanted(asked)), stop)
        return FirstPage(self._due.listed(found.rows), found.more)

    def beginning(self, asked: Asked, stop: Stop = lambda: False) -> Spread:
        """Return which cases stand on the first page, ten times quicker than the page itself."""
        return self._ask(lambda store: store.pages.beginning(as_wanted(asked), stop), stop)

    def spread(self, asked: Asked, stop: Stop = lambda: False) -> Spread:
        """Return how many cases there are, and where each page of them is found.

        It holds until the journal goes on; then what was changed may stand on its former page.
        """
        return self._ask(lambda store: store.pages.spread(as_wanted(asked), stop), stop)

    def count(self, asked: Asked, stop: Stop = lambda: False) -> int:
        """Return how many cases there are, where nobody wants to see them."""
        return self._ask(lambda store: store.pages.count(as_wanted(asked), stop), stop)

    def page(
        self, asked: Asked, spread: Spread, number: int, stop: Stop = lambda: False
    ) -> tuple[Listed, ...]:
        """Return page ``number``, from 0, of ``spread``; ``PAGE`` rows but for the last.

        There are fewer where cases were erased since.
        """
        wanted = as_wanted(asked)
        return self._due.listed(
            self._ask(lambda store: store.pages.page(wanted, spread, number, stop), stop)
        )

    def interrupt(self) -> None:
        """Break off what is being read; any thread may say so.

        Only a question whose ``stop`` agrees is given up; another one is asked again.
        """
        with self._lock:
            if self._own is not None:
                self._own.interrupt()

    def close(self) -> None:
        """Close the connection; on the thread that reads, and before the store is closed."""
        with self._lock:
            own, self._own = self._own, None
        if own is not None:
            own.close()

    def _ask(self, question: Callable[[Store], Answer], stop: Stop) -> Answer:
        while not stop():
            try:
                return question(self._store())
            except Interrupted:
                continue
        raise Superseded

    def _store(self) -> Store:
        if self._own is None:
            own = self._source.again()
            with self._lock:
                self._own = own
        return self._own


def as_wanted(asked: Asked) -> Wanted:
    """Return what is asked as storage is asked; the newest stand first where nothing else is."""
    down = asked.backwards != (asked.order is Order.DUE)
    return Wanted(asked.words, PAGED[asked.chip], _BY[asked.order], down)
