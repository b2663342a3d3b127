"""Callers, screenshots, remote payers, pasted-over codes: stop first, the portal decides."""

from __future__ import annotations

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.money_state import State
from posdesk.domain.walk import DONE, Walk
from tests.flow_book import checklist_rows, played, shipped

FLOW = "suspicious"

WAYS = """
AVERTED: caller nothing
FRAUD: caller money reported
FRAUD: caller data reported
FRAUD: caller unsure not-yet
FRAUD: caller terminal reported
AVERTED: link nothing
FRAUD: link data unsure
PAID: proof there
AVERTED: proof not-there leaves
REFUSED: proof not-there pushes refuse
FRAUD: proof not-there goods-gone reported
FRAUD: proof unsure pushes police reported
PAID_PRIVATELY: proof elsewhere there
AVERTED: proof elsewhere not-there leaves
PAID: remote scans-ours there
PAID: remote sends-code there
REFUSED: remote stranger refuse
PAID: remote wants-change there
AVERTED: pasted none
FRAUD: pasted some reported
FRAUD: pasted unsure reported
REFUSED: payer refuse
CLEARED: payer harmless
REFUSED: unsure unsure
FRAUD: device
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_first_thing_said_is_to_stop() -> None:
    assert "不交货" in Walk.begin(shipped(), FLOW).node.text.zh_CN


def test_only_the_portal_makes_it_paid() -> None:
    walk = played(FLOW, "proof", "there")
    assert walk.verdict.state is State.PAID
    assert played(FLOW, "proof", "unsure").facts.terminal is None


def test_a_payment_in_the_portal_that_the_bank_returned_is_a_conflict() -> None:
    walk = played(FLOW, "proof", "there", facts=Facts(bank=Bank.RETURNED))
    assert walk.at.named_in(FLOW) == "no-slip/conflict"
    late = played(FLOW, "proof", "there").learn(Facts(bank=Bank.RETURNED))
    assert late.at.named_in(FLOW) == "no-slip/conflict"


def test_who_insists_is_looked_up_through_the_gate() -> None:
    walk = Walk.begin(shipped(), FLOW).answer(DONE).answer("proof").answer("not-there")
    assert walk.answer("insists").at.flow == "qr-no-result"


def test_the_police_are_called_whatever_the_amount() -> None:
    node = shipped().flow(FLOW).nodes["police-now"]
    assert node.call is not None
    assert node.call.whom == "fraud"
    assert "96110" in node.text.zh_CN


def test_nothing_in_it_charges_anyone() -> None:
    assert not any(node.charges_again for node in shipped().flow(FLOW).nodes.values())
    assert played(FLOW, "proof", "there").facts == Facts(Terminal.APPROVED)


def test_rows_of_the_checklist_are_carried() -> None:
    wanted = {"0-26", "0-43", "1-50", "1-51", "1-52", "1-53", "4-35"}
    assert wanted <= checklist_rows(FLOW)
