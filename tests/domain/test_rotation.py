"""Seven days, four weeks, twelve months: whatever days a shop was open."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.moment import BEIJING
from posdesk.domain.rotation import DAYS, MONTHS, NEWEST, WEEKS, goes_on, kept

START = datetime(2026, 1, 1, 9, 0, tzinfo=BEIJING)
MOMENTS = st.integers(0, 60 * 24 * 700).map(lambda minutes: START + timedelta(minutes=minutes))
HISTORIES = st.lists(MOMENTS, min_size=1, max_size=80, unique=True)


def rotated(history: list[datetime]) -> frozenset[datetime]:
    """Return what is left where each backup was followed by a rotation, as it is in a shop."""
    left: frozenset[datetime] = frozenset()
    for moment in sorted(history):
        left = kept({*left, moment}, moment)
    return left


@given(HISTORIES)
def test_the_newest_three_stay_and_not_more_than_the_rule_says(history: list[datetime]) -> None:
    stay = kept(history, max(history))
    assert set(sorted(history)[-NEWEST:]) <= stay <= set(history)
    assert len(stay) <= DAYS + WEEKS + MONTHS + NEWEST


@given(HISTORIES)
def test_the_newest_of_each_of_the_last_days_weeks_and_months_stays(
    history: list[datetime],
) -> None:
    stay = kept(history, max(history))
    for period, many in (
        (lambda m: m.date(), DAYS),
        (lambda m: m.isocalendar()[:2], WEEKS),
        (lambda m: (m.year, m.month), MONTHS),
    ):
        newest = [max(group) for _, group in groupby(sorted(history), key=period)]
        assert set(newest[-many:]) <= stay


@given(HISTORIES)
def test_rotating_after_each_backup_leaves_what_rotating_once_would(
    history: list[datetime],
) -> None:
    assert rotated(history) == kept(history, max(history))


@given(HISTORIES, st.lists(MOMENTS, max_size=5))
def test_a_clock_that_stood_in_the_future_costs_no_backup(
    history: list[datetime], later: list[datetime]
) -> None:
    now = max(history)
    wrong = {m + timedelta(days=3000) for m in later}
    assert kept({*history, *wrong}, now) == kept(history, now) | wrong


@settings(max_examples=40)
@given(st.lists(MOMENTS, min_size=1, max_size=15, unique=True), st.data())
def test_it_goes_by_the_day_that_is_told(history: list[datetime], data: st.DataObject) -> None:
    left = rotated(history)
    one = data.draw(st.sampled_from(sorted(left)))
    today = max(history)
    told = goes_on(one, today.date(), left)
    assert told > today.date()
    moment = today.replace(hour=20, minute=0)
    while moment.date() < told:
        moment += timedelta(days=1)
        left = kept({*left, moment}, moment)
    assert one not in left


def test_without_its_neighbours_a_backup_is_taken_for_the_last_of_its_month() -> None:
    made = datetime(2026, 11, 20, 21, 0, tzinfo=BEIJING)
    assert goes_on(made, made.date()).isoformat() == "2027-11-01"


def test_what_is_overdue_goes_with_the_next_backup() -> None:
    made = datetime(2026, 1, 20, 21, 0, tzinfo=BEIJING)
    newer = [made + timedelta(days=31 * n) for n in range(1, 14)]
    assert goes_on(made, newer[-1].date(), newer) == newer[-1].date() + timedelta(days=1)
