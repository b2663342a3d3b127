"""What of the exhibits should be covered before they go out, looked for by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal

from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import Exhibit
from posdesk.intake.exhibits import CoveredExhibit
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.evidence.making import Making
from posdesk.ui.tasks import Tasks


class Look(Enum):
    """How far the covering of one exhibit is."""

    SEARCHING = "searching"
    PROPOSED = "proposed"
    CLEAN = "clean"
    BY_EYE = "by eye"
    COVERED = "covered"
    LEFT_OPEN = "left open"
    COVERING = "covering"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on the bytes of one exhibit; ``boxes`` are the places proposed."""

    look: Look
    boxes: tuple[Box, ...] = ()


class Covering(QObject):
    """Holds what was found by the exhibits' bytes: what is covered has others and is asked anew."""

    changed = Signal()
    covered = Signal()
    failed = Signal(object)

    def __init__(self, making: Making, keeper: ExhibitKeeper, tasks: Tasks) -> None:
        super().__init__()
        self._making, self._keeper, self._tasks = making, keeper, tasks
        self._found: dict[str, Found] = {}

    @property
    def exhibits(self) -> tuple[tuple[Case, Exhibit], ...]:
        """The exhibits that go out, with their cases."""
        left_out = self._making.left_out
        return tuple(
            (case, exhibit)
            for case in self._making.cases
            for exhibit in case.exhibits
            if exhibit.id not in left_out
        )

    @property
    def waiting(self) -> int:
        """How many places nobody has decided about yet."""
        found = [self.of(exhibit) for _, exhibit in self.exhibits]
        return sum(len(one.boxes) for one in found if one.look in (Look.PROPOSED, Look.COVERING))

    @property
    def is_searching(self) -> bool:
        """Whether an exhibit has not been searched yet."""
        return any(self.of(exhibit).look is Look.SEARCHING for _, exhibit in self.exhibits)

    def of(self, exhibit: Exhibit) -> Found:
        """Return what was found on ``exhibit``."""
        return self._found.get(exhibit.sha256, Found(Look.SEARCHING))

    def search(self) -> None:
        """Look through what was not looked through yet."""
        for _, exhibit in self.exhibits:
            if exhibit.sha256 in self._found:
                continue
            if exhibit.mime.startswith("image/"):
                look = Look.COVERED if exhibit.boxes else Look.BY_EYE
                self._found[exhibit.sha256] = Found(look)
                continue
            self._found[exhibit.sha256] = Found(Look.SEARCHING)
            try:
                data = self._keeper.bytes_of(exhibit)
            except PosDeskError as error:
                self._fail(exhibit, error)
                continue
            self._tasks.run(
                self,
                partial(_search, self._keeper, data, exhibit.mime),
                partial(self._searched, exhibit),
                partial(self._fail, exhibit),
            )
        self.changed.emit()

    def cover(self, case: Case, exhibit: Exhibit) -> None:
        """Cover all places proposed, in the worker, for good."""
        found = self.of(exhibit)
        if found.look is not Look.PROPOSED:
            return
        keeper, data, mime, boxes = (
            self._keeper,
            self._keeper.bytes_of(exhibit),
            exhibit.mime,
            found.boxes,
        )
        self._put(exhibit, Found(Look.COVERING, boxes))

        def failed(error: PosDeskError) -> None:
            self._put(exhibit, found)
            self.failed.emit(error)

        def keep(covered: CoveredExhibit) -> None:
            try:
                keeper.keep_covered(case, exhibit, covered)
            except PosDeskError as error:
                failed(error)
                return
            self.covered.emit()

        self._tasks.run(
            self, lambda report: keeper.cover_bytes(data, mime, boxes, report), keep, failed
        )

    def leave_open(self, exhibit: Exhibit) -> None:
        """Take the decision that nothing of it is to be covered."""
        self._put(exhibit, Found(Look.LEFT_OPEN, self.of(exhibit).boxes))

    def reconsider(self, exhibit: Exhibit) -> None:
        """Take that decision back."""
        self._put(exhibit, Found(Look.PROPOSED, self.of(exhibit).boxes))

    def _searched(self, exhibit: Exhibit, boxes: tuple[Box, ...]) -> None:
        covered = Look.COVERED if exhibit.boxes else Look.CLEAN
        self._put(exhibit, Found(Look.PROPOSED if boxes else covered, boxes))

    def _fail(self, exhibit: Exhibit, error: PosDeskError) -> None:
        self._put(exhibit, Found(Look.BY_EYE))
        self.failed.emit(error)

    def _put(self, exhibit: Exhibit, found: Found) -> None:
        self._found[exhibit.sha256] = found
        self.changed.emit()


def _search(keeper: ExhibitKeeper, data: bytes, mime: str, _report: object) -> tuple[Box, ...]:
    return keeper.proposals(data, mime)
