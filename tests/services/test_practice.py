"""The made-up morning: a case in each state, for the practice window and for the demonstration."""

from __future__ import annotations

from datetime import datetime

import pytest

from posdesk.domain.event import CallLogged
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.services.desk import Desk
from posdesk.services.practice import TICKET, play_morning
from tests.services.conftest import Clock


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_every_list_of_the_manager_has_something_to_show(desk: Desk, lang: Lang) -> None:
    play_morning(desk, lang)
    living = desk.follow_up.living()
    assert {one.row.life for one in living} == {Life.OPEN, Life.WAITING, Life.SETTLED}
    assert all(one.next for one in living)
    assert len(desk.follow_up.due("overdue")) == 1
    assert desk.follow_up.due("today")
    assert len(desk.troubleshoot.unfinished()) == 1


def test_one_waits_for_the_acquirer_under_a_ticket(desk: Desk) -> None:
    play_morning(desk, "zh_CN")
    (waiting,) = [one for one in desk.follow_up.living() if one.row.life is Life.WAITING]
    case = desk.log.case(waiting.row.id)
    assert case.waiting_for is Party.ACQUIRER
    assert TICKET in [r.event.ticket for r in case.history if isinstance(r.event, CallLogged)]
    assert Party.ACQUIRER in {step.whom for step in waiting.steps}


def test_one_is_settled_and_can_be_closed(desk: Desk) -> None:
    play_morning(desk, "zh_CN")
    (settled,) = [one for one in desk.follow_up.living() if one.row.life is Life.SETTLED]
    closed = desk.follow_up.move(settled.row.id, Life.CLOSED, why="对过账")
    assert closed.life is Life.CLOSED


def test_a_clock_that_can_be_set_makes_a_whole_morning_of_it(desk: Desk, clock: Clock) -> None:
    def at(hour: int, minute: int) -> None:
        clock.now = datetime(2026, 11, 20, hour, minute, tzinfo=BEIJING)

    play_morning(desk, "en", at)
    opened = [row.opened_at[11:16] for row in desk.log.cases()]
    assert opened == ["13:10", "11:05", "10:20", "09:48", "09:12"]
