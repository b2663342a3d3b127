"""Sets the sheet one cashier hands to the next: what is urgent first, then all that is open."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.moment import date_and_time, from_iso, weekday
from posdesk.domain.shift_sheet import ShiftSheet
from posdesk.domain.shop import Shop
from posdesk.reports.document import About, write_pdf
from posdesk.reports.shift import words
from posdesk.reports.shift.foot import closing_strip
from posdesk.reports.shift.head import figures_strip, note_strips, title_strip
from posdesk.reports.shift.lists import list_strips, shift_strips
from posdesk.reports.shift.tables import Telling, due_strips, open_strips
from posdesk.reports.typeset.blocks import heading
from posdesk.reports.typeset.pages import Layout, Part, Strip, paginate
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.tables import GRID, TIGHT, Look


def shift_sheet_pdf(sheet: ShiftSheet, shop: Shop, calendar: WorkCalendar, setter: Setter) -> bytes:
    """Return the PDF of ``sheet``: one page where it fits; equal sheets make equal bytes."""
    told = Telling(sheet, calendar, setter)
    title = setter.say(words.TITLE)
    about = About(
        title=f"{title} {date_and_time(sheet.made_at)[:-3]}",
        author=shop.name,
        subject=setter.say(words.COMMA).join(part for part in (shop.name, sheet.by) if part),
        at=sheet.made_at,
        foot=f"{setter.say(words.HEAD)} {sheet.head.seq}  {sheet.head.hash[:8]} … "
        f"{sheet.head.hash[-8:]}",
    )
    return write_pdf(setter, _layout(told, shop), None, about)


def _layout(told: Telling, shop: Shop) -> Layout:
    """Return the pages; rows stand closer where that makes one page of it."""
    setter, when = told.setter, date_and_time(told.sheet.made_at)[:-3]
    name = setter.say(words.COMMA).join(p for p in (shop.name, setter.say(words.TITLE)) if p)
    roomy, tight = (
        paginate([Part(name, when, _strips(told, shop, look))]) for look in (GRID, TIGHT)
    )
    return tight if len(tight.pages) < len(roomy.pages) else roomy


def _strips(told: Telling, shop: Shop, look: Look) -> tuple[Strip, ...]:
    return (
        title_strip(told, _made(told, shop), look),
        figures_strip(told),
        *note_strips(told, look),
        _heading(told.setter, "due", look),
        *due_strips(told, look),
        _heading(told.setter, "lists", look),
        *list_strips(told),
        _heading(told.setter, "open", look),
        *open_strips(told, look),
        *_spaced(shift_strips(told), look),
        closing_strip(told, look),
    )


def _spaced(strips: list[Strip], look: Look) -> list[Strip]:
    first, *rest = strips
    return [replace(first, before=_gap(look) / 2), *rest]


def _made(told: Telling, shop: Shop) -> str:
    """Return when the sheet was made, and at which till."""
    setter, moment = told.setter, from_iso(told.sheet.made_at)
    when = f"{moment:%Y-%m-%d} {weekday(moment, setter.lang)} {moment:%H:%M}"
    till = setter.say(words.TILL).format(till=shop.till) if shop.till else ""
    return setter.say(words.COMMA).join(part for part in (shop.name, till, when) if part)


def _heading(setter: Setter, name: str, look: Look) -> Strip:
    title = setter.say(words.HEADINGS[name])
    return heading(setter, "", title, anchor=name, before=_gap(look))


def _gap(look: Look) -> float:
    return 14.0 if look == GRID else 9.0
