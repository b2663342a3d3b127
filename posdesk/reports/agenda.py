"""Writes what is to be done as an iCalendar file, for the calendar of a telephone or an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.moment import from_iso
from posdesk.reports.whole_file import write_file

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONE = "Asia/Shanghai"
LENGTH = timedelta(minutes=15)
"""How long an entry stands in a calendar; it takes nobody's time there."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One entry: what to do ``at`` a moment; ``uid`` stays the same when the moment moves.

    ``told_at`` is when the case was told last: two exports of the same cases are equal by it.
    """

    uid: str
    at: str
    told_at: str
    summary: str
    note: str = ""


def write_agenda(path: Path, name: str, reminders: Sequence[Reminder]) -> int:
    """Write ``reminders`` to ``path`` under a calendar ``name`` and return how many bytes.

    Equal reminders make equal bytes. Raises ``DataTrouble`` where it cannot be written.
    """
    data = agenda_bytes(name, reminders)
    write_file(path, data)
    return len(data)


def agenda_bytes(name: str, reminders: Sequence[Reminder]) -> bytes:
    """Return the file as bytes; RFC 5545, times in Beijing's zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//PosDesk//due//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_zone())
    for one in sorted(reminders, key=lambda r: (r.at, r.uid)):
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: Reminder) -> Event:
    from icalendar import Alarm
    from icalendar import Event as Entry

    event = Entry()
    event.add("uid", one.uid)
    event.add("dtstamp", from_iso(one.told_at).astimezone(UTC))
    # Local time beside the name of its zone: no table of all the world's zones is needed for it.
    event.add("dtstart", from_iso(one.at).replace(tzinfo=None), parameters={"TZID": ZONE})
    event.add("duration", LENGTH)
    event.add("summary", one.summary)
    if one.note:
        event.add("description", one.note)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.summary)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _zone() -> Timezone:
    """Return Beijing's time: eight hours, and no summer time since 1991."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1991, 9, 15, 2))  # noqa: DTZ001 - local by definition
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone
