"""The hand-over sheet: what stands on it, that it stays as it was, who took it over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import NotFound, Refused, WrongInput
from posdesk.domain.facts import Bank, Source
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall
from tests.services.conftest import Clock


def trouble(desk: Desk, amount: str = "500.00") -> str:
    given = {"amount": amount, "terminal": "timeout", "bank": "debited"}
    return desk.log.add(desk.log.read(given)).number


def test_a_sheet_names_what_the_next_one_must_know(desk: Desk, clock: Clock) -> None:
    number = trouble(desk)
    case = desk.log.case(number)
    desk.log.mark_goods(case, "held")
    desk.log.promise(case, "查复结果", "2026-11-23 11:00")
    walked = desk.troubleshoot.start("no-slip").case.number
    sheet = desk.shifts.sheet()
    assert [line.number for line in sheet.held] == [number]
    assert [line.promise for line in sheet.promises] == ["查复结果"]
    assert [line.number for line in sheet.unfinished] == [walked]
    assert set(sheet.opened) == {number, walked}
    assert sheet.total == 50_000
    assert all(line.step for line in sheet.lines)
    assert not sheet.id


def test_the_most_urgent_case_stands_first(desk: Desk, clock: Clock) -> None:
    later, sooner = trouble(desk), trouble(desk, "86.00")
    for number, by in ((later, "2026-11-25T10:00:00+08:00"), (sooner, "2026-11-24T09:00:00+08:00")):
        desk.follow_up.log_call(number, SaidInCall(Party.ACQUIRER, ticket="8812", promise_by=by))
    clock.now = datetime(2026, 11, 21, 9, 0, tzinfo=BEIJING)
    lines = desk.shifts.sheet().lines
    dues = [line.step.due for line in lines if line.step]
    assert dues == sorted(dues)


def test_a_sheet_stays_as_it_was_made(desk: Desk, clock: Clock) -> None:
    number = trouble(desk)
    made = desk.shifts.end_shift("林晓", "货在柜台下")
    case = desk.log.case(number)
    desk.log.learn(case, bank=Bank.RETURNED, source=Source.BANK_APP)
    desk.follow_up.move(number, Life.CLOSED, why="退回了")
    clock.now = datetime(2026, 11, 24, 9, 0, tzinfo=BEIJING)
    (shown,) = desk.shifts.sheets()
    assert shown == made
    assert [line.life for line in shown.lines] == [Life.OPEN]
    assert desk.shifts.sheet().lines == ()


def test_a_shift_is_taken_over_once(desk: Desk) -> None:
    made = desk.shifts.end_shift("林晓")
    assert desk.shifts.open_sheet() == made
    taken = desk.shifts.take_over(made.id, "王芳", "看过了")
    assert (taken.taken_by, taken.taken_note) == ("王芳", "看过了")
    assert desk.shifts.open_sheet() is None
    assert desk.shifts.sheets() == (taken,)
    with pytest.raises(WrongInput):
        desk.shifts.take_over(made.id, "周敏")
    with pytest.raises(NotFound):
        desk.shifts.take_over("another", "周敏")


def test_where_there_are_others_nobody_takes_over_from_themselves(desk: Desk) -> None:
    desk.staff.add("林晓", "cashier")
    desk.staff.add("王芳", "cashier")
    made = desk.shifts.end_shift("林晓")
    with pytest.raises(WrongInput):
        desk.shifts.take_over(made.id, "林晓")
    assert desk.shifts.take_over(made.id, "王芳").taken_by == "王芳"


def test_what_was_opened_and_closed_counts_from_the_sheet_before(desk: Desk, clock: Clock) -> None:
    before = trouble(desk)
    desk.shifts.end_shift("林晓")
    after = trouble(desk, "86.00")
    desk.follow_up.move(before, Life.CLOSED, why="客人确认", outcome="REVERSED")
    sheet = desk.shifts.sheet()
    assert sheet.opened == (after,)
    assert sheet.closed == (before,)


def test_the_head_on_a_sheet_is_the_journals(desk: Desk) -> None:
    trouble(desk)
    made = desk.shifts.end_shift("林晓")
    assert desk.shifts.is_in_journal(made.head.hash)
    grouped = " ".join(made.head.hash[i : i + 4] for i in range(0, 64, 4))
    assert desk.shifts.is_in_journal(grouped)
    assert not desk.shifts.is_in_journal("00" * 32)
    assert not desk.shifts.is_in_journal("no hash")


@pytest.mark.parametrize("words", ["", "   ", "林" * 21])
def test_a_shift_needs_a_name(desk: Desk, words: str) -> None:
    with pytest.raises(WrongInput):
        desk.shifts.end_shift(words)
    assert desk.shifts.sheets() == ()


def test_no_card_number_comes_onto_a_sheet(desk: Desk, data_dir: Path) -> None:
    with pytest.raises(Refused):
        desk.shifts.end_shift("林晓", "卡号 6228480402564890018")
    made = desk.shifts.end_shift("林晓")
    with pytest.raises(Refused):
        desk.shifts.take_over(made.id, "王芳", "6228480402564890018")


def test_a_sheet_is_there_after_the_program_was_closed(desk: Desk, data_dir: Path) -> None:
    number = trouble(desk)
    made = desk.shifts.end_shift("林晓")
    again = app.open_desk(data_dir)
    try:
        assert again.shifts.open_sheet() == made
        assert made.lines[0].number == number
    finally:
        again.care.close()
