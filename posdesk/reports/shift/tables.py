"""The two tables of a hand-over sheet: what is to be done soon, and every open case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.day_words import list_day, list_step_day, overdue_words
from posdesk.domain.followup import NextStep
from posdesk.domain.life import PARTY_WORDS
from posdesk.domain.moment import from_iso
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS
from posdesk.domain.shift_sheet import SheetLine, ShiftSheet
from posdesk.domain.text import Text
from posdesk.reports.shift import words
from posdesk.reports.typeset.blocks import paragraph
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BODY, SMALL, Style
from posdesk.reports.typeset.tables import Cell, Look, table

_LAST_MOST = {"zh_CN": 36, "en": 70}
"""Characters of what happened last; the case itself tells all of it."""

_STRONG = BODY.bold()
_PLAIN = SMALL.in_colour(BODY.colour)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sheet with what it takes to tell it: the calendar, the typesetter and its language."""

    sheet: ShiftSheet
    calendar: WorkCalendar
    setter: Setter

    def say(self, text: Text) -> str:
        """Return ``text`` in one line, in the sheet's language."""
        plain = self.setter.say(text)
        if self.setter.lang == "zh_CN":
            plain = plain.replace("\n", "")
        return " ".join(plain.replace("　", " ").split())

    def day(self, moment: str) -> str:
        """Return ``moment`` as said when the sheet was made."""
        return list_day(moment, from_iso(self.sheet.made_at), self.setter.lang)

    def late(self, moment: str) -> str:
        """Return how long ``moment`` was past when the sheet was made, if it was."""
        now = from_iso(self.sheet.made_at)
        late = overdue_words(moment, now, self.calendar, self.setter.lang)
        return late[:1].upper() + late[1:]

    def step_time(self, step: NextStep) -> str:
        """Return when a step is due, or of what is late, how late."""
        now = from_iso(self.sheet.made_at)
        return self.late(step.deadline) or list_step_day(step, now, self.setter.lang)

    def step_when(self, step: NextStep) -> tuple[Run, ...]:
        """Return the same as it is set: what is late in bold."""
        late = step.is_overdue(from_iso(self.sheet.made_at))
        return (Run(self.step_time(step), BODY.bold() if late else BODY),)

    def when(self, moment: str) -> tuple[Run, ...]:
        """Return when something is due; of what is late, how late, in bold."""
        late = self.late(moment)
        return (Run(late, BODY.bold()),) if late else (Run(self.day(moment), BODY),)


def due_strips(told: Telling, look: Look) -> list[Strip]:
    """Return what is to be done now, today and tomorrow."""
    sheet = told.sheet
    urgent = (*sheet.overdue, *sheet.today, *sheet.tomorrow)
    if not urgent:
        return paragraph(told.setter, (Run(told.setter.say(words.NOTHING_DUE), BODY),))
    return _table(told, look, _DUE, (_due_row(told, line) for line in urgent))


def open_strips(told: Telling, look: Look) -> list[Strip]:
    """Return the cases that are open or wait for somebody."""
    if not told.sheet.active:
        return paragraph(told.setter, (Run(told.setter.say(words.NO_CASES), BODY),))
    return _table(
        told, look, _OPEN[told.setter.lang], (_open_row(told, line) for line in told.sheet.active)
    )


_DUE = {"case": 72.0, "what": 220.0, "when": 122.0, "amount": 74.0}
_OPEN = {
    "zh_CN": {"case": 90.0, "amount": 62.0, "money": 72.0, "next": 114.0, "last": 149.0},
    "en": {"case": 94.0, "amount": 64.0, "money": 76.0, "next": 134.0, "last": 119.0},
}


def _table(
    told: Telling, look: Look, columns: dict[str, float], rows: Iterable[tuple[Cell, ...]]
) -> list[Strip]:
    body = list(rows)
    head = [
        Cell((Run(told.setter.say(words.COLUMNS[name]), SMALL),), tinted=True, align=_align(name))
        for name in columns
    ]
    return table(told.setter, tuple(columns.values()), body, head=head, look=look) if body else []


def _align(column: str) -> str:
    return "right" if column == "amount" else "left"


def _cell(text: str, style: Style = _PLAIN) -> Cell:
    return Cell((Run(text, style),))


def _amount(line: SheetLine, style: Style = _PLAIN) -> Cell:
    shown = "" if line.amount is None else show_amount(line.amount)
    return Cell((Run(shown, style),), align="right")


def _due_row(told: Telling, line: SheetLine) -> tuple[Cell, ...]:
    assert line.step is not None
    return (
        _cell(line.number, _STRONG),
        _cell(told.say(line.step.what), _STRONG),
        Cell(told.step_when(line.step)),
        _amount(line, BODY),
    )


def _open_row(told: Telling, line: SheetLine) -> tuple[Cell, ...]:
    state = told.say(STATE_WORDS[line.money])
    if line.waiting_for:
        whom = told.say(PARTY_WORDS[line.waiting_for])
        state += "\n" + told.setter.say(words.WAITS_FOR).format(whom=whom)
    return (
        Cell((Run(line.number, _STRONG), Run(f"\n{told.say(line.title)}", SMALL))),
        _amount(line),
        _cell(state),
        _cell(_next(told, line)),
        _cell(_last(told, line), SMALL),
    )


def _next(told: Telling, line: SheetLine) -> str:
    if line.step is None:
        return ""
    when = told.step_time(line.step)
    if line.step.estimate:
        when += told.setter.say(words.BRACKETED).format(words=told.setter.say(words.ESTIMATE))
    return f"{when}\n{told.say(line.step.what)}"


def _last(told: Telling, line: SheetLine) -> str:
    most = _LAST_MOST[told.setter.lang]
    when = told.day(line.last_at)
    said = told.say(line.last) if line.last else ""
    if len(said) > most:
        said = f"{said[:most].rstrip()}…"
    return f"{when}  {said}" if said else when
