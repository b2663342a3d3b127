"""The blocks of a chapter as strips of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from posdesk.domain.manual import (
    Block,
    Chapter,
    Heading,
    Lines,
    Listing,
    Paragraph,
    Picture,
    Span,
    Spans,
    Table,
    pieces_of,
)
from posdesk.reports.typeset.blocks import heading, paragraph
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import (
    ACCENT,
    BODY,
    CAPTION,
    HAIRLINE,
    HEADING,
    LEFT,
    PART,
    TINT,
    WIDTH,
    Style,
)
from posdesk.reports.typeset.tables import Cell, table

_STYLES = {1: PART, 2: HEADING}
_DENT = 16.0
_HIGHEST = 300.0
"""Points: a picture of the whole window leaves room for the words that it belongs to."""

_KEPT = 24
"""Characters: a key or a short command is not parted at the end of a line."""

_PIXEL = 0.5
"""Points: what is small on the screen stays small on paper."""


@dataclass(frozen=True, slots=True)
class Here:
    """The chapter that is set, and all that are in this document: only to these links lead."""

    chapter: str
    known: frozenset[str]


def chapter_strips(
    chapter: Chapter, known: frozenset[str], pictures: Path, setter: Setter
) -> tuple[Strip, ...]:
    """Return a chapter as strips; its own anchor is ``anchor(chapter.id)``."""
    here = Here(chapter.id, known)
    return tuple(
        strip for block in chapter.blocks for strip in _strips(block, here, pictures, setter)
    )


def anchor(chapter: str, place: str = "") -> str:
    """Return the name of a place in the document."""
    return f"{chapter}#{place}" if place else chapter


def _strips(block: Block, here: Here, pictures: Path, setter: Setter) -> list[Strip]:
    if isinstance(block, Heading):
        return [_heading(block, here, setter)]
    if isinstance(block, Paragraph):
        words = _runs(block.spans, here)
        return _boxed(setter, words) if block.boxed else paragraph(setter, words, before=5.0)
    if isinstance(block, Listing):
        return _listing(block, here, setter)
    if isinstance(block, Table):
        return _table(block, here, setter)
    if isinstance(block, Picture):
        return [_picture(block, pictures / block.name, setter)]
    return _lines(block, setter)


def _heading(block: Heading, here: Here, setter: Setter) -> Strip:
    first = block.level == 1
    place = anchor(here.chapter, "" if first else block.anchor)
    style = _STYLES.get(block.level, BODY.bold())
    before = 0.0 if first else 16.0 if block.level == 2 else 10.0
    level = min(block.level - 1, 1)
    return heading(setter, "", block.text, anchor=place, level=level, style=style, before=before)


def _listing(block: Listing, here: Here, setter: Setter) -> list[Strip]:
    strips: list[Strip] = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}." if block.numbered else "•"
        strips += _point(setter, mark, _runs(item, here))
    return strips


def _point(setter: Setter, mark: str, words: tuple[Run, ...]) -> list[Strip]:
    """Return an item of a list, its mark outside its lines."""
    dot = setter.line(mark, BODY, _DENT)
    first, *rest = paragraph(setter, words, before=3.0, indent=_DENT)

    def draw(pen: Pen, y: float) -> None:
        pen.line(dot, LEFT, y)
        first.draw(pen, y)

    return [replace(first, draw=draw), *rest]


def _table(block: Table, here: Here, setter: Setter) -> list[Strip]:
    widths = [
        max(min(40.0, setter.width("".join(s.text for s in cell), BODY) / 8) for cell in column)
        for column in zip(block.head, *block.rows, strict=True)
    ]
    rows = [[Cell(_runs(cell, here)) for cell in row] for row in block.rows]
    head = [Cell(_runs(cell, here, BODY.bold()), tinted=True) for cell in block.head]
    strips = table(setter, [max(8.0, wide) for wide in widths], rows, head=head)
    return [replace(strips[0], before=6.0), *strips[1:]] if strips else []


def _picture(block: Picture, file: Path, setter: Setter) -> Strip:
    with Image.open(file) as image:
        wide, high = image.size
    scale = min(_PIXEL, WIDTH / wide, _HIGHEST / high)
    width, height = wide * scale, high * scale
    told = setter.lines((Run(block.shows, CAPTION),), WIDTH)

    def draw(pen: Pen, y: float) -> None:
        pen.picture(file, LEFT, y, width, height)
        pen.box(LEFT, y, width, height, line=HAIRLINE)
        pen.lines(told, LEFT, y + height + 4)

    return Strip(height + 6 + sum(line.leading for line in told), draw, before=8.0)


def _boxed(setter: Setter, words: tuple[Run, ...]) -> list[Strip]:
    """Return what is to be remembered, on a tint with a bar at its left."""
    lines = setter.lines(words, WIDTH - 28)
    high = sum(line.leading for line in lines) + 12

    def draw(pen: Pen, y: float) -> None:
        pen.box(LEFT, y, WIDTH, high, line=None, fill=TINT)
        pen.box(LEFT, y, 3, high, line=None, fill=ACCENT)
        pen.lines(lines, LEFT + 14, y + 6)

    return [Strip(high, draw, before=8.0)]


def _lines(block: Lines, setter: Setter) -> list[Strip]:
    lines = tuple(
        line for words in pieces_of(block) for line in setter.lines((Run(words, BODY),), WIDTH - 24)
    )
    high = sum(line.leading for line in lines) + 10

    def draw(pen: Pen, y: float) -> None:
        pen.box(LEFT, y, WIDTH, high, fill=TINT, line=HAIRLINE)
        pen.lines(lines, LEFT + 12, y + 5)

    return [Strip(high, draw, before=6.0)]


def _runs(spans: Spans, here: Here, style: Style = BODY) -> tuple[Run, ...]:
    return tuple(_run(span, here, style) for span in spans) or (Run("", style),)


def _run(span: Span, here: Here, style: Style) -> Run:
    if span.strong:
        return Run(span.text, style.bold())
    if span.exact:
        return Run(span.text, style.in_colour(ACCENT), kept=len(span.text) < _KEPT)
    file, _, place = span.link.partition("#")
    chapter = file.removesuffix(".md") or here.chapter
    if not span.link or chapter not in here.known:
        return Run(span.text, style)
    return Run(span.text, style.in_colour(ACCENT), link=anchor(chapter, place))
