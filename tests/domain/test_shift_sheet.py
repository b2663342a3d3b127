"""What stands on a hand-over sheet follows of the cases alone, and of them as they were then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.calendar import WEEKENDS_ONLY
from posdesk.domain.case import Case
from posdesk.domain.event import (
    Event,
    GoodsMarked,
    Promised,
    Recorded,
    ShiftEnded,
    StateChanged,
    StepDone,
    StepPlanned,
    WalkStarted,
)
from posdesk.domain.flow import FlowBook
from posdesk.domain.fold import fold
from posdesk.domain.life import Life
from posdesk.domain.moment import from_iso, iso
from posdesk.domain.shift_sheet import Head, SheetLine, ShiftSheet, as_it_was, lay_out
from posdesk.domain.text import Text
from tests.domain.happenings import histories
from tests.domain.told import case_of, moment, opened

NO_FLOWS = FlowBook({})
EVENING = "2026-11-20 18:02"
ONE_SIDED = opened("2026-11-20 14:32", "timeout", "debited")
OWED = Promised(case="c", what="查复结果", by="2026-11-23T11:00:00+08:00")


def line_of(*more: tuple[str, Event], at: str = EVENING) -> SheetLine:
    (line,) = lay_out([case_of(*ONE_SIDED, *more)], WEEKENDS_ONLY, NO_FLOWS, moment(at))
    return line


def sheet_of(cases: list[Case], now: datetime) -> ShiftSheet:
    lines = lay_out(cases, WEEKENDS_ONLY, NO_FLOWS, now)
    return ShiftSheet(made_at=iso(now), head=Head("counter", 1, "00" * 32), lines=lines)


def test_a_promise_is_owed_until_it_was_kept_and_again_where_that_was_a_mistake() -> None:
    promised = ("2026-11-20 15:00", OWED)
    done = StepDone(case="c", step="promise", what=Text("回话", "call back"))
    back = StepPlanned(case="c", step="promise", what=done.what, by="2026-11-23T15:00:00+08:00")
    assert (line_of(promised).promise, line_of(promised).promise_by) == ("查复结果", OWED.by)
    kept = line_of(promised, ("2026-11-20 16:00", done))
    assert (kept.promise, kept.promise_by) == ("", "")
    again = line_of(promised, ("2026-11-20 16:00", done), ("2026-11-20 16:01", back))
    assert (again.promise, again.promise_by) == ("查复结果", back.by)


def test_goods_are_on_the_sheet_until_they_are_released() -> None:
    held, released = (GoodsMarked(case="c", goods=goods) for goods in ("held", "released"))
    assert line_of(("2026-11-20 15:00", held)).held
    assert not line_of(("2026-11-20 15:00", held), ("2026-11-20 16:00", released)).held


def test_a_walk_of_a_flow_that_is_gone_still_says_where_it_stands() -> None:
    title = Text("没出单", "No slip")
    begun = WalkStarted(case="c", walk="w", flow="gone", flow_version="1", title=title, node="a")
    line = line_of(("2026-11-20 17:00", begun))
    assert line.stands_at == title
    assert line.title == title


def test_what_is_written_last_is_what_happened_last() -> None:
    line = line_of(("2026-11-20 17:30", GoodsMarked(case="c", goods="held")))
    assert line.last is not None
    assert "货" in line.last.zh_CN
    assert line.last_at == "2026-11-20T17:30:00+08:00"


@given(st.integers(0, 60 * 72))
def test_a_step_is_overdue_due_today_due_tomorrow_or_later(minutes: int) -> None:
    line = line_of()
    assert line.step is not None
    now = moment(EVENING)
    due = moment("2026-11-20 00:00") + timedelta(minutes=minutes)
    placed = replace(line, step=replace(line.step, due=iso(due)))
    sheet = ShiftSheet(made_at=iso(now), head=Head("counter", 1, ""), lines=(placed,))
    days = (due.date() - now.date()).days
    late = due < now
    assert bool(sheet.overdue) == late
    assert bool(sheet.today) == (days == 0 and not late)
    assert bool(sheet.tomorrow) == (days == 1)


@settings(max_examples=150)
@given(histories(), st.integers(0, 400))
def test_every_case_that_is_not_closed_is_on_the_sheet_with_its_next_step(
    history: list[Recorded], hours: int
) -> None:
    case = fold("c", history)
    now = from_iso(case.last.at) + timedelta(hours=hours)
    sheet = sheet_of([case, replace_number(case)], now)
    assert len(sheet.lines) == (0 if case.life is Life.CLOSED else 2)
    assert all(line.step is not None for line in sheet.lines)
    dues = [from_iso(line.step.due) for line in sheet.lines if line.step]
    assert dues == sorted(dues)
    assert set(sheet.lines) == {*sheet.active, *sheet.to_close}
    assert not set(sheet.active) & set(sheet.to_close)
    lists = [set(found) for found in (sheet.overdue, sheet.today, sheet.tomorrow)]
    assert sum(map(len, lists)) == len(set().union(*lists))
    assert sheet.total == sum(line.amount or 0 for line in sheet.active)


def replace_number(case: Case) -> Case:
    return case.changed(number="other")


@settings(max_examples=150)
@given(histories(), st.data())
def test_a_case_is_shown_as_it_was_whatever_came_after(
    history: list[Recorded], data: st.DataObject
) -> None:
    seq = data.draw(st.integers(1, len(history)))
    ended = ShiftEnded(sheet="s", by="林晓", head="00", seq=seq)
    head = history[seq - 1]
    shown = as_it_was(fold("c", history), ended, head.counter, head.at)
    assert shown == fold("c", history[:seq])


def test_what_another_counter_wrote_counts_by_its_time() -> None:
    case = case_of(*ONE_SIDED, ("2026-11-20 19:00", StateChanged(case="c", to="closed", why="w")))
    elsewhere = ShiftEnded(sheet="s", by="林晓", head="00", seq=1)
    shown = as_it_was(case, elsewhere, "another", iso(moment(EVENING)))
    assert shown.life is Life.OPEN
    assert len(shown.history) == len(ONE_SIDED)
