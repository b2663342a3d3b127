"""Both languages on one page: short labels follow one another, sentences stand side by side.

What is made for one language is made once for each of a setter's ``halves``; set here, the halves
stand in columns, row by row, and where a document has one language they are plain paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from posdesk.domain.text import Text
from posdesk.reports.typeset.pages import Draw, Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import INK, LEFT, SOFT_INK, WIDTH, Face, Style

GUTTER = 18.0
CHINESE = 0.43
"""Of the room: the same sentence in English is half as long again."""

_SMALLER = 0.88
Words = str | Text
Row = tuple[tuple[float, SetLine], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences set in one column or two: rows of lines, each line with its place from the left."""

    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """How high all rows are together."""
        return sum(map(_high, self.rows))

    def draw(self, pen: Pen, x: float, y: float) -> float:
        """Draw the rows and return where the last one ends."""
        for row in self.rows:
            for from_left, line in row:
                pen.line(line, x + from_left, y)
            y += _high(row)
        return y


def beside(style: Style) -> Style:
    """Return the style of English that stands beside Chinese in ``style``, on the same lines."""
    return replace(style, size=style.size * _SMALLER)


def under(style: Style) -> Style:
    """Return the style of the small English that follows or stands under a Chinese label."""
    size = max(7.5, style.size * 0.72)
    colour = SOFT_INK if style.colour == INK and size < 9 else style.colour
    return Style(Face.REGULAR, size, size * 1.3, colour)


def label(setter: Setter, words: Words, style: Style, *, below: bool = False) -> tuple[Run, ...]:
    """Return a label as runs: in both languages the English small after the Chinese or under it."""
    if isinstance(words, str):
        return (Run(words, style),)
    first = Run(setter.say(words), style)
    second = words.en if setter.both else ""
    if not second or second == first.text:
        return (first,)
    return (first, Run(("\n" if below else "  ") + second, under(style)))


def pair(setter: Setter, halves: Sequence[Iterable[Run]], width: float = WIDTH) -> Pair:
    """Return the same words in each language of ``setter`` as rows ``width`` points wide.

    ``halves`` are the runs for each of ``setter.halves``; equal ones (what a person typed) appear
    once, over the whole width.
    """
    told = [tuple(runs) for runs in halves]
    if len(told) == 1 or plain(told[0]) == plain(told[1]):
        return Pair(tuple(((0.0, line),) for line in setter.lines(told[0], width)))
    left = (width - GUTTER) * CHINESE
    chinese = setter.lines(told[0], left)
    english = setter.lines(
        [run if run.tag else replace(run, style=beside(run.style)) for run in told[1]],
        width - GUTTER - left,
    )
    places = (0.0, left + GUTTER)
    return Pair(
        tuple(
            tuple((x, line) for x, line in zip(places, row, strict=True) if line is not None)
            for row in zip_longest(chinese, english)
        )
    )


def says(setter: Setter, words: Words, style: Style) -> list[tuple[Run, ...]]:
    """Return ``words`` as the runs of each of ``setter.halves``."""
    if isinstance(words, str):
        return [(Run(words, style),)]
    return [(Run(half.say(words), style),) for half in setter.halves]


def paired(
    setter: Setter,
    halves: Sequence[Iterable[Run]],
    *,
    before: float = 0.0,
    indent: float = 0.0,
    with_next: bool = False,
) -> list[Strip]:
    """Return the same sentence in each language, side by side; it breaks well over pages."""
    rows = pair(setter, halves, WIDTH - indent).rows
    last = len(rows) - 1
    return [
        Strip(
            _high(row),
            _drawing(row, LEFT + indent),
            0.0 if at else before,
            with_next=(with_next if at == last else at == 0 or at == last - 1),
        )
        for at, row in enumerate(rows)
    ]


def told(
    setter: Setter, words: Words, style: Style, *, before: float = 0.0, with_next: bool = False
) -> list[Strip]:
    """Return a sentence in the document's language, or in both side by side."""
    return paired(setter, says(setter, words, style), before=before, with_next=with_next)


def _drawing(row: Row, x: float) -> Draw:
    def draw(pen: Pen, y: float) -> None:
        Pair((row,)).draw(pen, x, y)

    return draw


def _high(row: Row) -> float:
    return max(line.leading for _, line in row)


def plain(runs: Iterable[Run]) -> str:
    """Return the words of ``runs``."""
    return "".join(run.text for run in runs)
