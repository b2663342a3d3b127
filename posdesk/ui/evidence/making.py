"""What the evidence page is about: cases, the order, and the draft that is made anew behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.preset import Preset
from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.bundle.slots import Slot, slots_for
from posdesk.domain.case import Case
from posdesk.domain.errors import DataTrouble, PosDeskError
from posdesk.domain.text import N_
from posdesk.services.evidence import Evidence, Fitted
from posdesk.ui.latest import Latest, Stop
from posdesk.ui.tasks import Stopped

if TYPE_CHECKING:  # the page setter costs a start 0.1 s
    from posdesk.reports.bundle.compose import CaseFile

_BROKE = N_(
    "The pages could not be made: a mistake in the program. The case is as it was. Choose something"
    " else, or leave an exhibit out."
)

SOON, LOOK = 120, 100
"""Milliseconds until a draft is begun after a change, and between two looks at how far it is."""


class Unread:
    """What a thread for drafts reads: nothing of its own, so nothing is to be closed."""

    def interrupt(self) -> None:
        """A draft asks at every page whether it is still wanted."""

    def close(self) -> None:
        """Nothing is held."""


class _Count:
    """How far a draft is; written by its thread, looked at by the window."""

    done, total = 0, 0


class Making(QObject):
    """``renewed`` tells of other cases or another order, ``made`` of a draft of what is so now.

    The draft is what the recipient takes: a preset's limits are part of what is ordered.
    """

    renewed = Signal()
    made = Signal()
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(
        self,
        evidence: Evidence,
        latest: Latest,
        references: Sequence[str],
        order: BundleOrder,
        preset: Preset,
    ) -> None:
        super().__init__()
        self._evidence, self._latest = evidence, latest
        self._references = tuple(references)
        self._all: tuple[CaseFile, ...] = evidence.gather(self._references)
        self.order, self.preset = order, preset
        self.left_out: frozenset[str] = frozenset()
        self.fitted: Fitted | None = None
        self.trouble: PosDeskError | None = None
        self._count = _Count()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._ask)
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self._tell)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases as they are now, with all their exhibits."""
        return tuple(file.case for file in self._all)

    @property
    def is_busy(self) -> bool:
        """Whether a draft is wanted that is not there yet."""
        return self._soon.isActive() or self._look.isActive()

    def slots(self, case: Case) -> tuple[Slot, ...]:
        """Return what is asked for by this kind of request, as far as it goes out."""
        going = tuple(e for e in case.exhibits if e.id not in self.left_out)
        return slots_for(case.changed(exhibits=going), self.order.kind)

    @property
    def kinds(self) -> tuple[RequestKind, ...]:
        """What the cases come to by themselves, each kind once."""
        return tuple(dict.fromkeys(kind_of(case) for case in self.cases))

    def begin(self) -> None:
        """Tell what is so, and make the first draft."""
        self._changed()

    def choose(self, order: BundleOrder, preset: Preset) -> None:
        """Make another draft where the order is another one, or the recipient."""
        if (order, preset) != (self.order, self.preset):
            self.order, self.preset = order, preset
            self._changed()

    def leave_out(self, exhibits: frozenset[str]) -> None:
        """Make another draft, without these exhibits."""
        if exhibits != self.left_out:
            self.left_out = exhibits
            self._changed()

    def renew(self) -> None:
        """Read the cases again; another draft is made where anything of them changed."""
        try:
            files = self._evidence.gather(self._references)
        except PosDeskError as error:
            self.failed.emit(error)
            return
        if [file.case for file in files] != [file.case for file in self._all]:
            self._all = files
            self._changed()

    def stop(self) -> None:
        """Make no draft any more."""
        self._soon.stop()
        self._look.stop()
        self._latest.give_up()

    def _changed(self) -> None:
        self.fitted, self.trouble = None, None
        self._latest.give_up()
        self._look.stop()
        self._soon.start()
        self.renewed.emit()

    def _ask(self) -> None:
        evidence, order, preset = self._evidence, self.order, self.preset
        files = [file.without(self.left_out) for file in self._all]
        count = self._count = _Count()

        def work(stop: Stop) -> Fitted:
            def report(done: int, total: int) -> None:
                if stop():
                    raise Stopped
                count.done, count.total = done, total

            return evidence.fitted(files, order, preset, report)

        self._look.start()
        self._latest.ask(self, work, self._made, self._failed, self._broke)

    def _tell(self) -> None:
        self.progressed.emit(self._count.done, self._count.total)

    def _made(self, fitted: Fitted) -> None:
        self._look.stop()
        self.fitted = fitted
        self.made.emit()

    def _broke(self) -> None:
        self._failed(DataTrouble(_BROKE))

    def _failed(self, error: PosDeskError) -> None:
        self._look.stop()
        self.trouble = error
        self.failed.emit(error)
