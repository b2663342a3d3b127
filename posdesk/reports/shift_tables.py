"""The sections of a hand-over sheet as tables, what is most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.day_words import list_day, list_moment, overdue_words
from posdesk.domain.life import PARTY_WORDS
from posdesk.domain.moment import from_iso
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS
from posdesk.domain.shift_sheet import SheetLine, ShiftSheet
from posdesk.domain.text import Text
from posdesk.reports import shift_words as words
from posdesk.reports.typeset.blocks import paragraph
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BODY, SMALL, Style
from posdesk.reports.typeset.tables import LIST, Cell, Look, table

_LAST_MOST = {"zh_CN": 46, "en": 90}
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


def section_tables(told: Telling, look: Look) -> Iterator[tuple[str, list[Strip]]]:
    """Yield the sections by name in their order; one of which there is nothing is empty."""
    sheet = told.sheet
    urgent = (*sheet.overdue, *sheet.today, *sheet.tomorrow)
    if urgent:
        yield "due", _table(told, look, _DUE, (_due_row(told, line) for line in urgent))
    else:
        yield "due", paragraph(told.setter, (Run(told.setter.say(words.NOTHING_DUE), BODY),))
    promises = (_promise_row(told, line) for line in sheet.promises)
    yield "promises", _list(told, _PROMISES, promises)
    yield "held", _list(told, _BRIEF, (_brief_row(told, line) for line in sheet.held))
    if sheet.active:
        yield "open", _table(told, look, _OPEN, (_open_row(told, line) for line in sheet.active))
    else:
        yield "open", paragraph(told.setter, (Run(told.setter.say(words.NO_CASES), BODY),))
    walks = (_walk_row(told, line) for line in sheet.unfinished)
    yield "unfinished", _list(told, _WALKS, walks)
    yield "to_close", _list(told, _BRIEF, (_brief_row(told, line) for line in sheet.to_close))
    yield "shift", _shift(told)


_DUE = {"case": 72.0, "when": 112.0, "what": 229.0, "amount": 74.0}
_PROMISES = {"case": 72.0, "by": 112.0, "promised": 303.0}
_BRIEF = {"case": 72.0, "about": 219.0, "money": 122.0, "amount": 74.0}
_OPEN = {"case": 94.0, "amount": 64.0, "money": 80.0, "next": 112.0, "last": 137.0}
_WALKS = {"case": 72.0, "about": 150.0, "stands_at": 265.0}


def _table(
    told: Telling, look: Look, columns: dict[str, float], rows: Iterable[tuple[Cell, ...]]
) -> list[Strip]:
    body = list(rows)
    head = [
        Cell((Run(told.setter.say(words.COLUMNS[name]), SMALL),), tinted=True, align=_align(name))
        for name in columns
    ]
    return table(told.setter, tuple(columns.values()), body, head=head, look=look) if body else []


def _list(
    told: Telling, columns: dict[str, float], rows: Iterable[tuple[Cell, ...]]
) -> list[Strip]:
    """Return rows that need no heads: what they are says the heading of the section."""
    body = list(rows)
    return table(told.setter, tuple(columns.values()), body, look=LIST) if body else []


def _align(column: str) -> str:
    return "right" if column == "amount" else "left"


def _cell(text: str, style: Style = _PLAIN) -> Cell:
    return Cell((Run(text, style),))


def _amount(line: SheetLine, style: Style = _PLAIN) -> Cell:
    shown = "" if line.amount is None else show_amount(line.amount)
    return Cell((Run(shown, style),), align="right")


def _when(told: Telling, moment: str) -> Cell:
    """Return when something is due; of what is late, how late, in bold."""
    late, day = told.late(moment), told.day(moment)
    runs = (Run(late, _STRONG), Run(f"\n{day}", SMALL)) if late else (Run(day, BODY),)
    return Cell(runs)


def _due_row(told: Telling, line: SheetLine) -> tuple[Cell, ...]:
    assert line.step is not None
    whom = told.say(PARTY_WORDS[line.step.whom]) if line.step.whom else ""
    asked = told.setter.say(words.BRACKETED).format(words=whom) if whom else ""
    about = Run(f"\n{told.say(line.title)}{asked}", SMALL)
    return (
        _cell(line.number, _STRONG),
        _when(told, line.step.due),
        Cell((Run(told.say(line.step.what), _STRONG), about)),
        _amount(line, BODY),
    )


def _promise_row(told: Telling, line: SheetLine) -> tuple[Cell, ...]:
    return (
        _cell(line.number, _STRONG),
        _when(told, line.promise_by),
        _cell(" ".join(line.promise.split()), BODY),
    )


def _brief_row(told: Telling, line: SheetLine) -> tuple[Cell, ...]:
    return (
        _cell(line.number, _STRONG),
        _cell(told.say(line.title), BODY),
        _cell(told.say(STATE_WORDS[line.money])),
        _amount(line, BODY),
    )


def _walk_row(told: Telling, line: SheetLine) -> tuple[Cell, ...]:
    stands = told.say(line.stands_at) if line.stands_at else ""
    return _cell(line.number, _STRONG), _cell(told.say(line.title)), _cell(stands, BODY)


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
    when = told.late(line.step.due) or told.day(line.step.due)
    if line.step.estimate:
        when += told.setter.say(words.BRACKETED).format(words=told.setter.say(words.ESTIMATE))
    return f"{when}\n{told.say(line.step.what)}"


def _last(told: Telling, line: SheetLine) -> str:
    setter, most = told.setter, _LAST_MOST[told.setter.lang]
    when = list_moment(line.last_at, from_iso(told.sheet.made_at), setter.lang)
    said = told.say(line.last) if line.last else ""
    if len(said) > most:
        said = f"{said[:most].rstrip()}…"
    return f"{when}\n{said}" if said else when


def _shift(told: Telling) -> list[Strip]:
    """Return what was opened and closed since the sheet before."""
    setter, sheet = told.setter, told.sheet
    if not sheet.opened and not sheet.closed:
        return []
    when = list_moment(sheet.since, from_iso(sheet.made_at), setter.lang)
    parts = [setter.say(words.SINCE).format(when=when)]
    for label, numbers in ((words.OPENED, sheet.opened), (words.CLOSED, sheet.closed)):
        said = setter.say(label).format(count=len(numbers))
        listed = setter.say(words.LIST).join(numbers)
        bracketed = setter.say(words.BRACKETED).format(words=listed)
        parts.append(said + bracketed if numbers else said)
    told_all = setter.say(words.COMMA).join(parts) + setter.say(words.STOP)
    return paragraph(setter, (Run(told_all, BODY),))
