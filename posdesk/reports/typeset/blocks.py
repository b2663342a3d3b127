"""The plain blocks: headings, paragraphs, gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.reports.typeset.pages import Mark, Strip
from posdesk.reports.typeset.pairs import Words, label, paired, says
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import ACCENT, HEADING, LEFT, PART, WIDTH, Style


def one_line(line: SetLine, x: float = LEFT, **strip: object) -> Strip:
    """Return a strip of one set line."""

    def draw(pen: Pen, y: float) -> None:
        pen.line(line, x, y)

    return replace(Strip(line.leading, draw), **strip)  # type: ignore[arg-type]


def paragraph(
    setter: Setter,
    runs: Iterable[Run],
    *,
    before: float = 0.0,
    indent: float = 0.0,
    with_next: bool = False,
) -> list[Strip]:
    """Return a paragraph; neither its first nor its last line stands alone on a page."""
    lines = setter.lines(runs, WIDTH - indent)
    last = len(lines) - 1
    return [
        one_line(
            line,
            LEFT + indent,
            before=0.0 if at else before,
            with_next=(with_next if at == last else at == 0 or at == last - 1),
        )
        for at, line in enumerate(lines)
    ]


def numbered(
    setter: Setter, number: int, words: Words, style: Style, *, before: float = 0.0
) -> list[Strip]:
    """Return a paragraph whose number stands outside its lines; both languages side by side."""
    first, *rest = paired(setter, says(setter, words, style), before=before, indent=18.0)
    mark = setter.line(f"{number}.", style, 18.0)

    def draw(pen: Pen, y: float) -> None:
        pen.line(mark, LEFT, y)
        first.draw(pen, y)

    return [replace(first, draw=draw), *rest]


def heading(
    setter: Setter,
    numeral: str,
    title: Words,
    *,
    anchor: str = "",
    level: int = 0,
    style: Style = HEADING,
    before: float = 20.0,
    after: float = 3.0,
) -> Strip:
    """Return a heading with its numeral in the accent colour; it stays with what follows.

    A title in both languages shows its English small after the Chinese.
    """
    runs = [Run(f"{numeral}  ", style.in_colour(ACCENT))] if numeral else []
    line = setter.lines([*runs, *label(setter, title, style)], WIDTH)[0]
    plain = title if isinstance(title, str) else setter.show(title)

    def draw(pen: Pen, y: float) -> None:
        pen.line(line, LEFT, y)

    mark = Mark(anchor, f"{numeral} {plain}".strip(), level) if anchor else None
    return Strip(line.leading + after, draw, before, with_next=True, mark=mark)


def part_heading(
    setter: Setter, numeral: str, title: Words, *, anchor: str, level: int = 0
) -> Strip:
    """Return the larger heading that begins a part."""
    return heading(
        setter, numeral, title, anchor=anchor, level=level, style=PART, before=0.0, after=2.0
    )
