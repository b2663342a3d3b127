"""Which cases are taken out: those of a search, those a list shows, or those that were named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from posdesk.services.due_list import DueList, Listed
from posdesk.storage.queries.pages import PAGE, Wanted
from posdesk.storage.store import Store

Batches = Iterator[Sequence[Listed]]
"""Cases by some hundred, so that a million of them never lie in memory."""


class Lot(Protocol):
    """Cases to be read out of a store that shows one moment."""

    def read(self, store: Store, due: DueList) -> tuple[int, Batches]:
        """Return how many cases there are, and all of them in order."""


@dataclass(frozen=True, slots=True)
class SearchedLot:
    """All cases that fit what is asked."""

    wanted: Wanted

    def read(self, store: Store, due: DueList) -> tuple[int, Batches]:
        """Find them all, then read page by page."""
        spread = store.pages.spread(self.wanted, lambda: False)
        pages = (store.pages.page(self.wanted, spread, n) for n in range(spread.pages))
        return spread.count, (due.listed(page) for page in pages)


@dataclass(frozen=True, slots=True)
class ListedLot:
    """The cases of a list, as it shows them."""

    rows: Sequence[Listed]

    def read(self, store: Store, due: DueList) -> tuple[int, Batches]:
        """Hand them on; what happened since to a case is in the next list."""
        rows = self.rows
        return len(rows), (rows[at : at + PAGE] for at in range(0, len(rows), PAGE))


@dataclass(frozen=True, slots=True)
class NamedLot:
    """The cases with these ids or numbers; reading raises ``NotFound`` where there is none."""

    references: Sequence[str]

    def read(self, store: Store, due: DueList) -> tuple[int, Batches]:
        """Look each up before any is read, so that a wrong name is told at once."""
        ids = tuple(dict.fromkeys(store.case(reference).id for reference in self.references))
        return len(ids), (
            _named(ids[at : at + PAGE], store, due) for at in range(0, len(ids), PAGE)
        )


def _named(ids: Sequence[str], store: Store, due: DueList) -> Sequence[Listed]:
    found = {case.row.id: case.row for case in store.living.cases(ids)}
    return due.listed(found[one] for one in ids)
