"""Where somebody is on the cases page, and what the status line says there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from posdesk.domain.asked import Asked
from posdesk.domain.calendar import WorkCalendar
from posdesk.i18n import Translator


@dataclass(frozen=True, slots=True)
class Place:
    """What was looked at, to be found again in another language or theme."""

    case: str | None = None
    asked: Asked = field(default_factory=Asked)


def case_keys(tr: Translator) -> tuple[tuple[str, str], ...]:
    """Return the keys of the page."""
    return (
        ("↑ ↓", tr("choose a case")),
        ("N", tr("note a call")),
        ("E", tr("evidence")),
        ("F2", tr("call script")),
        ("/", tr("search")),
        ("Esc", tr("home")),
    )


def holiday_words(calendar: WorkCalendar, day: date, tr: Translator) -> str:
    """Return whether the holidays of that year, by which dates are counted, are announced."""
    if calendar.day(day).estimate:
        return tr("Holidays {year}: estimate", year=day.year)
    return tr("Holidays {year}: announced", year=day.year)
