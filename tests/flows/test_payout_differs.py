"""What arrived is not what was expected: the sum, the rate, a hold, a frozen account."""

from __future__ import annotations

import pytest

from posdesk.domain.flow import NodeKind
from posdesk.domain.walk import Walk
from tests.flow_book import checklist_rows, played, shipped

FLOW = "payout-differs"

WAYS = """
FEE_EXPLAINED: less same
FEE_EXPLAINED: less differs days yes
FEE_EXPLAINED: less differs day-cut yes
FEE_EXPLAINED: less differs refunds another parts yes
FEE_EXPLAINED: unsure unsure discount yes
FEE_EXPLAINED: less differs unsettled yes
FEE_EXPLAINED: fee same
FEE_EXPLAINED: fee instant
FEE_EXPLAINED: more earlier yes
FEE_EXPLAINED: more repaid
FEE_QUERY: fee higher rate-raised
FEE_QUERY: less differs fee extra rate-raised
CORRECTION_DUE: less differs unsure will-correct
CORRECTION_DUE: more unknown must-return
ACQUIRER_CASE: less differs days no ticket
ACQUIRER_CASE: fee unsure unsure
SETTLEMENT_HOLD: held
SETTLEMENT_HOLD: less unsure unsure held
ACCOUNT_FROZEN: frozen police
ACCOUNT_FROZEN: frozen court
ACCOUNT_FROZEN: frozen risk
ACCOUNT_FROZEN: frozen unsure
ACCOUNT_FROZEN: fee higher frozen police
DISPUTE_ANSWERED: less differs dispute retrieval clear same received
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_sum_is_told_after_one_answer() -> None:
    assert Walk.begin(shipped(), FLOW).answer("done").answer("less").at.node == "compute"


def test_a_customers_payment_goes_to_the_gate() -> None:
    walk = Walk.begin(shipped(), FLOW).answer("done").answer("sale")
    assert walk.at.flow == "debited-not-arrived"


def test_nothing_in_it_charges_anyone() -> None:
    nodes = shipped().flow(FLOW).nodes.values()
    assert not any(node.charges_again for node in nodes)
    assert all(node.say is None for node in nodes if node.kind is NodeKind.QUESTION)


def test_rows_of_the_checklist_are_carried() -> None:
    wanted = {"0-25", "0-27", "1-30", "1-31", "1-38", "1-48", "2-24", "2-25", "2-26", "2-48"}
    assert wanted | {"2-35", "2-47", "2-49", "4-19", "4-63", "4-64"} <= checklist_rows(FLOW)
