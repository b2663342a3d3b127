"""Working days on the mainland: announced holidays and make-up days, an estimate beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from posdesk.domain.text import Text

WEEKEND = Text("周末", "weekend")
WEEKDAY = Text("平日", "weekday")
MAKE_UP = Text("调休上班", "make-up working day")
NOT_ANNOUNCED = Text("这一年的假期还没公布，按周末估算", "year not announced: weekends only")


@dataclass(frozen=True, slots=True)
class Year:
    """The announced days of one year: ``holidays`` with their names, ``make_ups`` with theirs.

    ``source`` says which notice they come from.
    """

    year: int
    holidays: Mapping[date, Text] = field(default_factory=dict)
    make_ups: Mapping[date, Text] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Whether one works on ``date``; ``estimate`` where its year was not announced yet."""

    date: date
    working: bool
    estimate: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day counted in working days; ``estimate`` where a year on the way is not announced."""

    date: date
    estimate: bool


class WorkCalendar:
    """The announced years; other years count weekends only, and say so."""

    def __init__(self, years: Iterable[Year] = ()) -> None:
        self.years: Mapping[int, Year] = {one.year: one for one in years}

    def day(self, day: date) -> Day:
        """Return what kind of day ``day`` is, and why."""
        year = self.years.get(day.year)
        weekend = day.weekday() >= 5
        if year is None:
            kind = WEEKEND if weekend else WEEKDAY
            why = Text(f"{kind.zh_CN}；{NOT_ANNOUNCED.zh_CN}", f"{kind.en}; {NOT_ANNOUNCED.en}")
            return Day(day, not weekend, estimate=True, why=why)
        if day in year.holidays:
            return Day(day, working=False, estimate=False, why=year.holidays[day])
        if day in year.make_ups:
            name = year.make_ups[day]
            why = Text(f"{MAKE_UP.zh_CN}（{name.zh_CN}）", f"{MAKE_UP.en} ({name.en})")
            return Day(day, working=True, estimate=False, why=why)
        return Day(day, not weekend, estimate=False, why=WEEKEND if weekend else WEEKDAY)

    def after(self, day: date, count: int) -> Deadline:
        """Return the working day that is ``count`` working days after ``day`` (0: ``day`` or next).

        ``day`` itself is never counted, whether one works on it or not.
        """
        here, left, estimate = day, count, False
        if count == 0:
            here, left = day - timedelta(days=1), 1
        while left:
            here += timedelta(days=1)
            kind = self.day(here)
            estimate = estimate or kind.estimate
            left -= kind.working
        return Deadline(here, estimate)

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie after ``first`` up to and with ``last``."""
        days = (last - first).days
        return sum(self.day(first + timedelta(days=n)).working for n in range(1, days + 1))


WEEKENDS_ONLY = WorkCalendar()
"""Where no year is announced: every date is an estimate."""
