"""Lays a chart out in rows and columns that are in line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from posdesk.reports.chart.flap import flap_of
from posdesk.reports.chart.routes import Route, Routes
from posdesk.reports.chart.sheet import (
    ICON,
    STUB,
    Drawn,
    Measure,
    Placed,
    Sheet,
    drawn_line,
    high,
)
from posdesk.reports.chart.steps import Chart
from posdesk.reports.chart.tracks import levels
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter

_GAP, _LANE, _LEVEL = 9.0, 6.0, 5.0
_PAD_X, _PAD_Y = 4.0, 3.2
_ROUND_ENDS = 8.0
"""How much less room for words there is in a box with round ends."""

_ABOVE = 9.0
"""Room over the first row for the numbers of its boxes."""


def lay_sheet(chart: Chart, routes: Routes, setter: Setter, scale: float, width: float) -> Sheet:
    """Return ``chart`` laid out ``width`` points wide; its height follows."""
    return _Sheet(chart, routes, setter, Measure(scale), width).sheet()


class _Sheet:
    """One sheet while it is laid out."""

    def __init__(
        self, chart: Chart, routes: Routes, setter: Setter, measure: Measure, width: float
    ) -> None:
        self._chart, self._routes = chart, routes
        self._setter, self._measure, self._width = setter, measure, width
        cells = routes.cells
        self._columns = 1 + max(column for column, _ in cells.values())
        self._rows = 1 + max(row for _, row in cells.values())
        order = sorted(cells, key=lambda n: (n != chart.start, cells[n][1], cells[n][0]))
        self._levels = {gap: levels(nets) or {} for gap, nets in routes.gaps.items()}
        self._numbers = {name: at for at, name in enumerate(order, 1)}
        self._xs, self._box_width = self._across()

    def sheet(self) -> Sheet:
        """Return the sheet."""
        names, cells = self._numbers, self._routes.cells
        boxes = {name: self._box(name) for name in names}
        words = {id(r): self._words(r) for r in self._routes.drawn}
        y, gaps = _ABOVE, dict[int, float]()
        for row in range(-1, self._rows):
            here = [name for name in names if cells[name][1] == row]
            for name in here:
                boxes[name] = replace(boxes[name], y=y)
            under = {r.link.source: high(words[id(r)]) for r in self._routes.drawn if not r.at_end}
            y = max((boxes[n].foot + under.get(n, 0.0) for n in here), default=0.0)
            gaps[row] = y
            if row + 1 < self._rows:
                y = self._next_row(row, y, words)
        drawn = tuple(
            self._drawn(route, boxes, gaps, words[id(route)]) for route in self._routes.drawn
        )
        return Sheet(self._chart, self._measure, boxes, drawn, self._width, y)

    def _next_row(self, row: int, y: float, words: Mapping[int, tuple[SetLine, ...]]) -> float:
        """Return where the boxes of the next row begin."""
        cells, found = self._routes.cells, self._levels.get(row, {})
        over = [
            high(words[id(r)])
            for r in self._routes.drawn
            if r.at_end and cells[r.link.target][1] == row + 1
        ]
        tracks = (max(found.values()) + 1) * _LEVEL + 2.0 if found else 0.0
        if row < 0:
            return max(_ABOVE, tracks + max(over, default=0.0) + STUB if found else 0.0)
        return y + 3.0 + tracks + max(over, default=0.0) + (STUB if over else 4.0)

    def _across(self) -> tuple[dict[float, float], float]:
        """Return the x of every slot, and how wide boxes are."""
        lanes: dict[int, list[float]] = {gap: [] for gap in range(self._columns + 1)}
        for slot in sorted({slot for slot, _ in self._routes.lanes}):
            if slot != int(slot):
                lanes[round(slot + 0.5)].append(slot)
        inner = range(1, self._columns)
        gaps = {
            gap: max(
                _GAP if gap in inner else 0.0, _LANE * (len(lanes[gap]) + 1) if lanes[gap] else 0
            )
            for gap in lanes
        }
        width = (self._width - sum(gaps.values())) / self._columns
        most = 118.0 * self._measure.scale
        if width > most:
            more = (width - most) * self._columns / max(1, self._columns - 1)
            gaps = {gap: wide + (more if gap in inner else 0.0) for gap, wide in gaps.items()}
            width = most if self._columns > 1 else width
        xs: dict[float, float] = {}
        x = 0.0
        for gap in range(self._columns + 1):
            for number, slot in enumerate(lanes[gap], 1):
                xs[slot] = x + gaps[gap] * number / (len(lanes[gap]) + 1)
            x += gaps[gap]
            if gap < self._columns:
                xs[float(gap)] = x + width / 2
                x += width
        return xs, width

    def _box(self, name: str) -> Placed:
        step, measure = self._chart.steps[name], self._measure
        icon = ICON * measure.scale + 3.0 if step.sign else 0.0
        inner = self._box_width - 2 * _PAD_X - icon - (_ROUND_ENDS if step.asks else 0.0)
        lines = self._setter.lines((Run(step.label, measure.label),), inner)
        height = sum(line.leading for line in lines) + 2 * _PAD_Y
        height = max(height, 2 * measure.label.leading + 2 * _PAD_Y)
        jumps = [link for link in self._routes.jumps if link.source == name]
        flap = flap_of(self._setter, measure.jump, jumps, self._numbers, self._box_width - 6.0)
        x = self._xs[float(self._routes.cells[name][0])] - self._box_width / 2
        return Placed(step, self._numbers[name], x, 0.0, self._box_width, height, lines, flap)

    def _words(self, route: Route) -> tuple[SetLine, ...]:
        if not route.link.said:
            return ()
        return self._setter.lines((Run(route.link.said, self._measure.said),), self._box_width)

    def _drawn(
        self,
        route: Route,
        boxes: Mapping[str, Placed],
        gaps: Mapping[int, float],
        words: tuple[SetLine, ...],
    ) -> Drawn:
        source, target = boxes[route.link.source], boxes[route.link.target]
        row, to = self._routes.cells[route.link.source][1], self._routes.cells[route.link.target][1]
        out = self._level(row, ("out", route.link.source), gaps)
        into = self._level(to - 1, ("in", route.link.target), gaps)
        lane = None if route.lane is None else self._xs[route.lane]
        return drawn_line(route, source, target, (out, lane, into), words)

    def _level(self, gap: int, key: tuple[str, str], gaps: Mapping[int, float]) -> float:
        level = self._levels.get(gap, {}).get(key)
        top = gaps[gap] if gap >= 0 else 0.0
        return top + 3.0 + (0.0 if level is None else (level + 0.5) * _LEVEL)
