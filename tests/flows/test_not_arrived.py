"""The money has not arrived: four things are meant by it, and each has its own way."""

from __future__ import annotations

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge, State
from posdesk.domain.walk import Walk
from tests.flow_book import SHARED, missing_rows, played, shipped

FLOW = "not-arrived"

WAYS = """
UNKNOWN: at-till timeout unknown unknown unsure leaves ticket one
UNKNOWN: no-reaction unsure none not-debited open waits ticket terminal restart
ONE_SIDED: at-till timeout debited open waits ticket one
ONE_SIDED: at-till code 68 debited not-taken-debited worried unsure area
ONE_SIDED: unsure timeout debited unsure insists not-taken-debited unsure
REVERSING: at-till reversing debited stuck leaves ticket terminal reversing
REVERSED: at-till timeout returned as-many
ONE_SIDED: at-till timeout returned fewer open waits ticket unsure
PAID: at-till approved all-right
PAID: at-till timeout not-debited paid
PAID: at-till timeout debited open waits paid
DECLINED: at-till code 51 not-debited only-one
OTHER_OPEN: at-till code 54 not-debited unsure
DECLINED: at-till timeout not-debited not-taken only-one
VOID_REFUND: at-till approved wrong-amount
VOID_REFUND: at-till void-slip in-full returned
SETTLED_LATE: account approved not-yet
SETTLED_LATE: account approved past not-done
SETTLED_LATE: account approved unsure done right date
ACQUIRER_CASE: account approved past pending ticket
ACQUIRER_CASE: account approved past unsure unsure unsure
FEE_EXPLAINED: account approved past done right deducted merged
DECLINED: account approved past done right not-approved not-debited only-one
DECLINED: account failed not-debited only-one
PAID: account unsure paid
UNKNOWN: account unsure ticket one
FEE_EXPLAINED: amount fee
FEE_QUERY: amount more
FEE_QUERY: amount unsure
FRAUD: swindle
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


@pytest.mark.parametrize("answer", ["at-till", "no-reaction", "unsure"])
def test_a_payment_without_result_begins_with_hands_off(answer: str) -> None:
    walk = Walk.begin(shipped(), FLOW).answer(answer)
    assert walk.at.node == "hands-off"
    assert walk.node.kind is NodeKind.ACTION


def test_a_sale_known_to_be_approved_is_not_looked_up_again() -> None:
    walk = Walk.begin(shipped(), FLOW, Facts(terminal=Terminal.APPROVED))
    assert walk.answer("account-approved").at.node == "contract-day"


def test_a_swipe_without_any_reaction_is_not_taken_for_a_refusal() -> None:
    walk = played(FLOW, "no-reaction", "unsure", "none", "not-debited")
    assert walk.facts == Facts(Terminal.TIMEOUT, Bank.NOT_DEBITED)
    assert walk.verdict.charge_again is Charge.UNKNOWN


def test_the_terminal_is_restarted_only_after_the_payment_is_recorded_and_reported() -> None:
    walk = played(FLOW, "at-till", "timeout", "debited", "open", "waits", "ticket", "terminal")
    passed = [step.place.node for step in walk.taken]
    assert passed[-2:] == ["ask-acquirer", "how-many"]
    assert "keep-proof" in passed
    assert walk.answer("restart").at.node == "restart"
    stuck = played(FLOW, "at-till", "reversing", "debited", "stuck", "leaves", "ticket", "terminal")
    assert "restart" not in {answer.id for answer in stuck.answers}


def test_a_batch_is_settled_only_for_an_approved_sale() -> None:
    walk = played(FLOW, "account", "approved", "past")
    assert "not-done" in {answer.id for answer in walk.answers}
    later = walk.learn(Facts(terminal=Terminal.REVERSING))
    assert later.at.node != "batch-done"
    assert later.verdict.state is State.ASK_BANK


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not beside the checkout")
def test_every_row_of_the_scenario_is_covered() -> None:
    assert missing_rows(FLOW, "S2") == []
