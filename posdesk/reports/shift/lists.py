"""The short lists of a hand-over sheet: what was promised, is held, was left off, can be closed."""

from __future__ import annotations

from posdesk.domain.day_words import list_moment
from posdesk.domain.moment import from_iso
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS
from posdesk.domain.shift_sheet import SheetLine
from posdesk.reports.shift import words
from posdesk.reports.shift.tables import Telling
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY, SMALL
from posdesk.reports.typeset.tables import LIST, Cell, table

_COLUMNS = {"zh_CN": (76.0, 68.0, 249.0, 94.0), "en": (90.0, 66.0, 241.0, 90.0)}

Row = tuple[str, tuple[Run, ...], tuple[Run, ...]]
"""A case's number, what is told of it, and when or how much at the right."""


def list_strips(told: Telling) -> list[Strip]:
    """Return the lists one under another, each named once at the left; empty ones in one line."""
    strips: list[Strip] = []
    lacking: list[str] = []
    for name, rows in _lists(told).items():
        label = told.setter.say(words.LISTS[name])
        if not rows:
            lacking.append(label)
        for at, (number, what, right) in enumerate(rows):
            cells = (
                Cell((Run("" if at else label, SMALL.bold().in_colour(BODY.colour)),)),
                Cell((Run(number, BODY.bold()),)),
                Cell(what),
                Cell(right, align="right"),
            )
            strips += table(told.setter, _COLUMNS[told.setter.lang], [cells], look=LIST)
    if lacking:
        names = told.setter.say(words.LIST).join(lacking)
        none = told.setter.say(words.NONE_OF).format(names=names)
        strips += _line(told, (Run(none, SMALL),))
    return strips


def shift_strips(told: Telling) -> list[Strip]:
    """Return what was opened and closed since the sheet before."""
    setter, sheet = told.setter, told.sheet
    parts: list[str] = []
    if sheet.since:
        when = list_moment(sheet.since, from_iso(sheet.made_at), setter.lang)
        parts.append(setter.say(words.SINCE).format(when=when))
    told_of = [(words.OPENED, sheet.opened), (words.CLOSED, sheet.closed)]
    if sheet.erased:
        told_of.append((words.ERASED, sheet.erased))
    for label, numbers in told_of:
        said = setter.say(label).format(count=len(numbers))
        listed = setter.say(words.BRACKETED).format(words=setter.say(words.LIST).join(numbers))
        parts.append(said + listed if numbers else said)
    said = setter.say(words.COMMA).join(parts) + setter.say(words.STOP)
    return _line(told, (Run(said, SMALL.in_colour(BODY.colour)),))


def _line(told: Telling, runs: tuple[Run, ...]) -> list[Strip]:
    return table(told.setter, (1.0,), [(Cell(runs),)], look=LIST)


def _lists(told: Telling) -> dict[str, list[Row]]:
    sheet = told.sheet
    return {
        "promises": [
            (line.number, (Run(" ".join(line.promise.split()), BODY),), told.when(line.promise_by))
            for line in sheet.promises
        ],
        "held": [_about(told, line) for line in sheet.held],
        "unfinished": [_stopped(told, line) for line in sheet.unfinished],
        "to_close": [_about(told, line) for line in sheet.to_close],
    }


def _about(told: Telling, line: SheetLine) -> Row:
    state = told.say(STATE_WORDS[line.money])
    about = (Run(told.say(line.title), BODY), Run(f"  {state}", SMALL))
    return line.number, about, _amount(line)


def _stopped(told: Telling, line: SheetLine) -> Row:
    stands = told.say(line.stands_at) if line.stands_at else ""
    return line.number, (Run(stands, BODY),), _amount(line)


def _amount(line: SheetLine) -> tuple[Run, ...]:
    return (Run("" if line.amount is None else show_amount(line.amount), BODY),)
