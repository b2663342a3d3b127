"""Draws a laid-out chart: rounded ends ask, square corners act, tinted boxes end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from posdesk.reports.chart.flap import PAD
from posdesk.reports.chart.sheet import ARROW, ICON, Drawn, Placed, Sheet
from posdesk.reports.drawing import Box, Item, Line, Sign, Words, centred
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import (
    ACCENT,
    HAIRLINE,
    INK,
    PAPER,
    SOFT_INK,
    TINT,
    Colour,
    Face,
    Style,
    rgb,
)

_BEND = 3.0
_USUAL, _THIN, _TAKEN = 1.7, 0.75, 2.4
_NUMBER = 6.4
"""Radius of the discs with the numbers."""


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a money state: of its box, its border and its words."""

    fill: Colour
    line: Colour


TONES = {
    "stop": Tone(rgb("FBE9E8"), rgb("A01C1F")),
    "wait": Tone(rgb("FDF3DA"), rgb("6B4700")),
    "go": Tone(rgb("E4F3EA"), rgb("155D39")),
    "paid": Tone(rgb("E5EDF9"), rgb("1C4A8E")),
    "idle": Tone(rgb("ECEFEE"), rgb("4B5653")),
}
"""As in resources/themes/light.json."""


def draw_sheet(sheet: Sheet, setter: Setter, left: float, top: float) -> Iterator[Item]:
    """Yield what is drawn of ``sheet`` with its corner at ``left``, ``top``: lines first."""
    for drawn in sorted(sheet.drawn, key=lambda d: _weight(d, sheet)):
        yield _line(drawn, sheet, left, top)
    for drawn in sheet.drawn:
        yield from _said(drawn, left, top)
    for box in sheet.boxes.values():
        yield from _flap(box, left, top)
        yield from _box(box, sheet, left, top)
        yield from _number(box, sheet, setter, left, top)


def _weight(drawn: Drawn, sheet: Sheet) -> float:
    link = drawn.route.link
    if sheet.chart.walked:
        return _TAKEN if link.taken else _THIN
    return _USUAL if link.usual else _THIN


def _line(drawn: Drawn, sheet: Sheet, left: float, top: float) -> Line:
    thick = _weight(drawn, sheet)
    points = tuple((left + x, top + y) for x, y in drawn.points)
    arrow = ARROW + (1.0 if thick > _THIN else 0.0)
    return Line(points, SOFT_INK if thick == _THIN else ACCENT, thick, arrow, bend=_BEND)


def _said(drawn: Drawn, left: float, top: float) -> Iterator[Item]:
    said = drawn.said
    if said is None:
        return
    x, y = left + said.x, top + said.y
    yield Box(x - 1.5, y, said.width + 3.0, said.height, line=None, fill=PAPER)
    for line in said.lines:
        yield centred(line, x + said.width / 2, y)
        y += line.leading


def _box(box: Placed, sheet: Sheet, left: float, top: float) -> Iterator[Item]:
    step, x, y = box.step, left + box.x, top + box.y
    usual = step.name in sheet.chart.spine and not sheet.chart.walked
    line, fill, thick, ink = (ACCENT, PAPER, 1.4, INK) if step.asks else (SOFT_INK, PAPER, 0.8, INK)
    if step.kind == "end":
        tone = TONES[step.tone]
        line, fill, thick, ink = tone.line, tone.fill, 1.4, tone.line
    if step.kind == "exit":
        line, ink = ACCENT, ACCENT
    if usual and step.kind == "act":
        line, thick = ACCENT, 1.4
    starts = step.name == sheet.chart.start and not sheet.chart.walked
    if step.mark == "taken" or starts:
        line, fill, ink = ACCENT, ACCENT, PAPER
    if step.mark == "out":
        ink = SOFT_INK
    if step.mark == "current":
        line, thick = ACCENT, 1.8
    dashed = step.kind == "exit" or step.mark == "out"
    radius = min(box.height / 2, 15.0) if step.asks else 1.5
    yield Box(x, y, box.width, box.height, line, fill, thick, radius, dashed=dashed, name=step.name)
    if step.mark == "current":
        # Inside the box, where it touches nothing that hangs under it.
        width, height, inner = box.width - 4.4, box.height - 4.4, max(radius - 2.2, 0.5)
        yield Box(x + 2.2, y + 2.2, width, height, line=ACCENT, thick=1.0, radius=inner)
    yield from _label(box, sheet, x, y, ink)


def _label(box: Placed, sheet: Sheet, x: float, y: float, ink: Colour) -> Iterator[Item]:
    lines = tuple(_inked(line, ink) for line in box.lines)
    widest = max(line.width for line in lines)
    side = ICON * sheet.measure.scale
    sign = side + 3.0 if box.step.sign else 0.0
    middle = x + (box.width + sign) / 2
    if box.step.sign:
        at = middle - widest / 2 - sign
        colour = ink if ink != INK else ACCENT
        yield Sign(box.step.sign, at, y + (box.height - side) / 2, side, colour)
    y += (box.height - sum(line.leading for line in lines)) / 2
    for line in lines:
        yield centred(line, middle, y)
        y += line.leading


def _inked(line: SetLine, ink: Colour) -> SetLine:
    pieces = tuple(replace(p, style=p.style.in_colour(ink)) for p in line.pieces)
    return replace(line, pieces=pieces)


def _number(box: Placed, sheet: Sheet, setter: Setter, left: float, top: float) -> Iterator[Item]:
    strong = box.step.asks and box.step.mark != "out"
    style = Style(Face.BOLD, 7.1, 9.0, PAPER if strong else INK)
    number = setter.lines((Run(str(box.number), style),), 1e9)[0]
    x = left + box.x + (3.0 if box.step.asks else 0.5)
    y = top + box.y + (-1.0 if box.step.asks else 0.0)
    fill, line = (ACCENT, ACCENT) if strong else (PAPER, SOFT_INK)
    radius = _NUMBER
    yield Box(
        x - radius,
        y - radius,
        2 * radius,
        2 * radius,
        line=line,
        fill=fill,
        thick=0.8,
        radius=radius,
    )
    yield centred(number, x, y - number.leading / 2)


def _flap(box: Placed, left: float, top: float) -> Iterator[Item]:
    flap = box.flap
    if not flap.hangs:
        return
    x, y = left + box.x + (box.width - flap.width) / 2, top + box.y + box.height
    # It reaches under its box, so that nothing shows between them where the ends are round.
    under = box.height / 2 if box.step.asks else 0.0
    yield Box(
        x,
        y - under,
        flap.width,
        flap.height + under,
        line=HAIRLINE,
        fill=TINT,
        thick=0.6,
        radius=2.0,
    )
    y += PAD
    for hang in flap.hangs:
        for line in hang.lines:
            yield Words(line, x + PAD, y)
            y += line.leading
        if hang.same_line:
            y -= hang.lines[-1].leading
        yield Words(hang.to, x + flap.width - PAD - hang.to.width, y)
        y += hang.to.leading
