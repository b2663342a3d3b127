"""Files on their way into a case, one after the other: what a bad one says stops no other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.intake.exhibits import CleanExhibit
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.exhibits.sources import Source
from posdesk.ui.tasks import Job, Tasks


@dataclass(frozen=True, slots=True)
class Coming:
    """One file on its way: for which case, as which kind, and what a person said of it."""

    case: str
    source: Source
    kind: str
    not_a_card: bool = False
    cover_found: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How far a queue is: ``kept``, ``known`` already, ``refused``, of ``total``."""

    total: int = 0
    kept: int = 0
    known: int = 0
    refused: int = 0

    @property
    def done(self) -> int:
        """How many have been dealt with."""
        return self.kept + self.known + self.refused


class IntakeQueue(QObject):
    """The worker cleans one file at a time, this thread keeps it; cancelling takes nothing back."""

    under_way = Signal(str)
    kept = Signal(object)
    known = Signal(str)
    refused = Signal(object, object)
    ended = Signal(bool)

    def __init__(
        self,
        parent: QObject,
        keeper: ExhibitKeeper,
        tasks: Tasks,
        read: Callable[[str], Case],
    ) -> None:
        super().__init__(parent)
        self._keeper, self._tasks, self._read = keeper, tasks, read
        self._waiting: deque[Coming] = deque()
        self._job: Job | None = None
        self.count = Count()

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        return self._job is not None

    def add(self, coming: Iterable[Coming]) -> None:
        """Let more files come in after those that are on their way."""
        if not self.is_busy:
            self.count = Count()
        more = tuple(coming)
        self._waiting.extend(more)
        self._counted(total=len(more))
        if more and not self.is_busy:
            self._next()

    def cancel(self) -> None:
        """Let in nothing more; what is kept already stays."""
        if self._job is not None:
            self._job.cancel()
            self._end(cancelled=True)

    def _next(self) -> None:
        coming = self._waiting.popleft()

        def work(report: Callable[[int, int], None]) -> CleanExhibit:
            report(0, 1)  # a job that was cancelled before its turn does nothing
            return coming.source.prepare(
                not_a_card=coming.not_a_card, cover_found=coming.cover_found, progress=report
            )

        self._job = self._tasks.run(
            self,
            work,
            lambda clean: self._keep(coming, clean),
            lambda error: self._refuse(coming, error),
        )
        self.under_way.emit(coming.source.name)

    def _keep(self, coming: Coming, clean: CleanExhibit) -> None:
        try:
            case = self._read(coming.case)
            if any(e.received_sha256 == clean.received_sha256 for e in case.exhibits):
                self._counted(known=1)
                self.known.emit(clean.name)
            else:
                kept = self._keeper.keep(case, clean, coming.kind)
                self._counted(kept=1)
                self.kept.emit(kept)
        except PosDeskError as error:
            self._refuse(coming, error)
            return
        self._go_on()

    def _refuse(self, coming: Coming, error: PosDeskError) -> None:
        self._counted(refused=1)
        self.refused.emit(coming, error)
        self._go_on()

    def _go_on(self) -> None:
        if self._job is None:
            return  # cancelled by whoever was just told
        if self._waiting:
            self._next()
        else:
            self._end(cancelled=False)

    def _end(self, *, cancelled: bool) -> None:
        self._waiting.clear()
        self._job = None
        self.ended.emit(cancelled)

    def _counted(self, *, total: int = 0, kept: int = 0, known: int = 0, refused: int = 0) -> None:
        now = self.count
        self.count = Count(
            now.total + total, now.kept + kept, now.known + known, now.refused + refused
        )
