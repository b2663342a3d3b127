"""The payout fails: account, limits, outage, and the terminal last; a sale goes to the gate."""

from __future__ import annotations

import pytest

from posdesk.domain.facts import Facts, Terminal
from posdesk.domain.flow import Place
from posdesk.domain.walk import Walk
from tests.flow_book import SHARED, missing_rows, played, shipped

FLOW = "payout-failed"

WAYS = """
REBOUND: payout all-since differs
REBOUND: binding cannot-bind same dead
REBOUND: payout all-since unsure dead
UNFROZEN: payout all-since same restricted lifted
ACCOUNT_FROZEN: payout all-since same police
ACCOUNT_FROZEN: payout unsure unsure police
LIMIT_ADJUSTED: payout all-since same normal over
LIMIT_ADJUSTED: payout all-since same normal unsure limit
OUTAGE_WAITED: payout one announced
OUTAGE_WAITED: payout one peak
OUTAGE_WAITED: payout all-since unsure outage
SETTLED_LATE: payout not-due
SETTLED_LATE: payout not-settled ready
PROVIDER_CASE: payout not-settled unsure ticket
SETTLED_LATE: payout one none unstable yes
PROVIDER_CASE: payout one unsure unsure unsure
PROVIDER_CASE: payout all-since same normal within none stable papers
PROVIDER_CASE: payout one none unstable no resend
PROVIDER_CASE: payout all-since unsure fine ticket
PROVIDER_CASE: sign-in no ticket
REBOUND: unsure unsure unsure unsure account
ONE_SIDED: sale timeout debited open waits ticket one
PAID: sale approved all-right
DECLINED: sale code 51 not-debited only-one
UNKNOWN: payout not-settled not-ready timeout unknown unknown open leaves ticket one
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_a_sale_that_failed_goes_to_the_gate_with_hands_off() -> None:
    walk = Walk.begin(shipped(), FLOW).answer("sale")
    assert walk.node.text.zh_CN.startswith("先停手")
    assert walk.answer("done").at == Place("not-arrived", "hands-off")


def test_nothing_in_the_flow_itself_charges_anyone() -> None:
    assert not any(node.charges_again for node in shipped().flow(FLOW).nodes.values())


def test_the_terminal_is_restarted_only_when_recorded_and_without_a_reversal() -> None:
    walk = played(FLOW, "payout", "one", "none")
    assert walk.taken[-1].place.node == "record-first"
    assert "unstable" in {answer.id for answer in walk.answers}
    waiting = Facts(terminal=Terminal.REVERSING)
    stuck = played(FLOW, "payout", "one", "none", facts=waiting)
    assert "unstable" not in {answer.id for answer in stuck.answers}
    unsettled = played(FLOW, "payout", "not-settled", facts=waiting)
    assert "ready" not in {answer.id for answer in unsettled.answers}


@pytest.mark.parametrize(
    "way",
    [
        ("not-arrived", "account", "approved", "past", "done", "wrong"),
        ("not-arrived", "account", "approved", "past", "done", "right", "account"),
        ("debited-not-arrived", "earlier", "debited", "approved", "account"),
    ],
)
def test_a_wrong_receiving_account_found_elsewhere_is_put_right_here(way: tuple[str, ...]) -> None:
    assert played(*way).at == Place(FLOW, "start")


def test_another_amount_is_worked_out_elsewhere() -> None:
    assert played(FLOW, "payout", "amount").at.flow == "payout-differs"


def test_a_customer_who_says_debited_is_led_to_the_case() -> None:
    assert played("not-arrived", "says-debited").at == Place("debited-not-arrived", "what-now")


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not beside the checkout")
def test_every_row_of_the_scenario_is_covered() -> None:
    assert missing_rows(FLOW, "S5") == []
