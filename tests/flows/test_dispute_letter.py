"""A retrieval request or a chargeback: ask the window, find the original, answer in time."""

from __future__ import annotations

import pytest

from posdesk.domain.walk import DONE, Walk
from tests.flow_book import checklist_rows, played, shipped

FLOW = "dispute-letter"

WAYS = """
DISPUTE_ANSWERED: retrieval clear same received
DISPUTE_ANSWERED: retrieval none yes same unsure
DISPUTE_ANSWERED: retrieval faded others received
DISPUTE_ANSWERED: retrieval qr received
DISPUTE_ANSWERED: retrieval clear not-ours received
DISPUTE_ANSWERED: unsure unsure unsure unsure received
DISPUTE_ANSWERED: retrieval clear amount no received
DISPUTE_ANSWERED: chargeback denied no received
DISPUTE_ANSWERED: chargeback refund refunded received
DISPUTE_ANSWERED: chargeback slip clear same sent-back clear same received
DISPUTE_ANSWERED: chargeback unsure unsure received
DISPUTE_ANSWERED: late still received
DISPUTE_ANSWERED: late unsure received
DISPUTE_ACCEPTED: chargeback twice yes
DISPUTE_ACCEPTED: chargeback amount part
DISPUTE_ACCEPTED: retrieval none no nothing
DISPUTE_LOST: late over
DISPUTE_LOST: retrieval clear same late over
REFERRED: office no
ACCOUNT_FROZEN: office yes police
AVERTED: not-theirs link nothing
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_acquirer_is_asked_for_the_window_before_anything_else() -> None:
    walk = Walk.begin(shipped(), FLOW).answer(DONE)
    assert walk.at.node == "ask-window"
    assert walk.node.call is not None
    assert walk.node.call.whom == "acquirer"


@pytest.mark.parametrize(
    "reason", ["denied", "twice", "amount", "failed", "refund", "goods", "settled"]
)
def test_every_reason_names_its_own_proof(reason: str) -> None:
    walk = played(FLOW, "chargeback").answer(reason)
    assert walk.at.node == f"proof-{reason}"


def test_a_chargeback_is_never_refunded_on_top() -> None:
    assert "不另做退货" in shipped().flow(FLOW).nodes["own-refund-no"].text.zh_CN


def test_rows_of_the_checklist_are_carried() -> None:
    assert {"0-28", "0-29", "0-74", "3-10", "3-12", "3-26"} <= checklist_rows(FLOW)
