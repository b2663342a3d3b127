"""Notices a clock that is wrong: set back, or far ahead; what happens is stored all the same.

The journal's order does not hang on the clock, but dates on paper do, and what is due.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.errors import PosDeskError
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.text import Text
from posdesk.services.library import Library
from posdesk.storage.store import Store

LEEWAY = timedelta(minutes=2)
"""By so much clocks differ that are right, or are set right by the network."""

_DAY = timedelta(days=1)


class ClockCheck:
    """Looks at the clock now and then; each kind of trouble is told once until it is over."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._told = ""
        self.renew(library)

    def renew(self, library: Library) -> None:
        """Know the years of another calendar from now on."""
        self._calendar: WorkCalendar = library.calendar

    def news(self) -> Text | None:
        """Return what is wrong with the clock and was not told yet."""
        try:
            newest = self._store.news.newest_at
        except PosDeskError:  # told by whoever needs the data
            return None
        trouble = clock_trouble(self._clock(), newest, self._calendar)
        kind = trouble.en.partition("(")[0] if trouble else ""
        before, self._told = self._told, kind
        return trouble if kind != before else None


def clock_trouble(now: datetime, newest: str, calendar: WorkCalendar) -> Text | None:
    """Return what is wrong with ``now`` beside the last event (ISO, empty where there is none).

    A clock far ahead is one beyond the years that are known, and days after that event: a shop
    that was closed over the holidays is no fault of its clock.
    """
    if not newest:
        return None
    last = from_iso(newest)
    if now < last - LEEWAY:
        zh, en = _span(last - now)
        return Text(
            f"电脑时间比上一条记录早{zh}：请校准时间，不然到期日不准；记录照常保存。",
            f"The computer's clock is behind the last record ({en}): set it right, or what is due"
            " is told wrongly; everything is still saved.",
        )
    if now - last > _DAY and calendar.day(now.astimezone(BEIJING).date()).estimate:
        zh, en = _span(now - last)
        return Text(
            f"电脑时间是 {now.astimezone(BEIJING).year} 年，比上一条记录晚{zh}：若不对请校准时间；"
            "记录照常保存。",
            f"The computer's clock is far ahead of the last record ({en}): set it right if that is"
            " wrong; everything is still saved.",
        )
    return None


def zone_offset(local: datetime) -> Text | None:
    """Return what to say where the system's own time, ``local``, is not that of Beijing."""
    offset = local.utcoffset()
    if offset is None or offset == BEIJING.utcoffset(None):
        return None
    hours = f"{offset.total_seconds() / 3600:+g}"
    return Text(
        f"系统时区是 UTC{hours}，不是北京时间：时间照样按北京时间记；若电脑钟点不对请改时区。",
        f"The system's time zone is UTC{hours}, not Beijing's: times are counted in Beijing time"
        " all the same; change the zone should the computer's clock look wrong.",
    )


def _span(span: timedelta) -> tuple[str, str]:
    """Return ``span`` in words, by its largest unit."""
    for unit, zh, en in (
        (timedelta(days=365), "年", "year"),
        (_DAY, "天", "day"),
        (timedelta(hours=1), "小时", "hour"),
        (timedelta(minutes=1), "分钟", "minute"),
    ):
        count = span // unit
        if count:
            return f" {count} {zh}", f"{count} {en}{'s' if count > 1 else ''}"
    return "几秒", "seconds"
