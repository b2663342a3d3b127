"""The lines of a list, few or a million: all at hand, or read where somebody looks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from posdesk.domain.errors import PosDeskError
from posdesk.services.case_pages import Spread
from posdesk.services.case_slices import CaseSlices
from posdesk.services.due_list import Listed

BLOCK = 32
"""Lines that are read at once: a screen is 9 to 20, and reading them takes less than 2 ms."""

_KEPT = 64
"""Blocks that are kept."""

MOST_SUMMED = 500
"""Lines of a long list whose amounts are summed up between two frames."""


class Rows(Protocol):
    """Lines in their order; ``complete`` where they are all that was found."""

    complete: bool

    def __len__(self) -> int: ...

    def __getitem__(self, line: int) -> Listed | None:
        """Return a line, ``None`` where the case has gone since."""

    def __iter__(self) -> Iterator[Listed | None]: ...

    @property
    def amount(self) -> int | None:
        """The sum of all lines, in fen, where it is known."""

    def lines_of(self, cases: Collection[str]) -> dict[str, int]:
        """Return at which line each of ``cases`` stands; others are left out."""

    def same_as(self, other: Rows) -> bool:
        """Return whether ``other`` has the same cases at the same lines."""

    def goes_on(self, other: Rows) -> bool:
        """Return whether ``other`` is the beginning of these lines."""


class HeldRows:
    """Lines that are all at hand."""

    complete = True

    def __init__(self, rows: tuple[Listed, ...] = ()) -> None:
        self._rows = rows
        self._lines: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, line: int) -> Listed:
        return self._rows[line]

    def __iter__(self) -> Iterator[Listed]:
        return iter(self._rows)

    @property
    def amount(self) -> int | None:
        return sum(one.row.amount or 0 for one in self._rows)

    def lines_of(self, cases: Collection[str]) -> dict[str, int]:
        if self._lines is None:
            self._lines = {one.row.id: line for line, one in enumerate(self._rows)}
        return {case: self._lines[case] for case in cases if case in self._lines}

    def same_as(self, other: Rows) -> bool:
        if not isinstance(other, HeldRows):
            return False
        return [one.row.id for one in self._rows] == [one.row.id for one in other]

    def goes_on(self, other: Rows) -> bool:
        return False


class PagedRows:
    """Lines that lie in the database, the last ones kept; ``failed`` tells of trouble."""

    def __init__(
        self, slices: CaseSlices, spread: Spread, failed: Callable[[PosDeskError], None]
    ) -> None:
        self._slices, self._spread, self._failed = slices, spread, failed
        self.complete = not spread.more
        self._blocks: OrderedDict[int, tuple[Listed | None, ...]] = OrderedDict()

    def __len__(self) -> int:
        return self._spread.count

    def __getitem__(self, line: int) -> Listed | None:
        number, within = divmod(line, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            block = self._read(number)
        else:
            self._blocks.move_to_end(number)
        return block[within] if within < len(block) else None

    def __iter__(self) -> Iterator[Listed | None]:
        return (self[line] for line in range(len(self)))

    def lines_of(self, cases: Collection[str]) -> dict[str, int]:
        try:
            return self._slices.lines_of(self._spread, tuple(cases))
        except PosDeskError as error:
            self._failed(error)
            return {}

    def same_as(self, other: Rows) -> bool:
        return isinstance(other, PagedRows) and self._spread.places == other._spread.places

    def goes_on(self, other: Rows) -> bool:
        if not isinstance(other, PagedRows) or not 0 < len(other) < len(self):
            return False
        return not other.complete and self._spread.places[: len(other)] == other._spread.places

    @property
    def amount(self) -> int | None:
        """The sum of a few lines, in fen; ``None`` where they are too many to be told."""
        if not self.complete or len(self) > MOST_SUMMED:
            return None
        try:
            return self._slices.amount(self._spread)
        except PosDeskError as error:
            self._failed(error)
            return None

    def _read(self, number: int) -> tuple[Listed | None, ...]:
        start = number * BLOCK
        try:
            block = self._slices.lines(self._spread, start, start + BLOCK)
        except PosDeskError as error:
            block = ()
            self._failed(error)
        self._blocks[number] = block
        if len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        return block
