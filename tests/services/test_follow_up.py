"""A case over its days: who said what, what is next, and what may not be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from posdesk.domain.case import Case
from posdesk.domain.errors import NotAllowed, NotFound, Refused, WrongInput
from posdesk.domain.event import PayoutTracked
from posdesk.domain.life import Life, Party
from posdesk.domain.people import Role
from posdesk.domain.timeline import sentence
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall
from tests.services.conftest import Clock

CARD = "6228480402564890018"
TICKET = "4111111111111111"
"""A ticket number that happens to pass for a card's."""

ACQUIRER = SaidInCall(Party.ACQUIRER, name="小陈", ticket="8812", said="在查")

pytestmark = pytest.mark.usefixtures("small")


def add(desk: Desk, amount: str = "500.00", **facts: str) -> Case:
    return desk.log.add(desk.log.read({"amount": amount, **facts}))


@pytest.fixture
def one_sided(desk: Desk) -> Case:
    return add(desk, terminal="timeout", bank="debited")


@pytest.fixture
def paid(desk: Desk) -> Case:
    return add(desk, terminal="approved", bank="debited")


def told(case: Case) -> str:
    """Return what the timeline says last, in Chinese."""
    text = sentence(case.last.event)
    assert text is not None
    return text.zh_CN


# ------------------------------------------------------------------------------------------ states


def test_a_case_goes_through_its_life_and_each_change_says_why(desk: Desk, paid: Case) -> None:
    follow_up = desk.follow_up
    case = follow_up.move(paid.id, Life.WAITING, why="报了", waiting_for=Party.ACQUIRER)
    assert (case.life, case.waiting_for) == (Life.WAITING, Party.ACQUIRER)
    assert told(case) == "等收单机构答复：报了"
    case = follow_up.move(paid.id, Life.WAITING, why="转给银行", waiting_for=Party.ISSUER)
    assert case.waiting_for is Party.ISSUER
    case = follow_up.move(paid.number, Life.SETTLED, why="到账", outcome="ARRIVED")
    assert (case.life, case.waiting_for, case.outcome) == (Life.SETTLED, None, "ARRIVED")
    case = follow_up.move(paid.id, Life.CLOSED, why="对过账")
    assert (case.life, case.outcome) == (Life.CLOSED, "ARRIVED")
    assert follow_up.steps(case) == ()
    case = follow_up.move(paid.id, Life.OPEN, why="客人又来了")
    assert (case.life, case.outcome) == (Life.OPEN, "")
    assert follow_up.steps(case)


@pytest.mark.parametrize(
    ("to", "given"),
    [
        (Life.OPEN, {}),
        (Life.WAITING, {}),
        (Life.SETTLED, {"waiting_for": Party.ACQUIRER}),
        (Life.SETTLED, {"outcome": "NO_SUCH_OUTCOME"}),
        (Life.SETTLED, {"outcome": "WRITTEN_OFF"}),
        (Life.WAITING, {"waiting_for": Party.ISSUER, "outcome": "PAID"}),
        (Life.SETTLED, {"why": "  "}),
        (Life.SETTLED, {"why": f"卡号 {CARD}"}),
        (Life.SETTLED, {"why": "密码 123456"}),
    ],
)
def test_what_may_not_follow_is_refused_and_nothing_is_stored(
    desk: Desk, paid: Case, to: Life, given: dict
) -> None:
    with pytest.raises(WrongInput):
        desk.follow_up.move(paid.id, to, **{"why": "w", **given})
    assert desk.log.case(paid.id) == paid


def test_an_outcome_of_a_flow_of_the_shop_s_own_is_known(desk: Desk, paid: Case) -> None:
    with pytest.raises(WrongInput) as refused:
        desk.follow_up.move(paid.id, Life.SETTLED, why="w", outcome="OUR_OWN")
    assert "ARRIVED" in str(refused.value)
    copy = desk.shop_book.own_copy(next(iter(desk.troubleshoot.book.flows)))
    known = next(iter(desk.troubleshoot.book.outcomes))
    copy.write_text(copy.read_text("utf-8").replace(known, "OUR_OWN"), "utf-8")
    desk.shop_book.reload()
    assert desk.faults == ()
    case = desk.follow_up.move(paid.id, Life.SETTLED, why="w", outcome="OUR_OWN")
    assert case.outcome == "OUR_OWN"


def test_nothing_that_is_open_is_closed_away(desk: Desk, paid: Case, clock: Clock) -> None:
    def close() -> Case:
        return desk.follow_up.move(paid.id, Life.CLOSED, why="对过账")

    case = desk.log.promise(desk.log.mark_goods(paid, "held"), "结果", "2026-11-20 17:00")
    with pytest.raises(WrongInput, match="Goods"):
        close()
    desk.log.mark_goods(case, "released")
    with pytest.raises(WrongInput, match="promise"):
        close()
    desk.follow_up.finish_step(paid.id, "promise", "打过了")
    assert close().life is Life.CLOSED


def test_money_that_is_not_clear_needs_an_outcome_to_be_closed(desk: Desk, one_sided: Case) -> None:
    with pytest.raises(WrongInput, match="not clear"):
        desk.follow_up.move(one_sided.id, Life.CLOSED, why="算了")
    with pytest.raises(WrongInput, match="not clear"):
        desk.follow_up.move(one_sided.id, Life.CLOSED, why="不管了", outcome="ONE_SIDED")
    case = desk.follow_up.move(one_sided.id, Life.CLOSED, why="客人确认", outcome="REVERSED")
    assert case.life is Life.CLOSED


# ------------------------------------------------------------------------------------------- calls


def test_a_promised_answer_is_waited_for(desk: Desk, one_sided: Case) -> None:
    said = SaidInCall(Party.ACQUIRER, ticket="8812", promise_by="2026-11-24T10:30:00+08:00")
    case = desk.follow_up.log_call(one_sided.id, said)
    assert (case.life, case.waiting_for, case.tickets) == (Life.WAITING, Party.ACQUIRER, ("8812",))
    assert "answer:acquirer" in {step.key for step in desk.follow_up.steps(case)}
    length = len(case.history)
    case = desk.follow_up.log_call(one_sided.id, ACQUIRER)
    assert len(case.history) == length + 1
    assert told(case) == "去电收单机构，小陈，工单 8812，在查"


def test_a_call_about_an_ended_case_leaves_it_ended(desk: Desk, paid: Case) -> None:
    desk.follow_up.move(paid.id, Life.SETTLED, why="w")
    said = SaidInCall(Party.ISSUER, promise_by="2026-11-24T10:30:00+08:00")
    assert desk.follow_up.log_call(paid.id, said).life is Life.SETTLED


def test_a_way_nobody_knows_is_refused(desk: Desk, paid: Case) -> None:
    with pytest.raises(WrongInput, match="pigeon"):
        desk.follow_up.log_call(paid.id, SaidInCall(Party.ISSUER, how="pigeon"))


# ------------------------------------------------------------------------------------------- steps


def test_a_step_is_done_put_off_or_thought_of(desk: Desk, one_sided: Case) -> None:
    follow_up = desk.follow_up
    case = follow_up.plan_own(one_sided.id, "看监控", "2026-11-20T16:00:00+08:00")
    assert {step.key for step in follow_up.steps(case)} >= {"own", "money:+1wd"}
    case = follow_up.plan_step(case.id, "own", "2026-11-21T09:00:00+08:00", "店长不在")
    own = next(step for step in follow_up.steps(case) if step.key == "own")
    assert (own.due, own.what.zh_CN) == ("2026-11-21T09:00:00+08:00", "看监控")
    assert told(case) == "定在 2026-11-21 09:00：看监控（店长不在）"
    case = follow_up.finish_step(case.id, "own", "客人没付")
    assert told(case) == "做了：看监控。客人没付"
    assert "own" not in {step.key for step in follow_up.steps(case)}


def test_a_step_that_is_none_of_the_case_is_refused(desk: Desk, paid: Case) -> None:
    for wrong in ("own", "refund:3", ""):
        with pytest.raises(WrongInput):
            desk.follow_up.finish_step(paid.id, wrong)
        with pytest.raises(WrongInput):
            desk.follow_up.plan_step(paid.id, wrong, "2026-11-21T09:00:00+08:00")
    with pytest.raises(WrongInput):
        desk.follow_up.plan_own(paid.id, " ", "2026-11-21T09:00:00+08:00")


def test_a_closed_case_takes_nothing_that_nobody_would_see(desk: Desk, paid: Case) -> None:
    case = desk.follow_up.move(paid.id, Life.CLOSED, why="w", outcome="PAID")
    with pytest.raises(WrongInput, match="closed"):
        desk.follow_up.plan_own(case.id, "看", "2026-11-21T09:00:00+08:00")
    with pytest.raises(WrongInput, match="closed"):
        desk.log.promise(case, "结果", "2026-11-21 09:00")
    with pytest.raises(WrongInput, match="closed"):
        desk.follow_up.write_off(case.id, None, "w")


# -------------------------------------------------------------------- links, payouts, write-offs


def test_the_same_money_is_told_in_both_cases(desk: Desk, paid: Case, one_sided: Case) -> None:
    case = desk.follow_up.link(paid.number, one_sided.number, "凭证号一样")
    other = desk.log.case(one_sided.id)
    assert [link.number for link in case.links] == [one_sided.number]
    assert [link.number for link in other.links] == [paid.number]
    assert told(other) == f"和案件 {paid.number} 是同一笔钱：凭证号一样"
    for first, second in ((paid, one_sided), (one_sided, paid), (paid, paid)):
        with pytest.raises(WrongInput):
            desk.follow_up.link(first.id, second.id, "w")
    with pytest.raises(NotFound):
        desk.follow_up.link(paid.id, "261120-77", "w")


def test_a_payout_is_told_bit_by_bit(desk: Desk, paid: Case) -> None:
    track = desk.follow_up.track_payout
    track(paid.id, PayoutTracked(returned_on="2026-11-19", amount=1_840_235, cause="户名不符"))
    case = track(paid.id, PayoutTracked(document="开户许可证", repay_on="2026-11-23"))
    assert case.payout is not None
    assert (case.payout.cause, case.payout.repay_on) == ("户名不符", "2026-11-23")
    assert case.last.event.case == paid.id
    with pytest.raises(WrongInput):
        track(paid.id, PayoutTracked())


def test_a_write_off_is_a_manager_s_and_names_the_slip_s_amount(
    desk: Desk, one_sided: Case
) -> None:
    desk.staff.add("周敏", Role.MANAGER)
    desk.staff.set_pin("周敏", "83920174")
    desk.staff.sign_out()
    with pytest.raises(NotAllowed):
        desk.follow_up.write_off(one_sided.id, None, "不追了")
    assert desk.log.case(one_sided.id) == one_sided
    desk.staff.sign_in("周敏", "83920174")
    case = desk.follow_up.write_off(one_sided.id, None, "不追了")
    assert told(case) == "核销 ¥500.00：不追了"
    assert (case.life, case.last.actor) == (Life.CLOSED, desk.staff.actor())


def test_a_write_off_leaves_no_goods_behind(desk: Desk, one_sided: Case) -> None:
    desk.log.mark_goods(one_sided, "held")
    with pytest.raises(WrongInput, match="Goods"):
        desk.follow_up.write_off(one_sided.id, None, "w")


def test_a_signed_note_is_an_exhibit_of_the_case(desk: Desk, paid: Case, one_sided: Case) -> None:
    note = desk.exhibits.attach(paid.id, "已另付现金".encode(), "note", name="n.txt").exhibits[0]
    with pytest.raises(NotFound):
        desk.log.take_other_tender(one_sided, "现金", "周敏", "双付", signed=note.id)
    case = desk.log.take_other_tender(paid, "现金", "周敏", "双付", signed=note.id)
    assert case.tenders[0].signed == note.id


# --------------------------------------------------------------------------------- card numbers

Doors = dict[str, Callable[[Desk, str, str, bool], Case]]

DOORS: Doors = {
    "why": lambda d, c, t, ok: d.follow_up.move(c, Life.SETTLED, why=t, not_a_card=ok),
    "name": lambda d, c, t, ok: d.follow_up.log_call(
        c, SaidInCall(Party.ISSUER, name=t), ["name"] * ok
    ),
    "ticket": lambda d, c, t, ok: d.follow_up.log_call(
        c, SaidInCall(Party.ISSUER, ticket=t), ["ticket"] * ok
    ),
    "said": lambda d, c, t, ok: d.follow_up.log_call(
        c, SaidInCall(Party.ISSUER, said=t), ["said"] * ok
    ),
    "came": lambda d, c, t, ok: d.follow_up.finish_step(c, "money:+1wd", t, not_a_card=ok),
    "put off": lambda d, c, t, ok: d.follow_up.plan_step(
        c, "money:+1wd", "2026-11-24T10:00:00+08:00", t, not_a_card=ok
    ),
    "own": lambda d, c, t, ok: d.follow_up.plan_own(
        c, t, "2026-11-24T10:00:00+08:00", not_a_card=ok
    ),
    "link": lambda d, c, t, ok: d.follow_up.link(c, add(d).id, t, not_a_card=ok),
    "cause": lambda d, c, t, ok: d.follow_up.track_payout(
        c, PayoutTracked(cause=t, not_a_card=("cause",) * ok)
    ),
    "document": lambda d, c, t, ok: d.follow_up.track_payout(
        c, PayoutTracked(document=t, not_a_card=("document",) * ok)
    ),
    "write-off": lambda d, c, t, ok: d.follow_up.write_off(c, None, t, not_a_card=ok),
    "promise": lambda d, c, t, ok: d.log.promise(
        d.log.case(c), t, "2026-11-24 10:00", not_a_card=ok
    ),
    "note": lambda d, c, t, ok: d.log.take_other_tender(
        d.log.case(c), "现金", "周敏", t, not_a_card={"note"} if ok else set()
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_card_number_comes_in_by_no_door(desk: Desk, one_sided: Case, door: str) -> None:
    for text in (CARD, f"卡号 {TICKET} 已查", "cvv 123"):
        with pytest.raises(Refused):
            DOORS[door](desk, one_sided.id, text, False)
    with pytest.raises(Refused):
        DOORS[door](desk, one_sided.id, "密码 123456", True)
    assert desk.log.case(one_sided.id) == one_sided
    case = DOORS[door](desk, one_sided.id, TICKET, True)
    assert case.last.event.not_a_card  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------ lists


def test_what_is_due_comes_by_its_time(desk: Desk, clock: Clock) -> None:
    first = add(desk, terminal="timeout", bank="debited")
    second = add(desk, "86.00", terminal="timeout", bank="debited")
    desk.log.promise(second, "结果", "2026-11-20 14:35")
    settled = add(desk, terminal="approved", bank="debited")
    desk.follow_up.move(settled.id, Life.SETTLED, why="w")
    due = desk.follow_up.due
    assert [one.row.id for one in due()] == [second.id, first.id]
    assert [one.row.id for one in due("overdue")] == []
    clock.now = clock.now.replace(minute=40)
    assert [one.row.id for one in due("overdue")] == [second.id]
    assert [one.row.id for one in due("today", "500")] == [first.id]
    with pytest.raises(WrongInput):
        due("soon")


def test_cases_are_found_by_state_words_and_dates_together(desk: Desk, clock: Clock) -> None:
    first = add(desk, terminal="timeout", bank="debited", symptom="没出单")
    second = add(desk, terminal="approved", bank="debited", symptom="没出单")
    desk.follow_up.move(second.id, Life.CLOSED, why="w", outcome="PAID")
    find = desk.follow_up.find
    assert [one.row.id for one in find()] == [second.id, first.id]
    assert [one.row.id for one in find("没出单", Life.CLOSED)] == [second.id]
    assert [one.row.id for one in find("没出单", Life.OPEN, "today")] == [first.id]
    assert find("没出单", Life.CLOSED, "today") == find("没出单", Life.WAITING) == ()
    assert [one.next is None for one in find()] == [True, False]
