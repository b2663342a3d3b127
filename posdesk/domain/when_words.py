"""Finds the moment that is named anywhere in a sentence: 周三10点, 后天下午3点前, in 2 days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from posdesk.domain.calendar import WEEKENDS_ONLY, WorkCalendar
from posdesk.domain.errors import WrongInput
from posdesk.domain.followup import MORNING
from posdesk.domain.moment import BEIJING, NO_TIME, iso

_FIGURES = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 0}
_NUMBER = r"\d{1,3}|十[一二]?|[一二两三四五六七八九]"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_NEAR = {
    "day after tomorrow": 2, "tomorrow": 1, "today": 0, "tonight": 0, "大后天": 3, "后天": 2,
    "明天": 1, "明日": 1, "今天": 0, "今日": 0, "明": 1, "今": 0,
}  # fmt: skip
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6} | {
    name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}  # fmt: skip
_HALVES = {
    "凌晨": 2, "早上": 9, "早": 9, "上午": 10, "morning": 10, "中午": 12, "noon": 12, "下午": 17,
    "afternoon": 17, "傍晚": 18, "晚上": 20, "晚": 20, "evening": 20, "tonight": 20,
}  # fmt: skip
"""Parts of the day, and the hour by which what is promised for one of them is due."""

_NAMED_DAY = r"(?:(?:周|星期|礼拜)[一二三四五六日天]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?)"
_DAY = rf"""
    (?P<near>(?:the\s)?day\ after\ tomorrow|\btomorrow\b|\btoday\b|\btonight\b
      |大后天|后天|明天|明日|今天|今日|明(?=早|晚|上午|下午)|今(?=早|晚))
  | (?:{_NAMED_DAY}\s?)?(?<![\d.-])(?P<year>\d{{4}}\s?[-/年]\s?)?
      (?P<month>\d{{1,2}})(?:[-/]|\s?月\s?)
      (?P<date>\d{{1,2}})(?![\d.-]|/\d)\s?[日号]?
  | (?<![\d.-])(?P<alone>\d{{1,2}})[号日](?!终端|机|收银|台|柜|线|店|单|前?的)
  | (?:{_NAMED_DAY}\s)?\b(?P<d1>\d{{1,2}})\s?(?P<m1>{_MONTH})(?:,?\s(?P<y1>\d{{4}}))?\b
  | \b(?P<m2>{_MONTH})\s?(?P<d2>\d{{1,2}})\b(?!:)(?:,?\s(?P<y2>\d{{4}})\b)?
  | (?P<which>下个?|这个?|本|\bnext\s|\bthis\s)?(?:(?:周|星期|礼拜)(?P<zh_day>[一二三四五六日天])
      |\b(?P<en_day>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b)
"""


def _half(name: str) -> str:
    return (
        rf"(?P<{name}>(?:in\sthe\s)?(?:{'|'.join(h for h in _HALVES if h != 'tonight')})(?![a-z]))"
    )


def _clock(mark: str) -> str:
    """Return the pattern of a time of day, its groups told apart by ``mark``."""
    return rf"""
    (?<![\d:.])(?P<h1{mark}>\d{{1,2}})\s?[:：]\s?(?P<min1{mark}>\d{{2}})(?!\d)
      (?:\s?(?P<ap1{mark}>[ap]m)\b)?
  | (?<![\d.])(?P<h2{mark}>\d{{1,2}}|十[一二]?|[一二两三四五六七八九])\s?[点时](?!间|候|了)
      (?:(?P<min2{mark}>\d{{1,2}})分?|(?P<odd{mark}>半|一刻|三刻)|整)?
  | (?<![\d.])(?P<h3{mark}>\d{{1,2}})\s?(?P<ap3{mark}>[ap]m)\b
"""


_LATER = rf"""
    (?<![\d.])(?:\d{{1,3}}\s?[-~到至]\s?)?(?P<n1>{_NUMBER}|半)\s?(?:个\s?)?
      (?P<unit1>工作日|小时|钟头|分钟|天|日|周|星期|礼拜)\s?(?:之|以)?(?P<after>[后内])
  | \b(?:in|within)\s(?:\d{{1,3}}\s?(?:-|to)\s?)?(?P<n2>\d{{1,3}})\s
      (?P<unit2>(?:working|business)\sdays?|hours?|minutes?|mins?|days?|weeks?)\b
"""
_BY = r"(?:\b(?:by|before|until|till|at|on)\s(?:the\s)?)?"
_END = r"(?:\s?(?:之前|以前|前)(?!台|面|天|几))?"
_DATED = (
    rf"(?:{_DAY})(?:\s?[,，]?\s?(?:at\s)?"
    rf"(?:(?P<timed>{_half('half')}?\s?(?:{_clock('')}))|{_half('half_day')}))?"
)
_UNDATED = rf"(?P<only>{_half('half0')}?\s?(?:{_clock('0')}))"
_WHEN = re.compile(
    rf"{_BY}(?:{_LATER}|(?:{_DATED}|{_UNDATED}){_END})",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
"""Word ends are those of Latin letters: 上午10点 has none within."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment to come (ISO) and where in the text it is named."""

    start: int
    end: int
    moment: str


def find_when(text: str, now: datetime, calendar: WorkCalendar = WEEKENDS_ONLY) -> Iterator[When]:
    """Yield every moment to come that ``text`` names, in order; what is past is no promise.

    A day without a time means 10:30 on it, when statements can be looked at.
    """
    plain = "".join(_ascii(c) for c in text)
    for found in _WHEN.finditer(plain):
        try:
            moment = _moment(found, now.astimezone(BEIJING), calendar)
        except (ValueError, OverflowError):
            continue
        if moment is not None and moment >= now - timedelta(minutes=1):
            yield When(found.start(), found.end(), iso(moment))


def read_when(text: str, now: datetime, calendar: WorkCalendar = WEEKENDS_ONLY) -> str:
    """Return as ISO text the one moment to come that ``text`` is; raises ``WrongInput``."""
    plain = text.strip()
    for found in find_when(plain, now, calendar):
        if (found.start, found.end) == (0, len(plain)):
            return found.moment
    raise WrongInput(NO_TIME, given=plain[:24])


def _ascii(char: str) -> str:
    """Return a full-width figure or letter as a plain one: one character for one."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _moment(found: re.Match[str], now: datetime, calendar: WorkCalendar) -> datetime | None:
    if found["unit1"] or found["unit2"]:
        return _later(found, now, calendar)
    if found["only"]:
        return _at(now.date(), _time(found, "0", found["half0"]))
    half = found["half"] or found["half_day"] or ("tonight" if _is_tonight(found) else None)
    clock = _time(found, "", half) if found["timed"] or half else MORNING
    return _day(found, now, clock)


def _is_tonight(found: re.Match[str]) -> bool:
    return (found["near"] or "").casefold() == "tonight"


def _later(found: re.Match[str], now: datetime, calendar: WorkCalendar) -> datetime:
    count, unit = found["n1"] or found["n2"], (found["unit1"] or found["unit2"]).casefold()
    number = _count(count)
    if unit == "工作日" or unit.startswith(("working", "business")):
        return _at(calendar.after(now.date(), number).date, MORNING)
    if unit in ("小时", "钟头") or unit.startswith("hour"):
        return now + (timedelta(minutes=30) if count == "半" else timedelta(hours=number))
    if unit == "分钟" or unit.startswith("min"):
        return now + timedelta(minutes=number)
    weeks = unit in ("周", "星期", "礼拜") or unit.startswith("week")
    return _at(now.date() + timedelta(days=number * (7 if weeks else 1)), MORNING)


def _count(words: str) -> int:
    if words.isdigit():
        return int(words)
    return sum(_FIGURES[c] for c in words)


def _time(found: re.Match[str], mark: str, half: str | None) -> time:
    """Return the time of day; hours of the small morning mean the afternoon where none is named."""
    named = (half or "").casefold().removeprefix("in the ")
    hour = found[f"h1{mark}"] or found[f"h2{mark}"] or found[f"h3{mark}"]
    if hour is None:
        due = _HALVES[named]
        return MORNING if due == MORNING.hour else time(due)
    minute = found[f"min1{mark}"] or found[f"min2{mark}"] or ""
    odd = {"半": 30, "一刻": 15, "三刻": 45}.get(found[f"odd{mark}"] or "", 0)
    told, pm = _count(hour), (found[f"ap1{mark}"] or found[f"ap3{mark}"] or "").casefold()
    late = pm == "pm" or _HALVES.get(named, 0) > 12 or (named in ("中午", "noon") and told < 11)
    bare = not named and not pm and found[f"h2{mark}"] is not None and told < 7
    if (late or bare) and told < 12:
        told += 12
    if pm == "am" and told == 12:
        told = 0
    return time(told, int(minute or odd))


def _day(found: re.Match[str], now: datetime, clock: time) -> datetime | None:
    today = now.date()
    if found["near"]:
        near = found["near"].casefold().removeprefix("the ")
        return _at(today + timedelta(days=_NEAR[near]), clock)
    weekday = found["zh_day"] or found["en_day"]
    if weekday:
        return _on_weekday(found, now, _WEEKDAYS[weekday.casefold()], clock)
    if found["alone"]:
        return _on_day_of_month(now, int(found["alone"]), clock)
    month = found["month"] or found["m1"] or found["m2"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    day = int(found["date"] or found["d1"] or found["d2"])
    year = re.sub(r"\D", "", found["year"] or found["y1"] or found["y2"] or "")
    if year:
        return _at(date(int(year), number, day), clock)
    # 01-05 said in November is next year's; 11-18 said on the 20th is past.
    ahead = number < today.month - 6
    return _at(date(today.year + ahead, number, day), clock)


def _on_weekday(found: re.Match[str], now: datetime, weekday: int, clock: time) -> datetime:
    monday = now.date() - timedelta(days=now.weekday())
    which = (found["which"] or "").strip().casefold()
    if which.startswith(("下", "next")):
        return _at(monday + timedelta(days=7 + weekday), clock)
    then = _at(monday + timedelta(days=weekday), clock)
    return then if which or then >= now else then + timedelta(days=7)


def _on_day_of_month(now: datetime, day: int, clock: time) -> datetime:
    this = _at(now.date().replace(day=day), clock)
    if this >= now:
        return this
    first = (now.date().replace(day=1) + timedelta(days=32)).replace(day=day)
    return _at(first, clock)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BEIJING)
