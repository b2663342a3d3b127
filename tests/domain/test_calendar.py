from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.calendar import WEEKENDS_ONLY, WorkCalendar, Year
from posdesk.domain.text import Text
from tests.domain.told import ANNOUNCED, day

NAME = Text("放假", "off")


def years() -> st.SearchStrategy[WorkCalendar]:
    """Any announced 2026: holidays on any day, make-ups on weekends that are none."""
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    weekends = days.filter(lambda one: one.weekday() >= 5)
    return st.builds(
        lambda off, on: WorkCalendar(
            [Year(2026, dict.fromkeys(off, NAME), dict.fromkeys(on - off, NAME), "test")]
        ),
        st.sets(days, max_size=40),
        st.sets(weekends, max_size=12),
    )


def counted(calendar: WorkCalendar, start: date, count: int) -> date:
    """Go from day to day and count those that are worked on."""
    year, here = calendar.years[2026], start
    while count:
        here += timedelta(days=1)
        works = here in year.make_ups or (here.weekday() < 5 and here not in year.holidays)
        count -= works
    return here


@given(years(), st.dates(date(2026, 1, 1), date(2026, 9, 30)), st.integers(1, 20))
def test_a_deadline_is_the_day_one_comes_to_by_counting(
    calendar: WorkCalendar, start: date, count: int
) -> None:
    deadline = calendar.after(start, count)
    if deadline.date.year == 2026:
        assert deadline.date == counted(calendar, start, count)
        assert not deadline.estimate
        assert calendar.day(deadline.date).working
        assert calendar.between(start, deadline.date) == count


@given(years(), st.dates(date(2026, 1, 1), date(2026, 9, 30)))
def test_within_no_days_is_that_day_or_the_next_one_worked_on(
    calendar: WorkCalendar, start: date
) -> None:
    found = calendar.after(start, 0)
    if calendar.day(start).working:
        assert found.date == start
    elif found.date.year == 2026:
        assert found.date == counted(calendar, start, 1)


@pytest.mark.parametrize(
    ("on", "working", "chinese", "english"),
    [
        ("2026-10-01", False, "国庆节", "National Day"),
        ("2026-10-10", True, "调休上班（国庆节）", "make-up working day (National Day)"),
        ("2026-10-11", False, "周末", "weekend"),
        ("2026-10-12", True, "平日", "weekday"),
        ("2025-10-06", False, "中秋节", "Mid-Autumn Festival"),
        ("2024-02-18", True, "调休上班（春节）", "make-up working day (Spring Festival)"),
    ],
)
def test_each_kind_of_day_says_why(on: str, working: bool, chinese: str, english: str) -> None:
    found = ANNOUNCED.day(day(on))
    assert (found.working, found.estimate) == (working, False)
    assert found.why == Text(chinese, english)


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert day("2026-02-14").weekday() == 5
    assert ANNOUNCED.day(day("2026-02-14")).working
    assert ANNOUNCED.after(day("2026-02-13"), 1).date == day("2026-02-14")
    assert not WEEKENDS_ONLY.day(day("2026-02-14")).working


def test_a_year_that_is_not_announced_is_an_estimate_and_says_so() -> None:
    found = ANNOUNCED.day(day("2027-01-01"))
    assert (found.working, found.estimate) == (True, True)
    assert "还没公布" in found.why.zh_CN
    assert "not announced" in found.why.en
    assert ANNOUNCED.day(day("2027-01-02")).working is False


def test_a_deadline_over_the_turn_of_the_year_is_an_estimate() -> None:
    assert not ANNOUNCED.after(day("2026-12-30"), 1).estimate
    over = ANNOUNCED.after(day("2026-12-30"), 2)
    assert (over.date, over.estimate) == (day("2027-01-01"), True)
