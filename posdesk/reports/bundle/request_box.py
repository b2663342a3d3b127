"""Sets what a letter asks for in an outlined box, over pages where it is longer than one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from posdesk.reports.bundle.letter_request import Request
from posdesk.reports.typeset.pages import Draw, Mark, Strip
from posdesk.reports.typeset.pairs import Pair, label, pair, says
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import ACCENT, BODY, BOTTOM, HEADING, LEFT, RIGHT, TOP, WIDTH

_INSET, _POINT = 16.0, 18.0
_ABOVE, _BELOW = 9.0, 12.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the box: its lines, how far in they stand, the space above, and a number."""

    lines: Pair
    inset: float = _INSET
    above: float = 0.0
    number: SetLine | None = None

    @property
    def height(self) -> float:
        return self.above + self.lines.height

    def draw(self, pen: Pen, y: float) -> None:
        if self.number is not None:
            pen.line(self.number, LEFT + _INSET, y + self.above)
        self.lines.draw(pen, LEFT + self.inset, y + self.above)


def request_strips(
    setter: Setter,
    numeral: str,
    request: Request,
    reply: Sequence[Iterable[Run]],
    mark: Mark,
    before: float,
) -> list[Strip]:
    """Return the outlined box with what is asked for; ``reply`` ends it, a half per language."""
    rows = list(_rows(setter, numeral, request, reply))
    height = sum(row.height for row in rows) + _ABOVE + _BELOW
    if height <= BOTTOM - TOP:
        return [_whole(rows, height, before, mark)]
    return _over_pages(rows, before, mark)


def _rows(
    setter: Setter, numeral: str, request: Request, reply: Sequence[Iterable[Run]]
) -> Iterable[_Row]:
    inner = WIDTH - 2 * _INSET
    between = 3.0 if setter.both else 0.0
    begun = Run(f"{numeral}  ", HEADING.in_colour(ACCENT))
    head = setter.lines((begun, *label(setter, request.heading, HEADING)), inner)
    yield from (_Row(Pair((((0.0, line),),))) for line in head)
    yield from _parted(pair(setter, says(setter, request.lead, BODY.bold()), inner), above=2.0)
    for number, point in enumerate(request.points, 1):
        told = pair(setter, says(setter, point, BODY), inner - _POINT)
        mark = setter.line(f"{number}.", BODY, 20)
        yield from _parted(told, _INSET + _POINT, between, mark)
    yield from _parted(pair(setter, reply, inner), above=3.0 + between)


def _parted(
    told: Pair, inset: float = _INSET, above: float = 0.0, number: SetLine | None = None
) -> Iterable[_Row]:
    for at, row in enumerate(told.rows):
        yield _Row(Pair((row,)), inset, 0.0 if at else above, None if at else number)


def _whole(rows: Sequence[_Row], height: float, before: float, mark: Mark) -> Strip:
    def draw(pen: Pen, y: float) -> None:
        pen.box(LEFT, y, WIDTH, height, line=ACCENT, thickness=0.7)
        pen.box(LEFT, y, 4, height, line=None, fill=ACCENT)
        y += _ABOVE
        for row in rows:
            row.draw(pen, y)
            y += row.height

    return Strip(height, draw, before, mark=mark)


def _over_pages(rows: Sequence[_Row], before: float, mark: Mark) -> list[Strip]:
    """Return the rows, each with its piece of the frame; head and foot are closed."""
    last = len(rows) - 1
    return [
        Strip(
            row.height + _ABOVE * (at == 0) + _BELOW * (at == last),
            _framed(row, first=at == 0, last=at == last),
            0.0 if at else before,
            with_next=at < 2 or at == last - 1,
            mark=None if at else mark,
        )
        for at, row in enumerate(rows)
    ]


def _framed(row: _Row, *, first: bool, last: bool) -> Draw:
    above = _ABOVE * first
    height = row.height + above + _BELOW * last

    def draw(pen: Pen, y: float) -> None:
        pen.box(LEFT, y, 4, height, line=None, fill=ACCENT)
        pen.rule(RIGHT, y, RIGHT, y + height, colour=ACCENT, thick=0.7)
        for shown, edge in ((first, y), (last, y + height)):
            if shown:
                pen.rule(LEFT, edge, RIGHT, edge, colour=ACCENT, thick=0.7)
        row.draw(pen, y + above)

    return draw
