"""The top of a hand-over sheet: who hands over to whom, and how much is urgent, in figures."""

from __future__ import annotations

from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.reports.shift import words
from posdesk.reports.shift.tables import Telling
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.style import (
    ACCENT,
    BODY,
    CAPTION,
    FRAME,
    INK,
    LEFT,
    PAPER,
    PART,
    RIGHT,
    SMALL,
    TITLE,
    WIDTH,
    Style,
)
from posdesk.reports.typeset.tables import GRID, Look

_NAMES_FROM = 290.0
_HIGH = 42.0


def title_strip(told: Telling, made: str, look: Look) -> Strip:
    """Return the title, below it shop, till and time, and beside both who hands over to whom."""
    setter, sheet = told.setter, told.sheet
    title = setter.line(setter.say(words.TITLE), TITLE, _NAMES_FROM)
    below = setter.lines((Run(made, SMALL),), WIDTH)
    names = [(setter.say(words.BY), sheet.by or setter.say(words.PREVIEW))]
    if sheet.taken_by:
        when = date_and_time(sheet.taken_at)[5:-3]
        names.append((setter.say(words.TAKEN), f"{sheet.taken_by}  {when}"))
    labels = [setter.line(label, SMALL, 60) for label, _ in names]
    values = [
        setter.line(value, BODY.bold(), RIGHT - LEFT - _NAMES_FROM - 34) for _, value in names
    ]

    def draw(pen: Pen, y: float) -> None:
        pen.line(title, LEFT, y)
        down = y + (0 if len(names) > 1 else 8)
        for label, value in zip(labels, values, strict=True):
            pen.right(value, RIGHT, down)
            pen.line(label, RIGHT - value.width - 8 - label.width, down + 1.5)
            down += value.leading
        pen.lines(below, LEFT, y + max(title.leading, down - y) + 1)

    after = 8 if look == GRID else 5
    high = max(title.leading, 16.5 * len(names)) + sum(line.leading for line in below)
    return Strip(high + 1 + after, draw)


def figures_strip(told: Telling) -> Strip:
    """Return the row of figures; what is overdue stands white on black."""
    setter, sheet = told.setter, told.sheet
    counts = {
        "overdue": len(sheet.overdue),
        "today": len(sheet.today),
        "tomorrow": len(sheet.tomorrow),
        "active": len(sheet.active),
        "held": len(sheet.held),
    }
    shown = {name: str(count) for name, count in counts.items()} | {
        "total": show_amount(sheet.total)
    }
    wide = dict.fromkeys(words.FIGURES, WIDTH * 0.15) | {"total": WIDTH * 0.25}
    cells = []
    x = LEFT
    for name, label in words.FIGURES.items():
        alarm = name == "overdue" and bool(counts[name])
        idle = shown[name] == "0"
        room = wide[name] - 14
        cells.append(
            (
                (x, wide[name], alarm),
                setter.line(shown[name], _figure(alarm=alarm, idle=idle), room),
                setter.line(
                    setter.say(label), CAPTION.in_colour(PAPER) if alarm else CAPTION, room
                ),
            )
        )
        x += wide[name]

    def draw(pen: Pen, y: float) -> None:
        for (left, width, alarm), figure, label in cells:
            pen.box(left, y, width, _HIGH, line=FRAME, fill=INK if alarm else None)
            pen.line(figure, left + 7, y + 2.5)
            pen.line(label, left + 7, y + 25.5)

    return Strip(_HIGH, draw)


def note_strips(told: Telling, look: Look) -> list[Strip]:
    """Return the note for the next cashier behind a bar, none where nothing was noted."""
    if not told.sheet.note:
        return []
    setter, inset = told.setter, 14.0
    note = (
        Run(setter.say(words.NOTE) + setter.say(words.COLON), BODY.bold()),
        Run(told.sheet.note, BODY),
    )
    lines = setter.lines(note, WIDTH - inset)
    last = len(lines) - 1

    def strip(at: int, line: SetLine) -> Strip:
        def draw(pen: Pen, y: float) -> None:
            pen.box(LEFT, y, 3, line.leading, line=None, fill=ACCENT)
            pen.line(line, LEFT + inset, y)

        before = 0.0 if at else 12.0 if look == GRID else 8.0
        return Strip(line.leading, draw, before, with_next=at == 0 < last)

    return [strip(at, line) for at, line in enumerate(lines)]


def _figure(*, alarm: bool, idle: bool) -> Style:
    """Return how a figure is set: a nought is pale, so that the eye goes to the others."""
    if alarm:
        return PART.in_colour(PAPER)
    return PART.in_colour(FRAME) if idle else PART
