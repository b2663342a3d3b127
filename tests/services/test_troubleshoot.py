"""The walk as the cashier takes it: each answer is kept, and nothing has to be said twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posdesk import app
from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge
from posdesk.domain.walk import DONE
from posdesk.services.desk import Desk
from posdesk.services.troubleshoot import Session
from tests.services.conftest import Clock


def step(desk: Desk, session: Session, pick: int) -> Session:
    """Take one step, the ``pick``-th of those that can be taken here."""
    service, walk = desk.troubleshoot, session.walk
    if walk.node.kind is NodeKind.ACTION:
        return service.answer(session, DONE)
    if walk.node.kind is NodeKind.LOOKUP:
        code = ["51", "68", "00", "A0", "??"][pick % 5]
        return service.look_up(session, code)
    return service.answer(session, walk.answers[pick % len(walk.answers)].id)


def test_the_answers_open_a_case_and_fill_its_record(desk: Desk) -> None:
    session = desk.troubleshoot.start("no-slip", symptom="没出单却扣款")
    session = desk.troubleshoot.answer(session, DONE)
    session = desk.troubleshoot.answer(session, "timeout")
    session = desk.troubleshoot.answer(session, "debited")
    case = desk.log.case(session.case.number)
    assert case.number == "261120-01"
    assert case.attempt.facts.as_dict() == {"terminal": "timeout", "bank": "debited"}
    assert case.attempt.terminal_source == "screen"
    assert case.attempt.bank_source == "bank_app"
    assert case.verdict.charge_again is Charge.NO
    assert [w.case for w in desk.troubleshoot.unfinished()] == [case.id]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=25))
def test_a_walk_is_found_again_exactly_where_it_was_left(
    desk: Desk, picks: list[tuple[int, bool]]
) -> None:
    service = desk.troubleshoot
    session = service.start("no-slip")
    for pick, back in picks:
        if back and session.walk.can_go_back:
            session = service.back_to(session, pick % len(session.walk.taken))
        elif session.walk.outcome is None:
            session = step(desk, session, pick)
        again = service.resume(session.case.id)
        assert again.walk == session.walk
        assert again.case == session.case
        assert session.case.attempt.facts == session.walk.facts


def test_a_walk_goes_on_after_the_program_was_closed(data_dir: Path, clock: Clock) -> None:
    first = app.open_desk(data_dir, clock)
    session = first.troubleshoot.start("no-slip", symptom="机器没反应")
    session = first.troubleshoot.answer(session, DONE)
    session = first.troubleshoot.answer(session, "reversing")
    first.care.close()
    second = app.open_desk(data_dir, clock)
    (left,) = second.troubleshoot.unfinished()
    again = second.troubleshoot.resume(left.case)
    assert again.walk.at == session.walk.at
    assert again.walk.facts == session.walk.facts
    second.care.close()


def test_what_the_host_answers_moves_the_walk_to_where_it_is_weighed(desk: Desk) -> None:
    service = desk.troubleshoot
    session = service.answer(service.start("no-slip"), DONE)
    session = service.answer(service.answer(session, "timeout"), "debited")
    desk.log.learn(session.case, terminal=Terminal.APPROVED, source=Source.ACQUIRER, ticket="8812")
    again = service.resume(session.case.id)
    assert again.walk.facts.terminal is Terminal.APPROVED
    assert again.walk.at != session.walk.at
    assert again.walk.verdict.charge_again is Charge.NO


def test_money_taken_otherwise_keeps_every_walk_from_charging_again(desk: Desk) -> None:
    service = desk.troubleshoot
    session = service.start("no-slip")
    desk.log.take_other_tender(session.case, "现金", "周敏", "双付说明已签")
    session = service.resume(session.case.id)
    session = service.answer(session, DONE)
    session = service.answer(session, "code")
    session = service.look_up(session, "51")
    session = service.answer(service.answer(session, "not-debited"), "only-one")
    assert session.walk.facts.as_dict() == {"terminal": "declined", "bank": "not_debited"}
    assert session.walk.verdict.charge_again is Charge.NO
    assert not session.walk.node.charges_again


def test_a_second_attempt_that_is_not_clear_holds_the_first_back(desk: Desk) -> None:
    service = desk.troubleshoot
    session = service.start("no-slip")
    desk.log.learn(session.case, terminal=Terminal.TIMEOUT, bank=Bank.UNKNOWN)
    case = desk.log.try_again(desk.log.case(session.case.id))
    assert case.attempt.number == 2
    second = service.walk_again(case, "no-slip")
    second = service.answer(second, DONE)
    second = service.answer(second, "code")
    second = service.look_up(second, "51")
    second = service.answer(service.answer(second, "not-debited"), "only-one")
    assert second.walk.verdict.charge_again is Charge.UNKNOWN
    assert not second.walk.node.charges_again


def test_a_code_begins_where_its_consequence_is_known(desk: Desk) -> None:
    for code, terminal in (("68", Terminal.TIMEOUT), ("a0", Terminal.TIMEOUT), ("51", "declined")):
        session = desk.troubleshoot.start_at_code(code, symptom=f"显示{code}")
        assert session.walk.facts.terminal == terminal
        assert session.case.symptom == f"显示{code}"
        assert session.case.attempt.terminal_source == "code"
        assert session.walk.taken[-1].code == code
        assert desk.troubleshoot.resume(session.case.id) == session


def test_no_code_alone_leads_to_charging_again_unless_the_verdict_is_yes(desk: Desk) -> None:
    for code in (*desk.troubleshoot.codes.codes, "Q9"):
        walk = desk.troubleshoot.start_at_code(code).walk
        if desk.troubleshoot.code(code).money_uncertain != "no":
            assert walk.verdict.charge_again is not Charge.YES, code
        assert not walk.node.charges_again or walk.verdict.charge_again is Charge.YES, code


def test_a_card_number_is_refused_before_a_case_is_opened(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.troubleshoot.start("no-slip", symptom="卡号 4111111111111111")
    session = desk.troubleshoot.answer(desk.troubleshoot.start("no-slip"), DONE)
    session = desk.troubleshoot.answer(session, "code")
    with pytest.raises(Refused):
        desk.troubleshoot.look_up(session, "4111111111111111")
    assert len(desk.log.cases()) == 1


def test_an_answer_that_does_not_fit_changes_nothing(desk: Desk) -> None:
    session = desk.troubleshoot.start("no-slip")
    before = desk.log.case(session.case.id)
    with pytest.raises(WrongInput):
        desk.troubleshoot.answer(session, "debited")
    assert desk.log.case(session.case.id) == before


def test_the_shop_s_own_numbers_are_not_asked_for(data_dir: Path, clock: Clock) -> None:
    (data_dir / "settings.toml").write_text(
        '[shop]\nname = "清和桥百货店"\nmerchant_id = "898330154110023"\n'
        'terminal_id = "61203847"\ncashier = "林晓"\n',
        "utf-8",
    )
    desk = app.open_desk(data_dir, clock)
    case = desk.troubleshoot.start("no-slip").case
    assert (case.slip.merchant_id, case.slip.terminal_id) == ("898330154110023", "61203847")
    assert (case.shop, case.cashier) == ("清和桥百货店", "林晓")
    desk.care.close()


def test_a_walk_is_handed_over_with_a_line_of_why(desk: Desk) -> None:
    session = desk.troubleshoot.answer(desk.troubleshoot.start("no-slip"), DONE)
    handed = desk.log.hand_over(session.case, "王芳", "换班")
    assert desk.troubleshoot.resume(handed.id).walk == session.walk
    with pytest.raises(WrongInput):
        desk.log.hand_over(session.case, "王芳", " ")
    with pytest.raises(Refused):
        desk.log.hand_over(session.case, "王芳", "卡号 4111111111111111")


@pytest.mark.parametrize("answer", ["other-open", "unsure"])
def test_an_earlier_try_that_is_not_clear_is_counted_and_walked(desk: Desk, answer: str) -> None:
    service = desk.troubleshoot
    session = service.answer(service.start("no-slip"), DONE)
    session = service.look_up(service.answer(session, "code"), "51")
    session = service.answer(service.answer(session, "not-debited"), answer)
    assert session.walk.outcome == "OTHER_OPEN"
    assert session.case.verdict.charge_again is Charge.UNKNOWN
    assert session.walk.verdict == session.case.verdict
    assert service.resume(session.case.id).walk == session.walk
    assert session.case.unwalked is not None
    other = service.walk_again(session.case, "no-slip")
    assert (other.attempt, other.walk.facts.as_dict()) == (2, {})
    other = service.look_up(service.answer(service.answer(other, DONE), "code"), "54")
    other = service.answer(service.answer(other, "not-debited"), "others-clear")
    assert other.walk.node.charges_again
    assert other.case.verdict.charge_again is Charge.YES
