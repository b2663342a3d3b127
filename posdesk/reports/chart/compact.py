"""Moves everything on a chart up as far as it goes, where rows in line would not fit a page.

What stands above another thing stays above it, so nothing can come to lie on anything else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from posdesk.reports.chart.sheet import Sheet, drawn_line

_NUMBER = 7.5
"""How far the disc with the number stands above its box."""

_CLEAR, _LEVELS = 3.5, 4.6
_NEAR = 1.5


@dataclass(frozen=True, slots=True)
class _Thing:
    """A box with its words, or a level line: where it stands, and how far it reaches."""

    key: tuple[str, str]
    left: float
    right: float
    top: float
    height: float
    lead: float
    """How far the top of its box is below its own top."""


def compact(sheet: Sheet) -> Sheet:
    """Return ``sheet`` with as little height as its order from top to bottom allows."""
    things = sorted((*_boxes(sheet), *_levels(sheet)), key=lambda t: (t.top, t.left))
    tops: dict[tuple[str, str], float] = {}
    done: list[tuple[_Thing, float]] = []
    for thing in things:
        top = 0.0
        for other, at in done:
            if other.left < thing.right + _NEAR and thing.left < other.right + _NEAR:
                top = max(top, at + other.height + _between(other, thing))
        tops[thing.key] = top
        done.append((thing, top))
    leads = {thing.key: thing.lead for thing in things}
    boxes = {
        name: replace(box, y=tops["box", name] + leads["box", name])
        for name, box in sheet.boxes.items()
    }
    drawn = tuple(
        drawn_line(
            line.route,
            boxes[line.route.link.source],
            boxes[line.route.link.target],
            (
                tops.get(("out", line.route.link.source), boxes[line.route.link.source].foot),
                line.lane,
                tops.get(("in", line.route.link.target), boxes[line.route.link.target].y),
            ),
            line.said.lines if line.said else (),
        )
        for line in sheet.drawn
    )
    height = max(at + thing.height for thing, at in done)
    return replace(sheet, boxes=boxes, drawn=drawn, height=height)


def _between(upper: _Thing, lower: _Thing) -> float:
    both_levels = "box" not in (upper.key[0], lower.key[0])
    return _LEVELS if both_levels else _CLEAR


def _boxes(sheet: Sheet) -> list[_Thing]:
    made = []
    for name, box in sheet.boxes.items():
        top, foot = box.y - _NUMBER, box.foot
        for line in sheet.drawn:
            if line.route.link.target == name:
                top = min(top, box.y - _NUMBER - 1.0)
            if line.said is not None and line.route.at_end and line.route.link.target == name:
                top = min(top, line.said.y)
            if line.said is not None and not line.route.at_end and line.route.link.source == name:
                foot = max(foot, line.said.y + line.said.height)
        made.append(
            _Thing(("box", name), box.x - _NUMBER, box.x + box.width, top, foot - top, box.y - top)
        )
    return made


def _levels(sheet: Sheet) -> list[_Thing]:
    """Return every level line once, with all that it joins."""
    spans: dict[tuple[str, str], tuple[float, list[float]]] = {}
    for line in sheet.drawn:
        link = line.route.link
        source, target = sheet.boxes[link.source].middle, sheet.boxes[link.target].middle
        if line.lane is None:
            spans.setdefault(("out", link.source), (line.out, []))[1].extend((source, target))
            continue
        spans.setdefault(("out", link.source), (line.out, []))[1].extend((source, line.lane))
        spans.setdefault(("in", link.target), (line.into, []))[1].extend((line.lane, target))
    return [
        _Thing(key, min(xs), max(xs), y, 0.0, 0.0)
        for key, (y, xs) in spans.items()
        if max(xs) - min(xs) > 0.01
    ]
