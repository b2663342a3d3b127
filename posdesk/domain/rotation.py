"""Which backups stay: seven days, four weeks, twelve months, and the newest three in any case.

Days, weeks and months count where they have a backup: a shop that was shut for the New Year, or a
clock that stood wrong for a day, costs no older one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import date, datetime, timedelta

from posdesk.domain.moment import BEIJING

DAYS, WEEKS, MONTHS, NEWEST = 7, 4, 12, 3

BEFORE = timedelta(days=30)
"""For how long what was there before a restore or an upgrade is kept besides: the way back."""


def _day(moment: date) -> Hashable:
    return (moment.year, moment.month, moment.day)


def _week(moment: date) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: date) -> Hashable:
    return (moment.year, moment.month)


_PERIODS: tuple[tuple[Callable[[date], Hashable], int], ...] = (
    (_day, DAYS),
    (_week, WEEKS),
    (_month, MONTHS),
)


def kept(made: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Return which of the backups made at these moments (aware) stay.

    Of each of the last days, weeks and months that have any, in Beijing time, the newest stays.
    What bears a time after ``now`` stays too and counts for nothing: a clock stood wrong.
    """
    newest_first = sorted((m for m in made if m <= now), reverse=True)
    stay = {*newest_first[:NEWEST], *(m for m in made if m > now)}
    for period, many in _PERIODS:
        newest: dict[Hashable, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period(moment.astimezone(BEIJING)), moment)
        stay.update(list(newest.values())[:many])
    return frozenset(stay)


def goes_on(made: datetime, today: date, others: Collection[datetime] = ()) -> date:
    """Return the day on which the backup ``made`` goes at the latest.

    That holds where a backup is made on every day from tomorrow on; each day without one may put
    it off by a day. ``others`` are those that lie beside it; without them it is taken for the last
    of its month.
    """
    newer = [m.astimezone(BEIJING) for m in others if m > made]
    own = made.astimezone(BEIJING)
    latest = _day_with(NEWEST, newer, today, own, lambda moment: moment)
    for period, many in _PERIODS:
        if period(own) not in {period(moment) for moment in newer}:
            latest = max(latest, _day_with(many, newer, today, own, period))
    return latest


def _day_with(
    many: int,
    newer: Collection[datetime],
    today: date,
    own: datetime,
    period: Callable[[date], Hashable],
) -> date:
    """Return the first day after ``today`` by which ``many`` newer periods have a backup."""
    seen = {period(moment) for moment in newer}
    day = today
    while len(seen - {period(own)}) < many:
        day += timedelta(days=1)
        if day > own.date():
            seen.add(period(day))
    return max(day, today + timedelta(days=1))
