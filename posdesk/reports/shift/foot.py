"""The end of a hand-over sheet: the journal's head to compare, and two places to sign."""

from __future__ import annotations

from posdesk.domain.moment import clock_time
from posdesk.reports.shift import words
from posdesk.reports.shift.tables import Telling
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY, FRAME, LEFT, SMALL, WIDTH
from posdesk.reports.typeset.tables import GRID, Look

_GAP = 14.0
_BOX = (WIDTH - _GAP) / 2
_HIGH = 46.0


def closing_strip(told: Telling, look: Look) -> Strip:
    """Return what stands below all sections and is never parted over two pages."""
    setter, head = told.setter, told.sheet.head
    groups = [head.hash[at : at + 4] for at in range(0, len(head.hash), 4)]
    place = setter.say(words.HEAD_OF).format(seq=head.seq, counter=head.counter[:8])
    name = (
        Run(setter.say(words.HEAD), SMALL.bold().in_colour(BODY.colour)),
        Run(setter.say(words.BRACKETED).format(words=place), SMALL),
    )
    lines = (
        *setter.lines(name, WIDTH),
        *setter.lines((Run(" ".join(groups), SMALL.in_colour(BODY.colour)),), WIDTH),
        *setter.lines((Run(setter.say(words.HEAD_FOR), SMALL),), WIDTH),
    )
    boxes = [
        (
            setter.line(label, SMALL, _BOX - 14),
            setter.line(value, BODY.bold(), _BOX - 14),
        )
        for label, value in _signatures(told)
    ]

    def draw(pen: Pen, y: float) -> None:
        down = pen.lines(lines, LEFT, y) + 8
        for at, (label, value) in enumerate(boxes):
            x = LEFT + at * (_BOX + _GAP)
            pen.box(x, down, _BOX, _HIGH, line=FRAME)
            pen.line(label, x + 7, down + 3)
            pen.line(value, x + 7, down + _HIGH - 20)

    high = sum(line.leading for line in lines) + 8 + _HIGH
    return Strip(high, draw, 14.0 if look == GRID else 9.0)


def _signatures(told: Telling) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return both places to sign, with the name and time that are known already."""
    sheet, setter = told.sheet, told.setter
    handed = f"{sheet.by}  {clock_time(sheet.made_at)}" if sheet.by else ""
    taken = f"{sheet.taken_by}  {clock_time(sheet.taken_at)}" if sheet.taken_by else ""
    return (setter.say(words.SIGNED_BY), handed), (setter.say(words.SIGNED_TO), taken)
