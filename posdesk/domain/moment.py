"""Moments as ISO 8601 text with offset, always told in Beijing time (China has one time zone)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_, Lang

BEIJING = timezone(timedelta(hours=8), "UTC+08:00")

NO_TIME = N_("“{given}” is no time to come; nothing was stored; write it like 明天 10:00.")

_WEEKDAYS = {
    "zh_CN": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def iso(moment: datetime) -> str:
    """Return ``moment`` (aware) as ISO text in Beijing time, to the second."""
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def from_iso(text: str) -> datetime:
    """Return the aware moment that stored ISO ``text`` names, in Beijing time."""
    return datetime.fromisoformat(text).astimezone(BEIJING)


def parse_moment(text: str) -> str:
    """Return as ISO text the moment a person wrote: ``2026-11-20 14:32:07``.

    Without an offset (``+08:00``) Beijing time is meant, as on a slip. Raises ``WrongInput``.
    """
    plain = text.strip().replace("：", ":")
    for form in (plain, re.sub(r"[/.年月]", "-", plain.replace("日", ""))):
        try:
            moment = datetime.fromisoformat(form)
        except ValueError:
            continue
        return iso(moment if moment.tzinfo else moment.replace(tzinfo=BEIJING))
    raise WrongInput(
        N_(
            "“{given}” is not a date and time; nothing was stored;"
            " write it like 2026-11-20 14:32:07."
        ),
        given=text.strip()[:32],
    )


def weekday(moment: datetime, lang: Lang) -> str:
    """Return the weekday of ``moment`` in words."""
    return _WEEKDAYS[lang][moment.astimezone(BEIJING).weekday()]


def clock_time(text: str) -> str:
    """Return ``14:32`` of stored ISO ``text``."""
    return from_iso(text).strftime("%H:%M")


def date_and_time(text: str) -> str:
    """Return ``2026-11-20 14:32:07`` of stored ISO ``text``."""
    return from_iso(text).isoformat(sep=" ", timespec="seconds")[:19]
