"""Times as people say them: today 17:00, 明天 10:00; told from a moment and read back to one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from posdesk.domain.errors import WrongInput
from posdesk.domain.moment import BEIJING, from_iso, iso, parse_moment, weekday
from posdesk.domain.text import N_, Lang

_NEAR: dict[Lang, dict[int, str]] = {
    "zh_CN": {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_DAYS = {word: days for near in _NEAR.values() for days, word in near.items()}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHEN = re.compile(
    rf"(?P<day>{'|'.join(_DAYS)})?\s*(?:(?P<hour>\d{{1,2}})(?:[:：点时](?P<minute>\d{{2}})?分?))"
)


def day_words(moment: str, now: datetime, lang: Lang) -> str:
    """Return stored ISO ``moment`` as said at ``now``: 今天 17:00, 周一 11月23日 10:00."""
    then = from_iso(moment)
    days = (then.date() - now.astimezone(BEIJING).date()).days
    time = then.strftime("%H:%M")
    if days in _NEAR[lang]:
        return f"{_NEAR[lang][days]} {time}"
    if lang == "zh_CN":
        year = "" if then.year == now.astimezone(BEIJING).year else f"{then.year}年"
        return f"{weekday(then, lang)} {year}{then.month}月{then.day}日 {time}"
    year = "" if then.year == now.astimezone(BEIJING).year else f" {then.year}"
    return f"{weekday(then, lang)} {then.day} {_MONTHS[then.month - 1]}{year}, {time}"


def read_day_words(text: str, now: datetime) -> str:
    """Return as ISO text the moment to come that a person named at ``now``.

    ``17:00``, ``明天 10:00``, ``tomorrow 10:00``, ``明天10点`` or a whole date and time. Raises
    ``WrongInput`` for anything else and for what is past.
    """
    plain = text.strip().casefold()
    found = _WHEN.fullmatch(plain)
    when = _near(found, now) if found else parse_moment(text)
    if when is None or from_iso(when) < now - timedelta(minutes=1):
        raise WrongInput(
            N_("“{given}” is no time to come; nothing was stored; write it like 明天 10:00."),
            given=text.strip()[:24],
        )
    return when


def _near(found: re.Match[str], now: datetime) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    day = now.astimezone(BEIJING) + timedelta(days=_DAYS.get(found["day"] or "", 0))
    return iso(day.replace(hour=hour, minute=minute, second=0, microsecond=0))


def quick_times(now: datetime) -> tuple[str, ...]:
    """Return the times that are promised most: in an hour, today 17:00, tomorrow 10:00."""
    here = now.astimezone(BEIJING).replace(second=0, microsecond=0)
    hour = here + timedelta(hours=1)
    evening = here.replace(hour=17, minute=0)
    morning = (here + timedelta(days=1)).replace(hour=10, minute=0)
    return tuple(iso(t) for t in (hour, evening, morning) if t > here)
