from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.day_words import day_words, quick_times, read_day_words
from posdesk.domain.errors import WrongInput
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.domain.text import LANGS, Lang

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
