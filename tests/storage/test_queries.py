"""Cases are found by what people know of them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from posdesk.domain.event import (
    AttemptAdded,
    DetailsCorrected,
    FactLearnt,
    NoteAdded,
    Promised,
    SlipRecorded,
    StateChanged,
)
from posdesk.domain.money_state import Charge, State
from posdesk.storage.store import Store
from tests.storage.samples import (
    NOON,
    TITLE,
    Clock,
    answered,
    exhibit,
    open_case,
    open_store,
    started,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    open_case(store, "slip", 50000)
    store.append(
        [
            started("slip", "w"),
            answered("slip", "w", 1),
            Promised(case="slip", what="查到后打电话", by="2026-11-20T15:00:00+08:00"),
            exhibit("slip", "客人短信.jpg", "0" * 64),
            FactLearnt(case="slip", ticket="GD20261120008"),
        ],
        actor="03",
    )
    open_case(store, "wallet", 150000)
    wallet = {"card": None, "rrn": None, "order_no": "4200002345202611201234567890"}
    store.append(
        [
            SlipRecorded(case="wallet", values={**wallet, "channel": "WeChat"}),
            NoteAdded(case="wallet", text="客人ＡＢＣ公司，急"),
        ],
        actor="03",
    )
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("261120-01", ["slip"]),
        ("没出单", ["wallet", "slip"]),
        ("扣", ["wallet", "slip"]),
        ("500", ["slip"]),
        ("500.00", ["slip"]),
        ("￥５００", ["slip"]),
        ("1,500.00元", ["wallet"]),
        ("15", ["wallet"]),
        ("000.00", []),
        ("1234", ["wallet", "slip"]),
        ("622848 •••••• 1234", ["slip"]),
        ("622848******1234", ["slip"]),
        ("2611206543", ["slip"]),
        ("42000023", ["wallet"]),
        ("wechat", ["wallet"]),
        ("abc公司", ["wallet"]),
        ("gd2026", ["slip"]),
        ("短信", ["slip"]),
        ("打电话", ["slip"]),
        ("no slip", ["slip"]),
        ("单边账", ["slip"]),
        ("一点没有的词", []),
        ("没出单 1500", ["wallet"]),
        ("没出单 1500 短信", []),
        ("%", []),
        ("  ", ["wallet", "slip"]),
    ],
)
def test_search(store: Store, query: str, found: list[str]) -> None:
    assert [row.id for row in store.cases(query)] == found


def test_a_row_tells_the_case(store: Store) -> None:
    (row,) = store.cases("短信")
    assert row.number == "261120-01"
    assert row.amount == 50000
    assert str(row.card) == "622848******1234"
    assert (row.terminal_id, row.rrn, row.order_no) == ("12345678", "261120654321", None)
    assert (row.state, row.charge_again) == (State.ONE_SIDED, Charge.NO)
    assert (row.title, row.flow) == (TITLE, "no-slip")
    assert row.unfinished
    assert row.walk_at == row.last_at
    assert (row.promise, row.promise_by) == ("查到后打电话", "2026-11-20T15:00:00+08:00")
    assert (row.attempts, row.exhibits) == (1, 1)


def test_what_was_corrected_is_found_as_it_is_now(store: Store) -> None:
    store.append([DetailsCorrected(case="slip", symptom="重复扣款", why="听错")], actor="03")
    assert [row.id for row in store.cases("重复扣款")] == ["slip"]
    assert [row.id for row in store.cases("没出单，手机")] == ["wallet"]


def test_every_attempts_amount_is_found(store: Store) -> None:
    store.append(
        [
            AttemptAdded(case="slip", attempt=2),
            SlipRecorded(case="slip", attempt=2, values={"amount": 7788}),
        ],
        actor="03",
    )
    (row,) = store.cases("77.88")
    assert (row.id, row.amount, row.attempts) == ("slip", 7788, 2)
    assert [found.id for found in store.cases("500.00")] == ["slip"]


def test_cases_of_a_day_are_those_opened_then_in_beijing(tmp_path: Path) -> None:
    clock = Clock(NOON.replace(hour=23, minute=59, second=57))
    with open_store(tmp_path / "other", clock) as store:
        open_case(store, "friday")
        clock.now += timedelta(seconds=5)
        open_case(store, "saturday")
        assert [r.id for r in store.cases(opened_on=date(2026, 11, 20))] == ["friday"]
        assert [r.id for r in store.cases(opened_on=date(2026, 11, 21))] == ["saturday"]
        assert store.cases("friday", opened_on=date(2026, 11, 22)) == ()
        assert [r.id for r in store.cases(limit=1)] == ["saturday"]


def test_open_cases_are_those_that_nobody_settled_or_closed(store: Store) -> None:
    assert [row.id for row in store.open_cases("500", limit=3)] == ["slip"]
    assert store.open_cases("*", limit=3) == ()
    assert len(store.open_cases("没出单", limit=1)) == 1
    waiting = StateChanged(case="wallet", to="waiting", waiting_for="acquirer", why="8812")
    store.append([waiting], actor="03")
    assert len(store.open_cases("没出单", limit=3)) == 2
    store.append([StateChanged(case="wallet", to="settled", why="到账")], actor="03")
    assert [row.id for row in store.open_cases("没出单", limit=3)] == ["slip"]


def test_what_a_shop_meets_is_counted_by_flow(store: Store) -> None:
    assert store.flows_met() == {"no-slip": 1}
