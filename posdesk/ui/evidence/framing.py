"""A frame around the row of a statement that is the payment itself, found by the worker."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import Exhibit
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.services.marking import Marker
from posdesk.ui.tasks import Tasks


class Framing(QObject):
    """``framed`` tells that something was stored, ``none_found`` of which exhibit no row was."""

    framed = Signal()
    none_found = Signal(str)
    failed = Signal(object)

    def __init__(self, marker: Marker, keeper: ExhibitKeeper, tasks: Tasks) -> None:
        super().__init__()
        self._marker, self._keeper, self._tasks = marker, keeper, tasks

    @staticmethod
    def may(exhibit: Exhibit) -> bool:
        """Return whether rows can be looked for on ``exhibit``: it is a statement with words."""
        return exhibit.kind == "statement" and not exhibit.mime.startswith("image/")

    def turn(self, case: Case, exhibit: Exhibit) -> None:
        """Frame the rows that are the payments of ``case``, or take the frames off again."""
        if exhibit.marks:
            self._keep(case, exhibit, ())
            return
        try:
            data = self._keeper.bytes_of(exhibit)
        except PosDeskError as error:
            self.failed.emit(error)
            return
        rows = self._marker.own_rows
        self._tasks.run(
            self,
            lambda _: rows(case, data, exhibit.mime),
            partial(self._found, case, exhibit),
            self.failed.emit,
        )

    def _found(self, case: Case, exhibit: Exhibit, boxes: tuple[Box, ...]) -> None:
        if boxes:
            self._keep(case, exhibit, boxes)
        else:
            self.none_found.emit(exhibit.name)

    def _keep(self, case: Case, exhibit: Exhibit, boxes: tuple[Box, ...]) -> None:
        try:
            self._marker.mark(case.id, exhibit.id, boxes)
        except PosDeskError as error:
            self.failed.emit(error)
            return
        self.framed.emit()
