"""Times as people say them: today 17:00, 明天 10:00; told from a moment and read back to one."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.errors import WrongInput
from posdesk.domain.followup import MORNING, NextStep
from posdesk.domain.moment import BEIJING, NO_TIME, from_iso, iso, parse_moment, weekday
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
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


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


def list_day(moment: str, now: datetime, lang: Lang) -> str:
    """Return ``moment`` as a list says it, short: 今天 10:00, 周三 17:00, 周四 12-03 10:00."""
    then, today = from_iso(moment), now.astimezone(BEIJING).date()
    days = (then.date() - today).days
    if days in _NEAR[lang] and days < 2:
        near = _NEAR[lang][days]
        return f"{near[0].upper()}{near[1:]} {then:%H:%M}"
    if 0 < days < 7:
        return f"{weekday(then, lang)} {then:%H:%M}"
    return list_moment(moment, now, lang)


def list_step_day(step: NextStep, now: datetime, lang: Lang) -> str:
    """Return by when a step is to be done as a list says it: 今天 10:00, 马上."""
    if step.is_at_once(now):
        return "马上" if lang == "zh_CN" else "At once"
    return list_day(step.deadline, now, lang)


def list_moment(moment: str, now: datetime, lang: Lang) -> str:
    """Return when something was, short: 周五 11-20 14:32, Fri 20 Nov 14:32."""
    then = from_iso(moment)
    same_year = then.year == now.astimezone(BEIJING).year
    if lang == "zh_CN":
        day = f"{then:%m-%d}" if same_year else f"{then:%Y-%m-%d}"
        return f"{weekday(then, lang)} {day} {then:%H:%M}"
    year = "" if same_year else f" {then.year}"
    return f"{weekday(then, lang)} {then.day} {_MONTHS[then.month - 1]}{year} {then:%H:%M}"


def list_opened(moment: str, now: datetime, lang: Lang) -> str:
    """Return when a case was opened, of other years the day alone: 2024-11-20, 20 Nov 2024."""
    then = from_iso(moment)
    if then.year == now.astimezone(BEIJING).year:
        return list_moment(moment, now, lang)
    if lang == "zh_CN":
        return then.strftime("%Y-%m-%d")
    return f"{then.day} {_MONTHS[then.month - 1]} {then.year}"


def told_moment(moment: str, now: datetime, lang: Lang) -> str:
    """Return when something was as a sentence says it: 14:32 today, 周五 11-20 14:32 before."""
    then = from_iso(moment)
    if then.date() == now.astimezone(BEIJING).date():
        return then.strftime("%H:%M")
    return list_moment(moment, now, lang)


def left_words(due: str, now: datetime, lang: Lang) -> str:
    """Return how long is left until ``due`` on its own day: 还有 20 分钟; empty on other days."""
    then, here = from_iso(due), now.astimezone(BEIJING)
    if then < here or then.date() != here.date():
        return ""
    count = _span(then - here, lang)
    return f"还有 {count}" if lang == "zh_CN" else f"{count} left"


def overdue_words(due: str, now: datetime, calendar: WorkCalendar, lang: Lang) -> str:
    """Return how long ``due`` is past: 逾期 20 分钟, 逾期 1 个工作日; empty where it is to come.

    Within its day in minutes and hours, later in working days; over a weekend or holiday in days.
    """
    then, here = from_iso(due), now.astimezone(BEIJING)
    if then >= here:
        return ""
    days = (here.date() - then.date()).days
    if days == 0:
        count = _span(here - then, lang)
    elif working := calendar.between(then.date(), here.date()):
        count = _counted(working, "个工作日", "working day", lang)
    else:
        count = _counted(days, "天", "day", lang)
    return f"逾期 {count}" if lang == "zh_CN" else f"overdue by {count}"


def _span(time: timedelta, lang: Lang) -> str:
    """Return a stretch of less than a day, in minutes up to an hour and a half."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 90:
        return _counted(minutes, "分钟", "minute", lang)
    return _counted(round(minutes / 60), "小时", "hour", lang)


def _counted(count: int, zh: str, en: str, lang: Lang) -> str:
    return f"{count} {zh}" if lang == "zh_CN" else f"{count} {en}{'' if count == 1 else 's'}"


def read_day_words(text: str, now: datetime) -> str:
    """Return as ISO text the moment to come that a person named at ``now``.

    ``17:00``, ``明天 10:00``, ``tomorrow 10:00``, ``明天10点`` or a whole date and time. Raises
    ``WrongInput`` for anything else and for what is past.
    """
    plain = text.strip().casefold()
    found = _WHEN.fullmatch(plain)
    when = _near(found, now) if found else parse_moment(text)
    if when is None or from_iso(when) < now - timedelta(minutes=1):
        raise WrongInput(NO_TIME, given=text.strip()[:24])
    return when


def read_by(text: str, now: datetime) -> str:
    """Return as ISO text the moment by which something is due.

    Words and times of day are read as ``read_day_words`` does; a whole date may be past, since
    what is late is told too, and a day without a time means its morning, 10:30.
    """
    plain = text.strip()
    day = read_day(plain, now)
    if day is not None:
        return iso(datetime.combine(day, MORNING, BEIJING))
    if _WHEN.fullmatch(plain.casefold()):
        return read_day_words(text, now)
    return parse_moment(text)


def given_day(text: str, now: datetime) -> date:
    """Return the day that a person named; raises ``WrongInput`` where ``read_day`` knows none."""
    day = read_day(text, now)
    if day is None:
        raise WrongInput(
            N_("“{given}” is no date; nothing was done; write it like 2026-11-20."),
            given=text.strip()[:12],
        )
    return day


def read_day(text: str, now: datetime) -> date | None:
    """Return the day that ``2026-11-20``, ``2026年11月20日`` or 明天 names, ``None`` for others."""
    plain = text.strip().casefold()
    if plain in _DAYS:
        return now.astimezone(BEIJING).date() + timedelta(days=_DAYS[plain])
    found = _DAY.fullmatch(plain)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


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
