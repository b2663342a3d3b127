"""The dates of the follow-up calendar, section 6 of the outlines, and that nothing stands still."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.calendar import WEEKENDS_ONLY
from posdesk.domain.event import (
    CallLogged,
    FactLearnt,
    PayoutTracked,
    Promised,
    Recorded,
    SlipRecorded,
    StateChanged,
    StepDone,
    StepPlanned,
)
from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.fold import fold
from posdesk.domain.followup import LAST_RESORT, next_steps, read_pending, write_pending
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import from_iso
from posdesk.domain.pending import pending
from posdesk.domain.text import Text
from tests.domain.happenings import histories
from tests.domain.told import ANNOUNCED, case_of, dates, moment, opened, steps

ONE_SIDED = ("timeout", "debited")
WORDS = Text("看", "look")


def moved(outcome: str, to: str = "settled", whom: str | None = None) -> StateChanged:
    """Return that a person said how a case stands."""
    return StateChanged(case="c", to=to, waiting_for=whom, outcome=outcome, why="w")


def done(step: str) -> StepDone:
    return StepDone(case="c", step=step, what=WORDS)


# ------------------------------------------------------------------------------------------ money


def test_a_one_sided_sale_has_all_its_dates() -> None:
    case = case_of(*opened("2026-11-20 14:32", *ONE_SIDED))
    assert dates(case, "2026-11-20 14:33") == {
        "money:+10min": "11-20 14:42",
        "money:+60min": "11-20 15:32",
        "money:today_before_settlement": "11-20 22:30",
        "money:+1wd": "11-23 10:30",
        "money:+3wd": "11-25 10:30",
        "money:+7wd": "12-01 10:30",
    }


@pytest.mark.parametrize(
    ("sold", "first", "third", "seventh"),
    [
        ("2026-11-18 14:32", "11-19 10:30", "11-23 10:30", "11-27 10:30"),
        ("2026-11-18 22:59", "11-19 10:30", "11-23 10:30", "11-27 10:30"),
        ("2026-11-18 23:10", "11-20 10:30", "11-23 10:30", "11-27 10:30"),
        ("2026-11-20 23:10", "11-24 10:30", "11-25 10:30", "12-01 10:30"),
        ("2026-11-21 12:00", "11-23 10:30", "11-25 10:30", "12-01 10:30"),
        ("2026-09-30 14:32", "10-08 10:30", "10-10 10:30", "10-15 10:30"),
        ("2026-09-30 23:10", "10-09 10:30", "10-10 10:30", "10-15 10:30"),
        ("2026-10-03 11:00", "10-08 10:30", "10-10 10:30", "10-15 10:30"),
        ("2026-09-19 11:00", "09-20 10:30", "09-22 10:30", "09-29 10:30"),
    ],
)
def test_working_days_count_from_the_sale(sold: str, first: str, third: str, seventh: str) -> None:
    told = dates(case_of(*opened(sold, *ONE_SIDED)), sold)
    found = [told[f"money:{check}"] for check in ("+1wd", "+3wd", "+7wd")]
    assert found == [first, third, seventh]


def test_a_ticket_is_had_the_same_day_even_where_it_is_late() -> None:
    case = case_of(*opened("2026-11-20 22:40", *ONE_SIDED))
    assert dates(case, "2026-11-20 22:41")["money:today_before_settlement"] == "11-20 22:55"


def test_only_a_call_to_the_acquirer_brings_the_ticket() -> None:
    told = opened("2026-11-20 14:32", *ONE_SIDED)
    issuer = ("2026-11-20 15:00", CallLogged(case="c", who="issuer"))
    acquirer = ("2026-11-20 15:10", CallLogged(case="c", who="acquirer", ticket="8812"))
    key = "money:today_before_settlement"
    assert key in dates(case_of(*told, issuer), "2026-11-20 16:00")
    assert key not in dates(case_of(*told, issuer, acquirer), "2026-11-20 16:00")


def test_a_missed_look_collapses_into_the_last_one_missed() -> None:
    case = case_of(*opened("2026-11-20 14:32", *ONE_SIDED))
    found = steps(case, "2026-11-26 09:00")
    assert [s.key for s in found if s.key.startswith("money:+")] == ["money:+3wd", "money:+7wd"]
    late = [s.key for s in found if s.is_overdue(from_iso("2026-11-26T09:00:00+08:00"))]
    assert late == ["money:today_before_settlement", "money:+3wd"]


def test_a_look_puts_what_was_due_before_it_behind() -> None:
    told = opened("2026-11-20 14:32", *ONE_SIDED)
    looked = FactLearnt(case="c", terminal="timeout", bank="debited", source="bank_app")
    case = case_of(*told, ("2026-11-23 10:40", looked))
    assert "money:+1wd" not in dates(case, "2026-11-23 10:41")
    assert "money:+3wd" in dates(case, "2026-11-23 10:41")


def test_years_not_announced_make_an_estimate() -> None:
    case = case_of(*opened("2026-12-30 14:32", *ONE_SIDED))
    found = {s.key: s.estimate for s in steps(case, "2026-12-30 14:33")}
    assert (found["money:+1wd"], found["money:+3wd"]) == (False, True)
    weekends = steps(case, "2026-12-30 14:33", WEEKENDS_ONLY)
    assert {s.estimate for s in weekends if s.key.endswith("wd")} == {True}


@pytest.mark.parametrize("told", [(None, None), ("timeout", None), ("approved", "returned")])
def test_what_is_to_be_asked_now_is_late_only_when_the_day_is_closed(
    told: tuple[str | None, str | None],
) -> None:
    case = case_of(*opened("2026-11-20 14:32", *told))
    (asked, *_) = steps(case, "2026-11-20 14:33")
    assert asked.key == "money:now"
    for at, late in (
        ("20 14:33", False),
        ("20 21:59", False),
        ("20 22:01", True),
        ("21 09:00", True),
    ):
        now = moment(f"2026-11-{at}")
        assert (asked.is_overdue(now), asked.is_at_once(now)) == (late, not late)


@given(
    st.sampled_from((None, *Terminal)),
    st.sampled_from((None, *Bank)),
    st.integers(0, 60 * 24 * 60),
    st.integers(0, 60 * 24 - 1),
)
def test_nothing_is_overdue_in_a_case_that_was_logged_a_moment_ago(
    terminal: str | None, bank: str | None, sold_before: int, minute: int
) -> None:
    logged = moment("2026-11-20 00:00") + timedelta(minutes=minute)
    sold = (logged - timedelta(minutes=sold_before)).isoformat()
    told = opened(f"{logged:%Y-%m-%d %H:%M}", terminal, bank)
    told.append((told[0][0], SlipRecorded(case="c", values={"at": sold})))
    found = steps(case_of(*told), f"{logged + timedelta(minutes=1):%Y-%m-%d %H:%M}")
    now = logged + timedelta(minutes=1)
    assert [step.key for step in found if step.is_overdue(now)] == []
    assert all(step.is_due_on(logged.date()) for step in found if step.is_at_once(now))


def test_what_was_due_before_its_case_was_logged_is_late_once_that_day_is_closed() -> None:
    told = opened("2026-11-20 14:32", *ONE_SIDED)
    told.append(
        ("2026-11-20 14:32", SlipRecorded(case="c", values={"at": "2026-11-10T10:00+08:00"}))
    )
    case = case_of(*told)
    first, *_ = steps(case, "2026-11-20 14:33")
    assert (first.key, first.is_at_once(moment("2026-11-20 14:33"))) == ("money:+7wd", True)
    late, *_ = steps(case, "2026-11-21 09:00")
    assert (late.key, late.is_overdue(moment("2026-11-21 09:00"))) == ("money:+7wd", True)


# ----------------------------------------------------------------------------------------- tracks


def test_a_refund_is_looked_for_after_3_7_and_15_working_days() -> None:
    refund = ("2026-09-28 16:00", moved("REFUND_ACCEPTED", "waiting", "issuer"))
    case = case_of(*opened("2026-09-28 14:32", "approved", "debited"), refund)
    assert dates(case, "2026-09-28 16:01") == {
        "refund:3": "10-08 10:30",
        "refund:7": "10-13 10:30",
        "refund:15": "10-23 10:30",
    }


def test_a_wallet_refund_is_looked_for_after_half_an_hour() -> None:
    sold = opened("2026-11-20 14:32", "approved", "debited", channel="wechat")
    refund = ("2026-11-20 16:00", moved("REFUND_ACCEPTED", "waiting", "issuer"))
    assert dates(case_of(*sold, refund), "2026-11-20 16:01")["refund:0"] == "11-20 16:30"


def test_a_returned_payout_is_looked_for_until_it_is_there() -> None:
    told = [
        *opened("2026-11-20 09:00"),
        ("2026-11-20 09:40", PayoutTracked(case="c", returned_on="2026-11-19", cause="户名不符")),
    ]
    expected = {"payout:1": "11-20 10:30", "payout:3": "11-24 10:30", "payout:7": "11-30 10:30"}
    assert expected.items() <= dates(case_of(*told), "2026-11-20 09:41").items()
    again = ("2026-11-20 14:00", PayoutTracked(case="c", repay_on="2026-11-23"))
    assert dates(case_of(*told, again), "2026-11-20 14:01")["repay"] == "11-23 10:30"
    there = ("2026-11-23 10:00", PayoutTracked(case="c", repaid_at="2026-11-23T09:12:00+08:00"))
    left = dates(case_of(*told, again, there), "2026-11-23 10:01")
    assert not [key for key in left if key.startswith(("payout", "repay"))]
    back = ("2026-11-25 10:00", PayoutTracked(case="c", returned_on="2026-11-25"))
    found = dates(case_of(*told, again, there, back), "2026-11-25 10:01")
    assert found["payout:1"] == "11-26 10:30"


def test_a_date_of_repayment_that_is_put_off_is_looked_at_again() -> None:
    told = [
        *opened("2026-11-20 09:00"),
        ("2026-11-20 09:40", PayoutTracked(case="c", repay_on="2026-11-23")),
        ("2026-11-23 11:00", done("repay")),
    ]
    assert "repay" not in dates(case_of(*told), "2026-11-23 11:01")
    later = ("2026-11-23 11:30", PayoutTracked(case="c", repay_on="2026-11-27"))
    assert dates(case_of(*told, later), "2026-11-23 11:31")["repay"] == "11-27 10:30"


def test_a_track_that_begins_again_is_looked_at_again() -> None:
    refund = moved("REFUND_ACCEPTED", "waiting", "issuer")
    told = [
        *opened("2026-11-20 09:00", "approved", "debited"),
        ("2026-11-20 10:00", refund),
        ("2026-11-25 11:00", done("refund:3")),
    ]
    assert "refund:3" not in dates(case_of(*told), "2026-11-25 11:01")
    told += [("2026-11-26 09:00", moved("", "open")), ("2026-11-26 10:00", refund)]
    assert dates(case_of(*told), "2026-11-26 10:01")["refund:3"] == "12-01 10:30"


# ------------------------------------------------------------------------------- people and plans


def test_a_promise_and_the_answers_promised_to_us_are_kept_to() -> None:
    case = case_of(
        *opened("2026-11-20 14:32", *ONE_SIDED),
        ("2026-11-20 14:40", Promised(case="c", what="结果", by="2026-11-20T17:00:00+08:00")),
        (
            "2026-11-20 15:00",
            CallLogged(
                case="c", who="acquirer", ticket="8812", promise_by="2026-11-24T10:30:00+08:00"
            ),
        ),
        ("2026-11-20 15:30", CallLogged(case="c", who="acquirer", said="在办")),
        (
            "2026-11-20 15:40",
            CallLogged(case="c", who="acquirer", promise_by="2026-11-25T09:00:00+08:00"),
        ),
    )
    found = {s.key: s for s in steps(case, "2026-11-20 15:41")}
    assert found["promise"].what.zh_CN == "给客人回话：结果"
    assert found["promise"].whom is Party.CUSTOMER
    assert found["answer:acquirer"].what.en == "Ask the acquirer: ticket 8812"
    assert found["answer:acquirer"].due == "2026-11-25T09:00:00+08:00"


def test_a_plan_moves_a_step_and_doing_it_takes_it_away() -> None:
    told = opened("2026-11-20 14:32", *ONE_SIDED)
    put_off = StepPlanned(case="c", step="money:+1wd", what=WORDS, by="2026-11-24T16:00:00+08:00")
    case = case_of(*told, ("2026-11-23 10:00", put_off))
    assert dates(case, "2026-11-23 10:01")["money:+1wd"] == "11-24 16:00"
    case = case_of(*told, ("2026-11-23 10:00", put_off), ("2026-11-24 16:10", done("money:+1wd")))
    assert "money:+1wd" not in dates(case, "2026-11-24 16:11")


def test_a_step_of_one_s_own_comes_and_goes() -> None:
    own = StepPlanned(case="c", step="own", what=WORDS, by="2026-11-20T16:00:00+08:00")
    told = [*opened("2026-11-20 14:32", *ONE_SIDED), ("2026-11-20 15:00", own)]
    found = next(s for s in steps(case_of(*told), "2026-11-20 15:01") if s.key == "own")
    assert (found.what, found.due) == (WORDS, own.by)
    told.append(("2026-11-20 16:05", done("own")))
    assert "own" not in dates(case_of(*told), "2026-11-20 16:06")


def test_a_settled_case_is_closed_once_the_money_is_seen() -> None:
    settled = ("2026-11-20 15:00", StateChanged(case="c", to="settled", why="w"))
    paid = case_of(*opened("2026-11-20 14:32", "approved", "debited"), settled)
    assert dates(paid, "2026-11-20 15:01") == {"close": "11-23 10:30"}
    declined = case_of(*opened("2026-11-20 14:32", "declined", "not_debited"), settled)
    assert dates(declined, "2026-11-20 15:01") == {"close": "11-20 22:00"}


# -------------------------------------------------------------------------------------- properties


@settings(max_examples=300)
@given(histories(), st.integers(0, 60 * 24 * 60))
def test_a_case_always_has_one_next_action_until_it_is_closed(
    history: list[Recorded], later: int
) -> None:
    case = fold("c", history)
    now = from_iso(case.last.at) + timedelta(minutes=later)
    found = next_steps(pending(case), ANNOUNCED, now, case.opened_at)
    if case.life is Life.CLOSED:
        assert found == ()
        return
    assert found
    assert [s.due for s in found] == sorted(s.due for s in found)
    assert len({s.key for s in found}) == len(found)
    if len(found) > 1:
        assert LAST_RESORT not in {s.key for s in found}


@given(histories())
def test_what_is_pending_is_kept_beside_a_case_as_it_is(history: list[Recorded]) -> None:
    told = pending(fold("c", history))
    assert read_pending(write_pending(told)) == told
