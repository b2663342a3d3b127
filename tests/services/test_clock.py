"""A clock that is wrong: noticed and told, and nothing that is kept or counted hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk import app
from posdesk.domain.calendar import WorkCalendar, Year
from posdesk.domain.errors import NotAllowed
from posdesk.domain.life import Life
from posdesk.domain.moment import BEIJING, iso
from posdesk.services.clock_check import clock_trouble, zone_offset
from posdesk.services.desk import Desk
from tests.faults.soundness import assert_sound

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BEIJING)
KNOWN = WorkCalendar([Year(2026, {}, {})])
FACTS: dict[str, object] = {"amount": "320.00", "symptom": "没出单", "terminal": "timeout"}


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def desk(data_dir: Path, hands: Hands) -> Iterator[Desk]:
    desk = app.open_desk(data_dir, hands)
    yield desk
    desk.care.close()


@pytest.mark.parametrize(
    ("later", "zh"),
    [
        (timedelta(minutes=-1), ""),
        (timedelta(minutes=-5), "早 5 分钟"),
        (timedelta(hours=-3), "早 3 小时"),
        (timedelta(days=-400), "早 1 年"),
        (timedelta(days=20), ""),
        (timedelta(days=1500), "2030 年，比上一条记录晚 4 年"),
    ],
)
def test_what_is_told_of_the_clock(later: timedelta, zh: str) -> None:
    told = clock_trouble(NOON + later, iso(NOON), KNOWN)
    assert (told is None) == (not zh)
    assert zh in (told.zh_CN if told else "")


def test_a_journal_without_events_says_nothing_of_the_clock() -> None:
    assert clock_trouble(NOON, "", KNOWN) is None


def test_the_zone_is_told_and_is_no_fault() -> None:
    assert zone_offset(NOON) is None
    told = zone_offset(NOON.astimezone(timezone(timedelta(hours=-5))))
    assert told is not None
    assert "UTC-5" in told.zh_CN


def test_each_trouble_is_told_once_until_it_is_over(desk: Desk, hands: Hands) -> None:
    assert desk.clock_check.news() is None
    hands.turn(hours=-3)
    told = desk.clock_check.news()
    assert told is not None
    assert "请校准" in told.zh_CN
    hands.turn(minutes=1)
    assert desk.clock_check.news() is None
    hands.turn(hours=4)
    assert desk.clock_check.news() is None
    hands.turn(hours=-9)
    assert desk.clock_check.news() is not None


def test_a_sheet_names_what_came_after_the_clock_was_set_back(desk: Desk, hands: Hands) -> None:
    before = desk.log.add(desk.log.read(FACTS))
    desk.shifts.end_shift("林晓")
    hands.turn(hours=-3)
    after = desk.log.add(desk.log.read(FACTS))
    sheet = desk.shifts.sheet()
    assert sheet.opened == (after.number,)
    assert before.number in [line.number for line in sheet.lines]
    hands.turn(days=-2)
    earlier = desk.log.add(desk.log.read(FACTS))
    assert desk.shifts.sheet().opened == tuple(sorted((earlier.number, after.number)))


def test_a_locked_person_waits_no_longer_and_no_less(desk: Desk, hands: Hands) -> None:
    desk.staff.add("林晓")
    desk.staff.set_pin("林晓", "280746")
    for _ in range(5):
        with pytest.raises(NotAllowed):
            desk.staff.sign_in("林晓", "111111")
    hands.turn(days=-3)
    with pytest.raises(NotAllowed) as told:
        desk.staff.sign_in("林晓", "280746")
    assert "the next try" in str(told.value)


JUMPS = st.lists(
    st.sampled_from([1.0, 60.0, 3600.0, 86_400.0, 40 * 86_400.0, 3000 * 86_400.0]).flatmap(
        lambda span: st.sampled_from([span, -span])
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(jumps=JUMPS)
def test_whatever_the_clock_does_all_is_kept_and_counted(
    tmp_path_factory: pytest.TempPathFactory, jumps: list[float]
) -> None:
    hands = Hands()
    desk = app.open_desk(tmp_path_factory.mktemp("clock"), hands)
    try:
        numbers = [desk.log.add(desk.log.read(FACTS)).number]
        desk.shifts.end_shift("林晓")
        for jump in jumps:
            hands.turn(seconds=jump)
            case = desk.log.add(desk.log.read(FACTS))
            numbers.append(case.number)
            desk.log.note(case.id, "一")
            assert desk.follow_up.steps(case)
            desk.clock_check.news()
            assert desk.case_list.read(1000)
            desk.reminders.news()
            assert set(desk.shifts.sheet().opened) <= set(numbers[1:])
        assert len(set(numbers)) == len(numbers)
        assert numbers[-1] in desk.shifts.sheet().opened or not jumps
        assert desk.log.case(numbers[-1]).life is not Life.CLOSED
        assert_sound(desk.care._store)
        story = desk.log.case(numbers[-1]).history
        assert [r.seq for r in story] == sorted(r.seq for r in story)
    finally:
        desk.care.close()
