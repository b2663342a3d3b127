"""Finds what the chip and the words ask for; the latest keystroke wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posdesk.domain.chip import Chip
from posdesk.domain.errors import PosDeskError
from posdesk.services.case_list import CaseList, Closed
from posdesk.services.due_list import Listed
from posdesk.ui.tasks import Job, Tasks


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the chip and the words."""

    chip: Chip = Chip.LIVING
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is: ``rows`` are ``None`` while the closed ones are still looked for."""

    asked: Asked
    rows: tuple[Listed, ...] | None
    counts: Mapping[Chip, int]


class Finding(QObject):
    """Living cases are found at once; closed ones, which can be very many, by the worker."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, cases: CaseList, tasks: Tasks) -> None:
        super().__init__()
        self._cases, self._tasks = cases, tasks
        self._asked = Asked()
        self._known: tuple[Asked, Closed] | None = None
        self._last_count = 0
        self._job: Job | None = None
        self._late = False

    def ask(self, asked: Asked) -> None:
        """Tell what is found for ``asked``: at once, and once more when closed ones are known."""
        self._asked = asked
        self._tell()
        if self._closed() is None and self._job is None:
            self._run()

    def renew(self) -> None:
        """Look again for what was asked last: cases have changed."""
        self._known, self._late = None, self._job is not None
        self.ask(self._asked)

    def _closed(self) -> Closed | None:
        """Return the closed cases for what is asked now, ``None`` while they are not known."""
        if self._known is None:
            return None
        known, closed = self._known
        if known.words != self._asked.words:
            return None
        complete = known.chip is Chip.CLOSED or self._asked.chip is not Chip.CLOSED
        return closed if complete else None

    def _tell(self) -> None:
        asked, closed = self._asked, self._closed()
        shelf = self._cases.shelf(asked.chip, asked.words)
        if closed is not None:
            self._last_count = closed.count
        counts = {**shelf.counts, Chip.CLOSED: self._last_count}
        rows: tuple[Listed, ...] | None = shelf.rows
        if asked.chip is Chip.CLOSED:
            rows = closed.rows if closed else None
        self.found.emit(Found(asked, rows, counts))

    def _run(self) -> None:
        asked = self._asked

        def work(_report: object) -> Closed:
            return self._cases.closed(asked.words, rows=asked.chip is Chip.CLOSED)

        def done(closed: Closed) -> None:
            self._job = None
            self._known, self._late = None if self._late else (asked, closed), False
            if self._closed() is None:
                self._run()
            else:
                self._tell()

        self._job = self._tasks.run(self, work, done, self._not_found)

    def _not_found(self, error: PosDeskError) -> None:
        self._job = None
        self.failed.emit(error)
