from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.calendar import WorkCalendar, Year
from posdesk.domain.day_words import (
    day_words,
    given_day,
    left_words,
    list_day,
    list_moment,
    overdue_words,
    quick_times,
    read_by,
    read_day_words,
    told_moment,
)
from posdesk.domain.errors import WrongInput
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.domain.text import LANGS, Lang, Text

NOW = datetime(2026, 11, 20, 14, 43, tzinfo=BEIJING)
MOMENTS = st.integers(0, 5 * 366 * 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds))


def at(day: int, hour: int, minute: int = 0) -> str:
    return iso(datetime(2026, 11, day, hour, minute, tzinfo=BEIJING))


@pytest.mark.parametrize(
    ("moment", "zh", "en"),
    [
        (at(20, 17), "今天 17:00", "today 17:00"),
        (at(21, 10), "明天 10:00", "tomorrow 10:00"),
        (at(19, 9, 5), "昨天 09:05", "yesterday 09:05"),
        (at(22, 10), "后天 10:00", "Sun 22 Nov, 10:00"),
        (at(23, 10), "周一 11月23日 10:00", "Mon 23 Nov, 10:00"),
        ("2027-01-04T10:00:00+08:00", "周一 2027年1月4日 10:00", "Mon 4 Jan 2027, 10:00"),
    ],
)
def test_a_time_is_told_as_people_say_it(moment: str, zh: str, en: str) -> None:
    assert day_words(moment, NOW, "zh_CN") == zh
    assert day_words(moment, NOW, "en") == en


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("17:00", at(20, 17)),
        ("17：30", at(20, 17, 30)),
        ("今天17点", at(20, 17)),
        ("明天 9:05", at(21, 9, 5)),
        ("明天10点30分", at(21, 10, 30)),
        ("后天 10:00", at(22, 10)),
        ("Tomorrow 10:00", at(21, 10)),
        ("2026-11-23 10:00", at(23, 10)),
        ("2026年11月23日 10:00", at(23, 10)),
    ],
)
def test_a_time_is_read_as_people_write_it(words: str, moment: str) -> None:
    assert read_day_words(words, NOW) == moment


@pytest.mark.parametrize(
    "words", ["14:00", "昨天 10:00", "24:00", "12:60", "soon", "", "2020-01-01"]
)
def test_what_is_no_time_to_come_is_refused(words: str) -> None:
    with pytest.raises(WrongInput, match="nothing was stored"):
        read_day_words(words, NOW)


@given(
    now=MOMENTS,
    minutes=st.integers(0, 24 * 60 - 1),
    lang=st.sampled_from(LANGS),
)
def test_a_near_time_told_is_read_back(now: datetime, minutes: int, lang: Lang) -> None:
    moment = iso(now.replace(second=0, microsecond=0) + timedelta(minutes=minutes))
    assert read_day_words(day_words(moment, now, lang), now) == moment


@given(now=MOMENTS)
def test_every_quick_time_is_still_to_come(now: datetime) -> None:
    times = quick_times(now)
    assert times
    assert all(from_iso(t) > now - timedelta(minutes=1) for t in times)
    assert len(set(times)) >= len(times) - 1


@pytest.mark.parametrize(
    ("moment", "zh", "en"),
    [
        (at(20, 17), "今天 17:00", "Today 17:00"),
        (at(21, 10), "明天 10:00", "Tomorrow 10:00"),
        (at(22, 10), "周日 10:00", "Sun 10:00"),
        (at(26, 10), "周四 10:00", "Thu 10:00"),
        (at(27, 10), "周五 11-27 10:00", "Fri 27 Nov 10:00"),
        (at(19, 9, 5), "昨天 09:05", "Yesterday 09:05"),
        (at(18, 9, 5), "周三 11-18 09:05", "Wed 18 Nov 09:05"),
        ("2027-01-04T10:00:00+08:00", "周一 2027-01-04 10:00", "Mon 4 Jan 2027 10:00"),
    ],
)
def test_a_list_says_a_day_short(moment: str, zh: str, en: str) -> None:
    assert list_day(moment, NOW, "zh_CN") == zh
    assert list_day(moment, NOW, "en") == en


def test_a_list_says_when_something_was() -> None:
    assert list_moment(at(20, 14, 32), NOW, "zh_CN") == "周五 11-20 14:32"
    assert list_moment(at(20, 14, 32), NOW, "en") == "Fri 20 Nov 14:32"
    assert list_moment("2025-11-20T14:32:00+08:00", NOW, "zh_CN") == "周四 2025-11-20 14:32"


@pytest.mark.parametrize(
    ("due", "zh", "en"),
    [
        (at(20, 15, 3), "还有 20 分钟", "20 minutes left"),
        (at(20, 14, 44), "还有 1 分钟", "1 minute left"),
        (at(20, 14, 43), "还有 1 分钟", "1 minute left"),
        (at(20, 16, 12), "还有 89 分钟", "89 minutes left"),
        (at(20, 17, 43), "还有 3 小时", "3 hours left"),
        (at(20, 14, 42), "", ""),
        (at(21, 10), "", ""),
    ],
)
def test_what_is_left_of_a_day_is_counted(due: str, zh: str, en: str) -> None:
    assert left_words(due, NOW, "zh_CN") == zh
    assert left_words(due, NOW, "en") == en


MAKE_UP_SATURDAY = WorkCalendar(
    [
        Year(
            2026,
            holidays={date(2026, 11, 18): Text("假", "holiday")},
            make_ups={date(2026, 11, 21): Text("假", "holiday")},
        )
    ]
)


@pytest.mark.parametrize(
    ("due", "now", "zh", "en"),
    [
        (at(20, 14, 23), at(20, 14, 43), "逾期 20 分钟", "overdue by 20 minutes"),
        (at(20, 9), at(20, 14), "逾期 5 小时", "overdue by 5 hours"),
        (at(19, 17), at(20, 9), "逾期 1 个工作日", "overdue by 1 working day"),
        (at(16, 17), at(20, 9), "逾期 3 个工作日", "overdue by 3 working days"),
        (at(20, 17), at(21, 9), "逾期 1 个工作日", "overdue by 1 working day"),
        (at(21, 17), at(22, 9), "逾期 1 天", "overdue by 1 day"),
        (at(17, 17), at(18, 9), "逾期 1 天", "overdue by 1 day"),
        (at(20, 15), at(20, 14, 43), "", ""),
    ],
)
def test_what_is_past_is_counted_in_working_days(due: str, now: str, zh: str, en: str) -> None:
    assert overdue_words(due, from_iso(now), MAKE_UP_SATURDAY, "zh_CN") == zh
    assert overdue_words(due, from_iso(now), MAKE_UP_SATURDAY, "en") == en


@given(now=MOMENTS, minutes=st.integers(-60 * 24 * 40, 60 * 24 * 40), lang=st.sampled_from(LANGS))
def test_nothing_is_both_left_and_overdue(now: datetime, minutes: int, lang: Lang) -> None:
    due = iso(now + timedelta(minutes=minutes))
    late = overdue_words(due, now, MAKE_UP_SATURDAY, lang)
    assert bool(late) == (from_iso(due) < now)
    assert not (late and left_words(due, now, lang))


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2026-11-25", at(25, 10, 30)),
        (" 2026/11/25 ", at(25, 10, 30)),
        ("2026年11月5日", at(5, 10, 30)),
        ("明天", at(21, 10, 30)),
        ("tomorrow", at(21, 10, 30)),
        ("今天", at(20, 10, 30)),
        ("明天 9点", at(21, 9)),
        ("17:00", at(20, 17)),
        ("2026-11-25 16:00", at(25, 16)),
        ("2026-11-02 16:00", at(2, 16)),
    ],
)
def test_a_day_by_itself_means_its_morning_and_what_is_late_may_be_told(
    words: str, moment: str
) -> None:
    assert read_by(words, NOW) == moment


@pytest.mark.parametrize("words", ["", "soon", "12:00", "2026-02-30", "2026-13-01", "11-25"])
def test_what_is_no_time_at_all_is_refused(words: str) -> None:
    with pytest.raises(WrongInput):
        read_by(words, NOW)


def test_a_day_is_read_and_anything_else_refused() -> None:
    assert given_day("2026-11-25", NOW) == date(2026, 11, 25)
    assert given_day("后天", NOW) == date(2026, 11, 22)
    for words in ("25.11.2026", "2026-11-31", "10:00", "x"):
        with pytest.raises(WrongInput):
            given_day(words, NOW)


def test_a_sentence_names_the_day_only_where_it_is_another_one() -> None:
    then = "2026-11-20T18:02:00+08:00"
    evening = datetime(2026, 11, 20, 18, 30, tzinfo=BEIJING)
    morning = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)
    assert told_moment(then, evening, "zh_CN") == "18:02"
    assert told_moment(then, morning, "zh_CN") == "周五 11-20 18:02"
    assert told_moment(then, morning, "en") == "Fri 20 Nov 18:02"
