"""Cases by pages of 256 rows, however many there are: the first at once, any other by its number.

first     the rows to begin with, and whether there are more
spread    how many there are and where each page begins; counted in slices, so that it can stop
page      one page of a spread
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.life import Life
from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CASES, CaseRow, case_row
from posdesk.storage.queries.holding import holding
from posdesk.storage.rows import Row

PAGE = 256
"""Rows of a page."""

Stop = Callable[[], bool]
"""Says whether nobody waits for the answer any more."""


class Superseded(Exception):
    """Nobody waits for this answer any more; a newer question was asked."""


class By(StrEnum):
    """What pages are sorted by; ``PLACE`` is the order in which this copy learnt of the cases."""

    PLACE = "place"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the pages hold and how they are sorted; ``down`` begins with the newest or largest."""

    query: str = ""
    lives: frozenset[Life] = frozenset(Life)
    by: By = By.PLACE
    down: bool = True


@dataclass(frozen=True, slots=True)
class First:
    """The rows to begin with; ``more`` says that they are not all."""

    rows: tuple[CaseRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How many cases there are and where to find each page of them."""

    count: int
    places: array[int]

    @property
    def pages(self) -> int:
        """How many pages there are; the last may be short."""
        return -(-self.count // PAGE)


class Pages:
    """Asks the derived tables of one database for pages of cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self, wanted: Wanted) -> First:
        """Return the first page."""
        places = self._places(wanted, PAGE + 1)
        return First(self._rows(places[:PAGE]), len(places) > PAGE)

    def spread(self, wanted: Wanted, stop: Stop) -> Spread:
        """Return how many there are and where; raises ``Superseded`` where ``stop`` says so."""
        if stop():
            raise Superseded
        places = self._places(wanted, -1)
        return Spread(len(places), places)

    def page(self, wanted: Wanted, spread: Spread, number: int) -> tuple[CaseRow, ...]:
        """Return page ``number``, from 0; cases that are gone meanwhile are left out."""
        return self._rows(spread.places[number * PAGE : (number + 1) * PAGE])

    def _places(self, wanted: Wanted, limit: int) -> array[int]:
        held, values = holding(wanted.query)
        where = " AND ".join([f"life IN ({', '.join('?' * len(wanted.lives))})", *held])
        way = "DESC" if wanted.down else "ASC"
        key = {By.PLACE: "rowid", By.NUMBER: "number", By.AMOUNT: "ifnull(amount, 0)"}[wanted.by]
        found = self._database.rows(
            f"SELECT rowid FROM cases WHERE {where} ORDER BY {key} {way}, rowid {way} LIMIT ?",
            (*sorted(wanted.lives), *values, limit),
        )
        return array("q", (row[0] for row in found))

    def _rows(self, places: array[int]) -> tuple[CaseRow, ...]:
        asked = ", ".join("?" * len(places))
        found = self._database.rows(
            CASES.replace("SELECT", "SELECT rowid,") + f" WHERE rowid IN ({asked})", places
        )
        known = {row[0]: case_row(Row._make(row[1:])) for row in found}
        return tuple(known[place] for place in places if place in known)
