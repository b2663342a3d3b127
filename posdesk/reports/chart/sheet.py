"""Where everything on a chart stands, in points: boxes, lines, and the words in and on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from posdesk.reports.chart.flap import Flap
from posdesk.reports.chart.routes import Route
from posdesk.reports.chart.steps import Chart, Step
from posdesk.reports.typeset.pieces import SetLine
from posdesk.reports.typeset.style import INK, SOFT_INK, Face, Style

Point = tuple[float, float]
ARROW = 4.6
ICON = 9.5
STUB = ARROW + 2.4


@dataclass(frozen=True, slots=True)
class Measure:
    """The type of a chart; ``scale`` 1 is the smallest that may be printed."""

    scale: float

    @property
    def label(self) -> Style:
        """The type in the boxes."""
        return Style(Face.BOLD, 8.0 * self.scale, 10.0 * self.scale, INK)

    @property
    def said(self) -> Style:
        """The type on the lines."""
        return Style(Face.BOLD, 7.0 * self.scale, 8.4 * self.scale, INK)

    @property
    def jump(self) -> Style:
        """The type of the answers under a box."""
        return Style(Face.REGULAR, 7.0 * self.scale, 8.4 * self.scale, SOFT_INK)


@dataclass(frozen=True, slots=True)
class Placed:
    """A step on the sheet: its box, its words, the answers that hang under it, its number."""

    step: Step
    number: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[SetLine, ...]
    flap: Flap

    @property
    def foot(self) -> float:
        """Where the box with all that hangs under it ends."""
        return self.y + self.height + self.flap.height

    @property
    def middle(self) -> float:
        """Where lines leave it and arrive."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Said:
    """The words on a line: their lines, and the box that they fill."""

    lines: tuple[SetLine, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line on the sheet: its two heights, where it runs past rows, and its words, if any."""

    route: Route
    out: float
    lane: float | None
    into: float
    points: tuple[Point, ...]
    said: Said | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart as it stands on paper."""

    chart: Chart
    measure: Measure
    boxes: Mapping[str, Placed]
    drawn: tuple[Drawn, ...]
    width: float
    height: float

    @property
    def torn(self) -> int:
        """How many boxes are too narrow for their words to stand as they were written."""
        return sum(len(b.lines) > len(b.step.label.split("\n")) for b in self.boxes.values())


def spread(sheet: Sheet, height: float) -> Sheet:
    """Return ``sheet`` with what is left of ``height`` shared out between its rows."""
    tops = sorted({box.y for box in sheet.boxes.values()})
    if len(tops) < 2 or height <= sheet.height:
        return sheet
    return _shifted(sheet, tops, min((height - sheet.height) / (len(tops) - 1), 16.0))


def _shifted(sheet: Sheet, tops: list[float], more: float) -> Sheet:
    rows = {name: tops.index(box.y) for name, box in sheet.boxes.items()}
    boxes = {n: replace(b, y=b.y + more * rows[n]) for n, b in sheet.boxes.items()}
    feet = [max(b.foot for n, b in sheet.boxes.items() if rows[n] == r) for r in range(len(tops))]

    def moved(y: float) -> float:
        return y + more * sum(y > foot + 0.01 for foot in feet[:-1])

    drawn = tuple(
        drawn_line(
            line.route,
            boxes[line.route.link.source],
            boxes[line.route.link.target],
            (moved(line.out), line.lane, moved(line.into)),
            line.said.lines if line.said else (),
        )
        for line in sheet.drawn
    )
    height = sheet.height + more * (len(tops) - 1)
    return replace(sheet, boxes=boxes, drawn=drawn, height=height)


def drawn_line(
    route: Route,
    source: Placed,
    target: Placed,
    way: tuple[float, float | None, float],
    words: tuple[SetLine, ...],
) -> Drawn:
    """Return the line from ``source`` to ``target``; ``way`` is where it turns: y, x, y."""
    out, lane, into = way
    begin, end = source.middle, target.middle
    if lane is None:
        turning = [(begin, out), (end, out)]
    else:
        turning = [(begin, out), (lane, out), (lane, into), (end, into)]
    points = _straight([(begin, source.foot), *turning, (end, target.y)])
    return Drawn(route, out, lane, into, points, _said(route, words, source, target))


def _said(route: Route, words: tuple[SetLine, ...], source: Placed, target: Placed) -> Said | None:
    if not words:
        return None
    width, height = max(line.width for line in words), high(words)
    middle = target.middle if route.at_end else source.middle
    y = target.y - STUB - height if route.at_end else source.foot + 3.0
    return Said(words, middle - width / 2, y, width, height)


def high(lines: tuple[SetLine, ...]) -> float:
    """Return how high ``lines`` are, one under another."""
    return sum(line.leading for line in lines)


def _straight(points: list[Point]) -> tuple[Point, ...]:
    """Return ``points`` without those that are passed straight on."""
    made = [points[0]]
    for at, point in enumerate(points[1:], 1):
        if point == made[-1]:
            continue
        after = points[at + 1 :]
        ahead = next((p for p in after if p != point), None)
        if ahead is not None and (made[-1][0] == point[0] == ahead[0]):
            continue
        if ahead is not None and (made[-1][1] == point[1] == ahead[1]):
            continue
        made.append(point)
    return tuple(made)
