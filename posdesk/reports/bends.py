"""Lines of level and upright parts: their rounded bends and the heads of their arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]
_ROUND = 0.55228
"""How far the handles of a quarter circle reach, in radii."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of a path: ``M`` and ``L`` with a point, ``C`` with two handles and its end."""

    kind: str
    points: tuple[Point, ...]


def turns(points: Sequence[Point], radius: float) -> list[Turn]:
    """Return the path through ``points`` with bends of at most ``radius``."""
    made = [Turn("M", (points[0],))]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _apart(before, here) / 2, _apart(here, after) / 2)
        if reach < 0.1:
            made.append(Turn("L", (here,)))
            continue
        begin, end = _towards(here, before, reach), _towards(here, after, reach)
        handles = (_towards(begin, here, reach * _ROUND), _towards(end, here, reach * _ROUND))
        made += [Turn("L", (begin,)), Turn("C", (*handles, end))]
    return [*made, Turn("L", (points[-1],))]


def shortened(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """Return the line without the part that the head of its arrow covers."""
    *kept, before, last = points
    if not by or _apart(before, last) <= by:
        return tuple(points)
    return (*kept, before, _towards(last, before, by * 0.8))


def arrow_head(points: Sequence[Point], length: float) -> tuple[Point, Point, Point]:
    """Return the three corners of an arrow's head at the end of the line."""
    before, tip = points[-2], points[-1]
    x, y = _towards(tip, before, length)
    along = _apart(before, tip) or 1.0
    side_x = (tip[1] - before[1]) / along * length * 0.45
    side_y = (tip[0] - before[0]) / along * length * 0.45
    return tip, (x + side_x, y - side_y), (x - side_x, y + side_y)


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _towards(a: Point, b: Point, far: float) -> Point:
    """Return the point ``far`` from ``a`` on the way to ``b``."""
    apart = _apart(a, b) or 1.0
    return (a[0] + (b[0] - a[0]) * far / apart, a[1] + (b[1] - a[1]) * far / apart)
