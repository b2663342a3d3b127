"""Each chip lists what an obvious filter would, and every count is the length of its list."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk import app
from posdesk.domain.asked import PAGED
from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.chip import Chip
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING
from posdesk.services.desk import Desk
from posdesk.services.due_list import Listed
from tests.services.conftest import Clock

ALL = 10_000
QUERIES = ("", "500", "5", "没出单", "1234", "周宁 没出单", "8812", "单边账", "*", "zz")


class Still(Clock):
    """A clock that stands still between two moves, so that nothing falls due between two looks."""

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def shop() -> Iterator[tuple[Desk, Clock]]:
    """A shop with a dozen cases of every kind, opened over three days."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "settings.toml").write_text('[shop]\ncashier = "林晓"\n', "utf-8")
        clock = Still()
        desk = app.open_desk(Path(folder), clock)
        _fill(desk, clock)
        yield desk, clock
        desk.care.close()


def _fill(desk: Desk, clock: Clock) -> None:
    log, follow_up = desk.log, desk.follow_up
    parties = (*Party, None)
    for number in range(14):
        clock.now += timedelta(hours=5)
        case = log.add(
            log.read(
                {
                    "amount": ("500.00", "86.00", "1060.50")[number % 3],
                    "symptom": ("没出单，客人说扣了钱", "付款码超时")[number % 2],
                    "cashier": ("林晓", "周宁", "")[number % 3],
                    "card": f"622848******{1230 + number}",
                    "terminal": ("timeout", "declined")[number % 2],
                    "bank": ("debited", "not_debited")[number % 2],
                }
            )
        )
        party = parties[number % len(parties)]
        if party is not None:
            follow_up.move(case.id, Life.WAITING, waiting_for=party, why=f"工单 88{number:02}")
        if number % 7 == 6:
            follow_up.move(case.id, Life.CLOSED, outcome="REVERSED", why="退回了")


def obvious(desk: Desk, clock: Clock, chip: Chip, query: str) -> list[Listed]:
    now = clock.now
    today = now.astimezone(BEIJING).date()
    fits: dict[Chip, Callable[[Listed], bool]] = {
        Chip.LIVING: lambda one: True,
        Chip.MINE: lambda one: one.row.cashier == "林晓",
        Chip.TODAY: lambda one: one.next is not None and one.next.is_due_on(today),
        Chip.OVERDUE: lambda one: one.next is not None and one.next.is_overdue(now),
    }
    fits |= {Chip(p.value): lambda one, p=p: one.row.waiting_for is p for p in Party}  # type: ignore[misc]
    return [one for one in desk.follow_up.living(query) if fits[chip](one)]


@settings(max_examples=120)
@given(
    chip=st.sampled_from([chip for chip in Chip if chip not in PAGED]),
    query=st.sampled_from(QUERIES),
    hours=st.integers(0, 30),
)
def test_a_chip_lists_what_an_obvious_filter_would(
    shop: tuple[Desk, Clock], chip: Chip, query: str, hours: int
) -> None:
    desk, clock = shop
    before = clock.now
    clock.now += timedelta(hours=hours)
    assert desk.case_list.read(ALL)
    shelf = desk.case_list.shelf(chip, query)
    wanted = obvious(desk, clock, chip, query)
    assert list(shelf.rows) == wanted
    assert shelf.counts[chip] == len(wanted)
    clock.now = before


@given(query=st.sampled_from(QUERIES))
def test_every_count_is_the_length_of_its_list(shop: tuple[Desk, Clock], query: str) -> None:
    desk, _ = shop
    desk.case_list.read(ALL)
    counts = desk.case_list.shelf(Chip.LIVING, query).counts
    for chip in set(Chip) - set(PAGED):
        assert counts[chip] == len(desk.case_list.shelf(chip, query).rows)
    assert desk.case_list.urgent() == len(desk.follow_up.due())


def test_what_changes_is_listed_anew(desk: Desk, clock: Clock) -> None:
    case = desk.log.add(desk.log.read({"amount": "500.00"}))
    cases = desk.case_list
    assert cases.shelf(Chip.LIVING).rows == ()
    assert cases.read(ALL)
    assert [one.row.id for one in cases.shelf(Chip.LIVING).rows] == [case.id]
    desk.follow_up.move(case.id, Life.WAITING, waiting_for=Party.WALLET, why="等")
    assert cases.shelf(Chip.WALLET).rows == ()
    assert cases.read(ALL)
    assert cases.shelf(Chip.WALLET).counts[Chip.WALLET] == 1
    desk.follow_up.move(case.id, Life.CLOSED, outcome="REVERSED", why="退回了")
    assert cases.read(ALL)
    assert cases.shelf(Chip.LIVING).rows == ()


def test_too_much_news_is_left_to_a_worker(desk: Desk) -> None:
    for _ in range(3):
        desk.log.add(desk.log.read({"amount": "500.00"}))
    cases = desk.case_list
    assert not cases.read(2)
    assert cases.shelf(Chip.LIVING).rows == ()
    cases.take(cases.load())
    assert cases.shelf(Chip.LIVING).counts[Chip.LIVING] == 3
    assert cases.read(0)


def test_another_calendar_moves_every_date(desk: Desk) -> None:
    case = desk.log.add(
        desk.log.read({"amount": "500.00", "terminal": "timeout", "bank": "debited"})
    )
    desk.case_list.read(ALL)
    before = desk.case_list.shelf(Chip.LIVING).rows[0].steps
    assert not any(step.estimate for step in before)
    desk.follow_up.calendar = WorkCalendar()
    desk.case_list.read(ALL)
    (after,) = desk.case_list.shelf(Chip.LIVING).rows
    assert after.row.id == case.id
    assert any(step.estimate for step in after.steps)
