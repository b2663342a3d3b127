"""Small papers: a column of blocks on half an A4 page or on a receipt roll of 80 or 58 mm."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.reports.drawing import Box, Drawing, Item, Line, Sign, Words, centred
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import FRAME, INK, SOFT_INK, Face, Style

MM = 72 / 25.4
_MOST_LINES = 6
"""A value longer than this is cut off: whatever was typed, a slip stays a slip."""

_LONGEST = 240
"""Characters of a value that are looked at; no slip has room for more."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper, in points; ``half``: an A4 page with a line to cut along."""

    name: str
    width: float
    margin: float
    size: float
    half: bool = False

    @property
    def plain(self) -> Style:
        """The type of sentences."""
        return Style(Face.REGULAR, self.size, self.size * 1.5)

    @property
    def strong(self) -> Style:
        """The type of what must not be overlooked."""
        return self.plain.bold()

    @property
    def fine(self) -> Style:
        """The type of names and remarks."""
        return Style(Face.REGULAR, max(7.5, self.size - 1.2), self.size * 1.35, SOFT_INK)

    @property
    def head(self) -> Style:
        """The type of the title and of the case number."""
        return Style(Face.BOLD, self.size * 1.6, self.size * 2.1)


A4_HEIGHT = 297 * MM
PAPERS = {
    "a4": Paper("a4", 210 * MM, 16 * MM, 10.5, half=True),
    "80mm": Paper("80mm", 80 * MM, 4 * MM, 9.2),
    "58mm": Paper("58mm", 58 * MM, 3.5 * MM, 8.2),
}


class Column:
    """Blocks set one under another; the page is as high as they need."""

    def __init__(self, setter: Setter, paper: Paper) -> None:
        self._setter, self.paper = setter, paper
        self._items: list[Item] = []
        self._left, self._width = paper.margin, paper.width - 2 * paper.margin
        self._y = self._top = paper.margin * (0.8 if paper.half else 1.6)
        self._lowest = self._y

    def gap(self, lines: float = 0.5) -> None:
        """Leave room."""
        self._y += lines * self.paper.size

    def narrow(self) -> None:
        """On a page leave room for a second column."""
        if self.paper.half:
            self._width = (self.paper.width - 2 * self.paper.margin) / 2 - self.paper.size

    def beside(self) -> None:
        """On a page go on in a second column beside what is set so far; a roll has only one."""
        if not self.paper.half:
            self.rule()
            return
        self._left += self._width + 2 * self.paper.size
        self._lowest, self._y = self._y, self._top

    def across(self) -> None:
        """Go on under both columns."""
        self._y = max(self._y, self._lowest)
        self._left, self._width = self.paper.margin, self.paper.width - 2 * self.paper.margin

    def rule(self) -> None:
        """Draw a line across."""
        self.gap(0.4)
        ends = ((self._left, self._y), (self._left + self._width, self._y))
        self._items.append(Line(ends, FRAME, 0.6))
        self.gap(0.5)

    def title(self, words: str, style: Style | None = None) -> None:
        """Set a heading: in the middle of a roll, at the left of a page."""
        for line in self._lines(words, style or self.paper.head, self._width, 3):
            if self.paper.half:
                self._items.append(Words(line, self._left, self._y))
            else:
                self._items.append(centred(line, self.paper.width / 2, self._y))
            self._y += line.leading

    def text(self, words: str, style: Style | None = None, sign: str = "") -> None:
        """Set a paragraph, after a small sign where one is named."""
        chosen = style or self.paper.plain
        side = chosen.size * 1.25 if sign else 0.0
        if sign:
            top = self._y + (chosen.leading - side) / 2
            self._items.append(Sign(sign, self._left, top, side, chosen.colour))
        self._block(words, chosen, self._left + side * 1.3, self._width - side * 1.3)

    def point(self, words: str, mark: str = "•") -> None:
        """Set a line of a list."""
        style = self.paper.plain
        dent = style.size * 1.15
        dot = self._setter.lines((Run(mark, style.bold()),), 1e9)[0]
        self._items.append(Words(dot, self._left, self._y))
        self._block(words, style, self._left + dent, self._width - dent)
        self.gap(0.15)

    def field(self, name: str, value: str, *, strong: bool = False) -> None:
        """Set a name and its value beside it, or under it where both are too wide."""
        if not value.strip():
            return
        label = self._setter.line(name, self.paper.fine, self._width)
        style = self.paper.strong if strong else self.paper.plain
        lines = self._lines(value, style, 1e9, 1)
        self._items.append(Words(label, self._left, self._y + label_drop(label, lines[0])))
        column = self.paper.size * (9.0 if self._setter.lang == "en" else 7.0)
        if len(value) < _LONGEST and max(column, label.width + 6) + lines[0].width <= self._width:
            if self.paper.half:
                at = self._left + max(column, label.width + 6)
                self._items.append(Words(lines[0], at, self._y))
            else:
                at = self._left + self._width - lines[0].width
                self._items.append(Words(lines[0], at, self._y))
            self._y += lines[0].leading
            return
        self._y += label.leading
        self._block(value, style, self._left, self._width)

    def boxed(self, words: str, sign: str) -> None:
        """Set a sentence in a frame that nobody overlooks."""
        pad, begin, at = self.paper.size * 0.6, self._y, len(self._items)
        self._y += pad
        style, side = self.paper.strong, self.paper.size * 1.5
        self._items.append(Sign(sign, self._left + pad, self._y, side, INK))
        self._block(words, style, self._left + pad * 1.6 + side, self._width - 2.6 * pad - side)
        self._y += pad
        frame = Box(self._left, begin, self._width, self._y - begin, INK, None, 1.0, 2.0)
        self._items.insert(at, frame)

    def page(self, title: str, author: str, at: str) -> Drawing:
        """Return what was set as one page: its width exact, its height as needed."""
        paper, height = self.paper, self._y + self.paper.margin * 1.6
        items = list(self._items)
        if paper.half:
            cut = max(A4_HEIGHT / 2, self._y + 10.0)
            ends = ((12.0, cut), (paper.width - 12.0, cut))
            items.append(Line(ends, FRAME, 0.7, dashed=True))
            items.append(Sign("cut", 20.0, cut - 6.0, 12.0, SOFT_INK))
            height = max(A4_HEIGHT, cut + 12.0)
        known = " ".join(self._setter.face.printable(title[:120]).split())
        by = " ".join(self._setter.face.printable(author[:120]).split())
        return Drawing(paper.width, height, tuple(items), known, self._setter.lang, by, at)

    def _block(self, words: str, style: Style, x: float, width: float) -> None:
        for line in self._lines(words, style, width, _MOST_LINES):
            self._items.append(Words(line, x, self._y))
            self._y += line.leading

    def _lines(self, words: str, style: Style, width: float, most: int) -> tuple[SetLine, ...]:
        """Return at most ``most`` lines of ``words``; what is cut off shows as ``…``."""
        plain = " ".join(self._setter.face.printable(words[:_LONGEST]).split())
        cut = "…" if len(words) > _LONGEST else ""
        lines = self._setter.lines((Run(plain + cut, style),), width)
        if len(lines) <= most:
            return lines
        rest = "".join(piece.text for line in lines[most - 1 :] for piece in line.pieces)
        return (*lines[: most - 1], self._setter.line(rest, style, width))


def label_drop(label: SetLine, value: SetLine) -> float:
    """Return how much lower a small label stands to share the base of its value."""
    return max(0.0, value.base - label.base)
