"""The pages of a draft as pictures, made by a worker one at a time, those first that are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from posdesk.domain.errors import PosDeskError
from posdesk.services.page_preview import page_png
from posdesk.ui.tasks import Job, Tasks

if TYPE_CHECKING:  # the page setter costs a start 0.1 s
    from posdesk.reports.bundle.compose import Draft

_HELD = 64
"""Pictures of one width that are held: a small page takes about 100 kB."""


class DraftPages(QObject):
    """Gives pages of one width; of what was asked for last, the newest wish is met first."""

    arrived = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, width: int, held: int = _HELD) -> None:
        super().__init__()
        self._tasks, self._width, self._most = tasks, width, held
        self._places: tuple[tuple[bytes, int], ...] = ()
        self._made: OrderedDict[int, QImage] = OrderedDict()
        self._wishes: list[int] = []
        self._job: Job | None = None

    def show_parts(self, parts: Sequence[Draft]) -> None:
        """Go by other files, their pages in one row; what was asked of those before is let go."""
        self._places = tuple(
            (part.data, page) for part in parts for page in range(1, part.pages + 1)
        )
        self._made.clear()
        self._wishes.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._places)

    def page(self, page: int) -> QImage | None:
        """Return the picture of ``page`` (from 1), or ask for it: ``arrived`` tells of it."""
        held = self._made.get(page)
        if held is None and 1 <= page <= len(self._places):
            if page in self._wishes:
                self._wishes.remove(page)
            self._wishes = [*self._wishes, page][-self._most :]
            self._go_on()
        return held

    def _go_on(self) -> None:
        if self._job is not None or not self._wishes:
            return
        page, width = self._wishes.pop(), self._width
        data, own = self._places[page - 1]

        def made(image: QImage) -> None:
            self._job = None
            self._made[page] = image
            while len(self._made) > self._most:
                self._made.popitem(last=False)
            self.arrived.emit(page)
            self._go_on()

        self._job = self._tasks.run(
            self, lambda _: QImage.fromData(page_png(data, own, width)), made, self._fail
        )

    def _fail(self, error: PosDeskError) -> None:
        self._job = None
        self._wishes.clear()
        self.failed.emit(error)
