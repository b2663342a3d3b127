"""Cases by pages of 256 rows, however many there are: the first at once, any other by its number.

first     the rows to begin with, and whether there are more
spread    how many there are and which, in their order; it can be broken off at any time
page      one page of a spread
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from posdesk.storage.database import Database
from posdesk.storage.queries.case_rows import CaseRow
from posdesk.storage.queries.placed import rows_at
from posdesk.storage.queries.places import Places
from posdesk.storage.queries.wanted import By, Wanted
from posdesk.storage.trouble import Interrupted

__all__ = ["PAGE", "By", "First", "Pages", "Spread", "Stop", "Superseded", "Wanted"]

PAGE = 256
"""Rows of a page."""

Stop = Callable[[], bool]
"""Says whether nobody waits for the answer any more."""

_STEPS = 20_000
"""Steps of SQLite between two looks at ``Stop``: about a millisecond."""


class Superseded(Exception):
    """Nobody waits for this answer any more; a newer question was asked."""


@dataclass(frozen=True, slots=True)
class First:
    """The rows to begin with; ``more`` says that they are not all."""

    rows: tuple[CaseRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How many cases there are, and the place of each in the order that was asked for.

    With ``more`` it is only the beginning.
    """

    count: int
    places: array[int]
    more: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are; the last may be short."""
        return -(-self.count // PAGE)


class Pages:
    """Asks the derived tables of one database for pages of cases.

    Each question raises ``Superseded`` where ``stop`` says so, within some milliseconds.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._places = Places(database)

    def first(self, wanted: Wanted, stop: Stop | None = None) -> First:
        """Return the first page."""
        with self._until(stop):
            places = array("q", self._places.some(wanted, PAGE + 1))
            return First(tuple(rows_at(self._database, places[:PAGE])), len(places) > PAGE)

    def beginning(self, wanted: Wanted, stop: Stop | None = None) -> Spread:
        """Return which cases stand on the first page, without reading them."""
        with self._until(stop):
            places = array("q", self._places.some(wanted, PAGE + 1))
            some = places[:PAGE]
            return Spread(len(some), some, len(places) > PAGE)

    def spread(self, wanted: Wanted, stop: Stop | None = None) -> Spread:
        """Return how many there are and which."""
        with self._until(stop):
            places, found = array("q"), self._places.all(wanted)
            while some := tuple(islice(found, PAGE * 16)):
                places.extend(some)
                if stop is not None and stop():
                    raise Superseded
            return Spread(len(places), places)

    def count(self, wanted: Wanted, stop: Stop | None = None) -> int:
        """Return how many there are, without keeping which."""
        with self._until(stop):
            known = self._places.count(wanted)
        return self.spread(wanted, stop).count if known is None else known

    def page(
        self, wanted: Wanted, spread: Spread, number: int, stop: Stop | None = None
    ) -> tuple[CaseRow, ...]:
        """Return page ``number``, from 0; cases that are gone meanwhile are left out."""
        with self._until(stop):
            some = spread.places[number * PAGE : (number + 1) * PAGE]
            return tuple(rows_at(self._database, some))

    @contextmanager
    def _until(self, stop: Stop | None) -> Iterator[None]:
        """Break off what is asked inside as soon as ``stop`` says so."""
        if stop is None:
            yield
            return
        if stop():
            raise Superseded
        self._database.connection.set_progress_handler(stop, _STEPS)
        try:
            yield
        except Interrupted:
            if stop():
                raise Superseded from None
            raise
        finally:
            self._database.connection.set_progress_handler(None, 0)
