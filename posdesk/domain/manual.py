"""The manual as values: parts, chapters, and the few kinds of blocks there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PARTS = ("cashier", "manager", "installer")
"""Whom the parts of the manual speak to, in their order."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words: ``strong`` as they stand in the window, ``exact`` a key or a command.

    ``link`` is the target of a link as it was written, empty where there is none.
    """

    text: str
    strong: bool = False
    exact: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the level of a chapter's title is 1."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a ``boxed`` one is to be remembered."""

    spans: Spans
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of one level."""

    items: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the text: its file name and what it shows."""

    name: str
    shows: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to type or to copy as they stand."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Listing | Table | Picture | Lines


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the manual; ``id`` is its name, the same in both languages."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings below the title."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level > 1)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of its pictures."""
        return tuple(b.name for b in self.blocks if isinstance(b, Picture))

    @property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, as written."""
        return tuple(span.link for block in self.blocks for span in spans_of(block) if span.link)


@dataclass(frozen=True, slots=True)
class Part:
    """The chapters for one kind of reader; ``id`` is one of ``PARTS``."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """The whole manual in one language."""

    title: str
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in their order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    def chapter(self, wanted: str) -> Chapter | None:
        """Return the chapter of that id."""
        return next((chapter for chapter in self.chapters if chapter.id == wanted), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds the words looked for: its chapter, the heading above, and some words."""

    chapter: str
    anchor: str
    heading: str
    words: str


def spans_of(block: Block) -> Spans:
    """Return all spans of a block, in reading order; a picture's are what it shows."""
    if isinstance(block, Heading):
        return (Span(block.text),)
    if isinstance(block, Paragraph):
        return block.spans
    if isinstance(block, Listing):
        return tuple(span for item in block.items for span in item)
    if isinstance(block, Table):
        cells = (cell for row in (block.head, *block.rows) for cell in row)
        return tuple(span for cell in cells for span in cell)
    if isinstance(block, Lines):
        return tuple(Span(line, exact=True) for line in block.lines)
    return (Span(block.shows),)


def plain(spans: Iterable[Span]) -> str:
    """Return the words of ``spans`` without their looks."""
    return "".join(span.text for span in spans)


def pieces_of(block: Block) -> tuple[str, ...]:
    """Return the words of a block in the pieces in which a reader takes them in."""
    if isinstance(block, Listing):
        return tuple(plain(item) for item in block.items)
    if isinstance(block, Table):
        return tuple("  ".join(plain(cell) for cell in row) for row in block.rows)
    if isinstance(block, Lines):
        return block.lines
    return (plain(spans_of(block)),)


def find_in(manual: Manual, words: str) -> tuple[Found, ...]:
    """Return the places that hold all of ``words``, those in headings first; none for no words."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    titles: list[Found] = []
    texts: list[Found] = []
    for chapter in manual.chapters:
        under = Heading(1, chapter.title, "")
        for block in chapter.blocks:
            if isinstance(block, Heading):
                under = block
            for piece in pieces_of(block):
                if all(word in piece.casefold() for word in wanted):
                    place = texts if not isinstance(block, Heading) else titles
                    place.append(Found(chapter.id, under.anchor, under.text, piece))
    return (*titles, *texts)
