"""One drag of the mouse over a page: drawing a new box, moving one, or sizing it by a handle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF, Qt

from posdesk.domain.cover import Box
from posdesk.ui.exhibits.cover_paint import handles
from posdesk.ui.exhibits.draft import LEAST, Draft, moved, spanned
from posdesk.ui.exhibits.page_view import PageView

_CURSORS = {
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
}


@dataclass(frozen=True, slots=True)
class Grip:
    """What is under the mouse: the box at ``place`` and the sides that its handle moves."""

    place: int | None = None
    sides: str = ""

    @property
    def cursor(self) -> Qt.CursorShape:
        """The shape that tells what a press would do."""
        if self.sides:
            return _CURSORS[self.sides]
        return Qt.CursorShape.CrossCursor if self.place is None else Qt.CursorShape.SizeAllCursor


def grip_at(view: PageView, draft: Draft, page: int, point: QPointF) -> Grip:
    """Return what a press at ``point`` takes hold of."""
    if draft.mark is not None and draft.mark.box.page == page:
        for sides, handle in handles(view.on_screen(draft.mark.box)).items():
            if handle.adjusted(-4, -4, 4, 4).contains(point):
                return Grip(draft.chosen, sides)
    for place in reversed(range(len(draft.marks))):
        box = draft.marks[place].box
        if box.page == page and view.on_screen(box).contains(point):
            return Grip(place)
    return Grip()


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag that began at ``start`` (thousandths) on ``page``, when the draft was ``before``."""

    before: Draft
    grip: Grip
    page: int
    start: tuple[int, int]

    @classmethod
    def begun(cls, draft: Draft, grip: Grip, view: PageView, page: int, point: QPointF) -> Self:
        """Begin a drag where the mouse is."""
        return cls(draft, grip, page, view.thousandths(point))

    def at(self, view: PageView, point: QPointF) -> Draft:
        """Return the draft as it is with the mouse at ``point``."""
        x, y = view.thousandths(point)
        across, down = x - self.start[0], y - self.start[1]
        mark = self.before.mark
        if mark is None:
            if abs(across) < LEAST or abs(down) < LEAST:
                return self.before
            return self.before.add(spanned(self.page, *self.start, x, y))
        if not (across or down):
            return self.before
        if self.grip.sides:
            return self.before.put(_stretched(mark.box, self.grip.sides, across, down))
        return self.before.put(moved(mark.box, across, down))


def _stretched(box: Box, sides: str, across: int, down: int) -> Box:
    left, top, right, bottom = box.x, box.y, box.x + box.w, box.y + box.h
    left += across if "l" in sides else 0
    right += across if "r" in sides else 0
    top += down if "t" in sides else 0
    bottom += down if "b" in sides else 0
    return spanned(box.page, left, top, right, bottom)
