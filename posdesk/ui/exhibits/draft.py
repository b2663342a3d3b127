"""What is to be covered on an exhibit, while a person still draws: values, no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from posdesk.domain.cover import WHOLE, Box

STEP, FINE = 10, 1
"""Thousandths that one key press moves or sizes by."""

LEAST = 6
"""Thousandths of the smallest side: less is a slip of the hand."""

_NEW = (300, 60)


@dataclass(frozen=True, slots=True)
class Mark:
    """One box; ``proposed`` while nobody has accepted it."""

    box: Box
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The boxes in the order in which they came; ``chosen`` is the place of the selected one."""

    marks: tuple[Mark, ...] = ()
    chosen: int | None = None

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What will be covered."""
        return tuple(mark.box for mark in self.marks if not mark.proposed)

    @property
    def proposals(self) -> int:
        """How many boxes wait to be accepted."""
        return sum(mark.proposed for mark in self.marks)

    @property
    def mark(self) -> Mark | None:
        """The selected box."""
        return None if self.chosen is None else self.marks[self.chosen]

    def number(self, place: int) -> int:
        """Return the number that the box at ``place`` is shown with."""
        return sum(not mark.proposed for mark in self.marks[: place + 1])

    def choose(self, place: int | None) -> Draft:
        """Select the box at ``place``."""
        return replace(self, chosen=place)

    def step_on(self, page: int, step: int) -> Draft | None:
        """Select the next box of ``page``; ``None`` where there is none left that way."""
        here = [place for place, mark in enumerate(self.marks) if mark.box.page == page]
        if self.chosen not in here:
            return self.choose(here[0 if step > 0 else -1]) if here else None
        at = here.index(self.chosen) + step
        return self.choose(here[at]) if 0 <= at < len(here) else None

    def add(self, box: Box) -> Draft:
        """Add a box and select it."""
        return Draft((*self.marks, Mark(box)), len(self.marks))

    def add_new(self, page: int) -> Draft:
        """Add a box in the middle of ``page``, a little lower where one stands there already."""
        width, height = _NEW
        left, top = (WHOLE - width) // 2, (WHOLE - height) // 2
        taken = {(mark.box.x, mark.box.y) for mark in self.marks if mark.box.page == page}
        while (left, top) in taken and top + height + STEP <= WHOLE:
            top += STEP
        return self.add(Box(page, left, top, width, height))

    def put(self, box: Box) -> Draft:
        """Put the selected box elsewhere; a proposal that is changed is accepted by that."""
        return self._with_chosen(Mark(box))

    def accept(self) -> Draft:
        """Accept the selected proposal."""
        return self if self.mark is None else self._with_chosen(replace(self.mark, proposed=False))

    def accept_all(self) -> Draft:
        """Accept every proposal."""
        return replace(self, marks=tuple(replace(m, proposed=False) for m in self.marks))

    def remove(self) -> Draft:
        """Take the selected box away and select its neighbour on the page."""
        if self.chosen is None:
            return self
        gone = self.marks[self.chosen]
        left = (*self.marks[: self.chosen], *self.marks[self.chosen + 1 :])
        near = [place for place, mark in enumerate(left) if mark.box.page == gone.box.page]
        after = [place for place in near if place >= self.chosen]
        return Draft(left, after[0] if after else near[-1] if near else None)

    def _with_chosen(self, mark: Mark) -> Draft:
        if self.chosen is None:
            return self
        before, after = self.marks[: self.chosen], self.marks[self.chosen + 1 :]
        return replace(self, marks=(*before, mark, *after))


def moved(box: Box, across: int, down: int) -> Box:
    """Return ``box`` moved, held on its page."""
    x = min(max(box.x + across, 0), WHOLE - box.w)
    y = min(max(box.y + down, 0), WHOLE - box.h)
    return replace(box, x=x, y=y)


def sized(box: Box, across: int, down: int) -> Box:
    """Return ``box`` with its right lower corner moved, held on its page."""
    w = min(max(box.w + across, LEAST), WHOLE - box.x)
    h = min(max(box.h + down, LEAST), WHOLE - box.y)
    return replace(box, w=w, h=h)


def spanned(page: int, x1: int, y1: int, x2: int, y2: int) -> Box:
    """Return the box between two corners, held on the page and never smaller than ``LEAST``."""
    left, right = sorted((_held(x1), _held(x2)))
    top, bottom = sorted((_held(y1), _held(y2)))
    width, height = max(right - left, LEAST), max(bottom - top, LEAST)
    return Box(page, min(left, WHOLE - width), min(top, WHOLE - height), width, height)


def _held(value: int) -> int:
    return min(max(value, 0), WHOLE)
