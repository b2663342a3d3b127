"""What one is reminded of: each step once a day, when its time comes, and statements at dawn."""

from __future__ import annotations

from datetime import datetime, timedelta

from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING, iso
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall
from tests.services.conftest import Clock

ALL = 1000


YESTERDAY = datetime(2026, 11, 19, 14, 0, tzinfo=BEIJING)
TODAY = datetime(2026, 11, 20, 14, 0, tzinfo=BEIJING)


def waiting(desk: Desk, clock: Clock, by: datetime) -> str:
    """Return the number of a case of yesterday of which the acquirer promised an answer today."""
    clock.now = YESTERDAY
    given = {"amount": "500.00", "terminal": "timeout", "bank": "debited"}
    number = desk.log.add(desk.log.read(given)).number
    clock.now = TODAY
    desk.follow_up.finish_step(number, "money:+1wd", "后台没有")
    said = SaidInCall(Party.ACQUIRER, ticket="8812", promise_by=iso(by))
    desk.follow_up.log_call(number, said)
    return number


def told(desk: Desk) -> list[str]:
    desk.case_list.read(ALL)
    return [one.number for one in desk.reminders.news()]


def test_a_step_is_told_shortly_before_its_time_and_once_a_day(desk: Desk, clock: Clock) -> None:
    by = datetime(2026, 11, 20, 17, 0, tzinfo=BEIJING)
    number = waiting(desk, clock, by)
    assert told(desk) == []
    clock.now = by - timedelta(minutes=4)
    assert told(desk) == [number]
    clock.now = by + timedelta(hours=1)
    assert told(desk) == []
    clock.now = by + timedelta(days=1)
    assert told(desk) == [number]
    assert told(desk) == []


def test_a_step_put_to_another_day_is_told_there(desk: Desk, clock: Clock) -> None:
    by = datetime(2026, 11, 20, 17, 0, tzinfo=BEIJING)
    number = waiting(desk, clock, by)
    desk.follow_up.plan_step(number, "answer:acquirer", "2026-11-21T09:00:00+08:00", "在开会")
    clock.now = by
    assert told(desk) == []
    clock.now = datetime(2026, 11, 21, 8, 56, tzinfo=BEIJING)
    assert told(desk) == [number]


def test_statements_are_told_of_when_the_day_begins(desk: Desk, clock: Clock) -> None:
    given = {"amount": "88.00", "terminal": "approved", "bank": "debited"}
    number = desk.log.add(desk.log.read(given)).number
    desk.follow_up.move(number, Life.SETTLED, why="有签购单")
    assert told(desk) == []
    clock.now = datetime(2026, 11, 23, 5, 59, tzinfo=BEIJING)
    assert told(desk) == []
    clock.now = datetime(2026, 11, 23, 8, 50, tzinfo=BEIJING)
    assert told(desk) == [number]


def test_what_was_promised_is_not_shown_to_others(desk: Desk, clock: Clock) -> None:
    number = waiting(desk, clock, datetime(2026, 11, 21, 10, 0, tzinfo=BEIJING))
    desk.log.promise(desk.log.case(number), "王女士的退款", "2026-11-20 15:00")
    desk.case_list.read(ALL)
    first = desk.reminders.due().first
    assert first is not None
    assert (first.number, first.what.zh_CN) == (number, "给客人回话")


def test_what_is_due_is_counted(desk: Desk, clock: Clock) -> None:
    late = waiting(desk, clock, datetime(2026, 11, 20, 15, 0, tzinfo=BEIJING))
    waiting(desk, clock, datetime(2026, 11, 20, 17, 0, tzinfo=BEIJING))
    waiting(desk, clock, datetime(2026, 11, 23, 17, 0, tzinfo=BEIJING))
    clock.now = datetime(2026, 11, 20, 15, 30, tzinfo=BEIJING)
    desk.case_list.read(ALL)
    due = desk.reminders.due()
    assert (due.overdue, due.today) == (1, 1)
    assert due.first is not None
    assert (due.first.number, due.first.overdue) == (late, True)
