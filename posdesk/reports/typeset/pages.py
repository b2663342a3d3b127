"""Stacks strips on pages: what belongs together stays so, heads are repeated, anchors get pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.style import BOTTOM, TOP

Draw = Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that links and the outline lead to; ``level`` 0 is the outermost."""

    anchor: str
    title: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A full-width piece of a page that is never cut.

    ``before`` is the space above it except at the top of a page. ``with_next``: it never ends a
    page. ``heads`` are drawn again above it where it begins a page.
    """

    height: float
    draw: Draw
    before: float = 0.0
    with_next: bool = False
    heads: tuple[Strip, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Strips that begin on a page of their own, with the words of its running head."""

    left: str
    right: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its running head, and each strip with the height where it begins."""

    left: str
    right: str
    placed: tuple[tuple[float, Strip], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages, the page number of each anchor, and the outline in order."""

    pages: tuple[Page, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


def paginate(parts: Iterable[Part]) -> Layout:
    """Return the pages of ``parts``."""
    pages = [page for part in parts for page in _pages(part)]
    numbers: dict[str, int] = {}
    marks: list[Mark] = []
    for number, page in enumerate(pages, 1):
        for _, strip in page.placed:
            if strip.mark is not None and strip.mark.anchor not in numbers:
                numbers[strip.mark.anchor] = number
                marks.append(strip.mark)
    return Layout(tuple(pages), numbers, tuple(marks))


def _pages(part: Part) -> list[Page]:
    pages: list[Page] = []
    placed: list[tuple[float, Strip]] = []
    y = TOP
    for group in _groups(part.strips):
        need = sum(s.before + s.height for s in group)
        if placed and y + need > BOTTOM + 0.01:
            pages.append(Page(part.left, part.right, tuple(placed)))
            placed, y = [], TOP
        if not placed and pages:
            y = _headed(placed, group[0], y)
        for strip in group:
            if placed and y + strip.before + strip.height > BOTTOM + 0.01:
                # What belongs together is higher than a page.
                pages.append(Page(part.left, part.right, tuple(placed)))
                placed = []
                y = _headed(placed, strip, TOP)
            y += strip.before if placed else 0.0
            placed.append((y, strip))
            y += strip.height
    pages.append(Page(part.left, part.right, tuple(placed)))
    return pages


def _headed(placed: list[tuple[float, Strip]], strip: Strip, y: float) -> float:
    """Place the heads of ``strip`` at the top of a new page and return where they end."""
    for head in strip.heads:
        placed.append((y, head))
        y += head.height
    return y


def _groups(strips: Iterable[Strip]) -> Iterable[list[Strip]]:
    """Yield the runs of strips that stay on one page."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.with_next:
            yield group
            group = []
    if group:
        yield group
