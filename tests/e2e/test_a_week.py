"""A week in a shop: the due lists, the hand-over sheets and the timelines a manager would write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.life import Life
from posdesk.domain.shift_sheet import ShiftSheet
from posdesk.domain.timeline import sentence
from posdesk.services.desk import Desk
from tests.e2e.week import ShopClock, Week

OPEN_AT_NINE = {
    25: ([], [("late", "money:today_before_settlement", "09-24T23:35")]),
    28: (
        [
            ("no-slip", "answer:acquirer", "09-28T10:00"),
            ("twice", "money:+1wd", "09-28T10:30"),
            ("tender", "money:+1wd", "09-28T10:30"),
        ],
        [],
    ),
    29: (
        [
            ("late", "answer:acquirer", "09-29T10:30"),
            ("payout", "payout:1", "09-29T10:30"),
            ("tender", "answer:acquirer", "09-29T15:00"),
        ],
        [("small", "money:today_before_settlement", "09-28T22:30")],
    ),
    30: (
        [
            ("refund", "refund:3", "09-30T10:30"),
            ("late", "close", "09-30T10:30"),
            ("payout", "repay", "09-30T10:30"),
        ],
        [("small", "money:today_before_settlement", "09-28T22:30")],
    ),
}
"""What is due today and overdue at nine in the morning, by day."""

STORY = [
    "09-24T14:43 情况：没出单，但银行扣了500",
    "09-24T14:43 记下：金额 ¥500.00，卡号 622848 •••••• 1234，交易时间 2026-09-24 14:32:07",
    "09-24T14:43 终端：超时，没结果，银行：已扣款，来自口头说明",
    "09-24T14:43 货物先留店里",
    "09-24T15:06 去电收单机构，小陈，工单 8812，后台没有这笔，节后查复，2026-09-28 10:00 前答复",
    "09-24T15:06 等收单机构答复：8812",
    "09-24T15:06 答应客人：查复结果，2026-09-28 11:00 前",
    "09-24T15:45 做了：再看一次：退回了没有。还是已扣款",
    "09-28T10:12 收单机构来电，小陈，工单 8812，已冲正",
    "09-28T10:12 银行：扣了又退回，来自手机银行",
    "09-28T10:50 做了：给客人回话：查复结果。客人看到退回了",
    "09-28T10:50 货物已交客人",
    "09-28T10:50 已关闭（已退回）：冲正退回，客人确认",
]

ENDS = {
    "sms": (Life.CLOSED, "PAID_NOTICE_MISSING"),
    "wallet": (Life.CLOSED, ""),
    "no-slip": (Life.CLOSED, "REVERSED"),
    "refund": (Life.SETTLED, "REFUNDED"),
    "twice": (Life.CLOSED, ""),
    "twice-again": (Life.CLOSED, "MISTAKE"),
    "late": (Life.CLOSED, ""),
    "tender": (Life.CLOSED, ""),
    "payout": (Life.CLOSED, "ARRIVED"),
    "small": (Life.CLOSED, "WRITTEN_OFF"),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Week, dict[int, object]]]:
    """Play the week once; what was due each morning is looked at on the way."""
    clock = ShopClock()
    desk = app.open_desk(tmp_path_factory.mktemp("week") / "data", clock)
    played, due = Week(desk, clock), dict[int, object]()

    def morning(day: int) -> None:
        clock.set(day, 9)
        due[day] = (played.due("today"), played.due("overdue"))

    played.thursday()
    morning(25)
    played.friday()
    played.saturday()
    morning(28)
    played.monday()
    morning(29)
    played.tuesday()
    morning(30)
    played.wednesday()
    yield played, due
    desk.care.close()


def sheets(week: Week) -> list[ShiftSheet]:
    made = week.desk.shifts.sheets()
    return [next(s for s in made if s.id == one) for one in week.sheets]


def named(week: Week, numbers: tuple[str, ...] | list[str]) -> list[str]:
    told = {number: name for name, number in week.numbers.items()}
    return [told[number] for number in numbers]


@pytest.mark.parametrize("day", OPEN_AT_NINE)
def test_what_is_due_in_the_morning(week: tuple[Week, dict[int, object]], day: int) -> None:
    assert week[1][day] == OPEN_AT_NINE[day]


def test_the_sheet_before_the_holiday(week: tuple[Week, dict[int, object]]) -> None:
    sheet = sheets(week[0])[0]
    assert (sheet.by, sheet.taken_by, sheet.note) == ("林晓", "王芳", "500 元那笔货在柜台下面")
    assert named(week[0], [line.number for line in sheet.lines]) == ["no-slip", "twice", "refund"]
    assert named(week[0], [line.number for line in sheet.held]) == ["no-slip"]
    (promise,) = sheet.promises
    assert (promise.promise, promise.promise_by) == ("查复结果", "2026-09-28T11:00:00+08:00")
    assert named(week[0], sheet.closed) == ["sms", "wallet", "twice-again"]
    assert sheet.total == 71_500
    assert not sheet.overdue


def test_the_sheet_in_the_holiday(week: tuple[Week, dict[int, object]]) -> None:
    sheet = sheets(week[0])[1]
    assert named(week[0], sheet.opened) == ["late", "tender"]
    assert named(week[0], [line.number for line in sheet.lines]) == [
        *("no-slip", "twice", "tender", "late", "refund")
    ]
    assert [line.step.due[5:16] for line in sheet.lines if line.step] == [
        *("09-28T10:00", "09-28T10:30", "09-28T10:30", "09-29T10:30", "09-30T10:30")
    ]


def test_the_sheet_of_the_first_working_day(week: tuple[Week, dict[int, object]]) -> None:
    sheet = sheets(week[0])[2]
    assert named(week[0], sheet.closed) == ["no-slip", "twice"]
    assert named(week[0], sheet.opened) == ["payout", "small"]
    assert not sheet.held
    assert not sheet.promises
    assert named(week[0], [line.number for line in sheet.today]) == ["small"]
    assert named(week[0], [line.number for line in sheet.tomorrow]) == ["late", "payout", "tender"]


def test_the_story_of_the_case_is_what_a_manager_would_have_written(
    week: tuple[Week, dict[int, object]],
) -> None:
    told = ((r.at, sentence(r.event)) for r in week[0].case("no-slip").history)
    assert [f"{at[5:16]} {text.zh_CN}" for at, text in told if text] == STORY


def test_each_case_ends_as_it_should(week: tuple[Week, dict[int, object]]) -> None:
    ends = {name: week[0].case(name) for name in week[0].numbers}
    assert {name: (case.life, case.outcome) for name, case in ends.items()} == ENDS
    (link,) = ends["twice"].links
    assert link.number == ends["twice-again"].number
    (note,) = ends["tender"].exhibits
    assert ends["tender"].tenders[0].signed == note.id


def test_the_head_on_every_sheet_is_in_the_journal(week: tuple[Week, dict[int, object]]) -> None:
    shifts = week[0].desk.shifts
    assert all(shifts.is_in_journal(sheet.head.hash) for sheet in sheets(week[0]))
    assert week[0].desk.care.verify().valid


def test_all_of_it_is_there_after_a_restart(week: tuple[Week, dict[int, object]]) -> None:
    desk: Desk = app.open_desk(week[0].desk.folder, week[0].clock)
    try:
        again = {name: desk.log.case(number) for name, number in week[0].numbers.items()}
        assert again == {name: week[0].case(name) for name in week[0].numbers}
    finally:
        desk.care.close()


def test_the_week_is_a_bundle_for_the_bank(
    week: tuple[Week, dict[int, object]], tmp_path: Path
) -> None:
    made = week[0].desk.evidence.bundle(
        [week[0].numbers["no-slip"]], tmp_path / "bundle.pdf", BundleOrder()
    )
    assert made.pages >= 3
