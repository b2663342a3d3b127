"""A refund that does not arrive: its state first, and never a second one."""

from __future__ import annotations

import csv

import pytest

from posdesk.domain.facts import Facts, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.walk import DONE, Walk
from tests.flow_book import SHARED, checklist_rows, played, shipped

FLOW = "refund-missing"

WAYS = """
REFUND_WAITING: refund accepted card not-yet
REFUND_WAITING: refund done balance not-yet
REFUNDED: refund done wallet-card over found
REFUNDED: refund done other-payer found
REFUND_TRACED: refund accepted card over card-gone sent
REFUND_TRACED: refund accepted unsure unsure unsure in-work
REFUND_WAITING: refund failed no-funds accepted unsure not-yet
REFUND_UNFUNDED: refund failed no-funds later
REFUND_NOT_DONE: refund failed closed never-out
REFUND_TRACED: refund failed card-bad failed unsure
REFUND_NOT_DONE: refund failed no-original typed-wrong
REFUND_TRACED: refund failed no-result sent
REFUND_NOT_DONE: refund none nothing
REFUND_NOT_DONE: refund none slip never-out
REFUNDED_TWICE: refund twice
REFUNDED_TWICE: unsure unsure two
REFUND_NOT_DONE: promised
REFUNDED: void good gone
REFUND_WAITING: void good today
REFUND_TRACED: void good older in-work
REFUND_TRACED: void not-good unsure
REFUND_WAITING: void no-slip accepted card not-yet
ONE_SIDED: never-paid earlier debited open card unsure waits ticket
"""

ROWS = """
0-14 0-28 0-70 0-71 0-72 1-13 1-32 1-49 3-11 3-13 3-14 3-24 3-27 3-43
3-44
"""
"""Rows of the checklist that this flow carries."""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_nothing_is_refunded_before_the_first_one_is_looked_up() -> None:
    walk = Walk.begin(shipped(), FLOW)
    assert walk.node.kind is NodeKind.ACTION
    assert "不做第二次退款" in walk.node.text.zh_CN


def test_no_step_lets_anyone_charge() -> None:
    assert not any(node.charges_again for node in shipped().flow(FLOW).nodes.values())


@pytest.mark.parametrize("terminal", [Terminal.DECLINED, Terminal.TIMEOUT, Terminal.REVERSING])
def test_a_payment_that_is_not_clear_is_no_refund(terminal: Terminal) -> None:
    walk = Walk.begin(shipped(), FLOW, Facts(terminal)).answer(DONE)
    assert walk.at.named_in(FLOW) == "sale-open"


def test_a_refund_without_result_is_traced_and_not_repeated() -> None:
    walk = played(FLOW, "refund", "failed", "no-result")
    assert walk.at.node == "ask-acquirer"


def test_rows_of_the_checklist_are_carried() -> None:
    assert checklist_rows(FLOW) >= set(ROWS.split())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected facts are not here")
def test_every_row_named_is_in_the_checklist() -> None:
    with (SHARED / "checklist.tsv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows, delimiter="\t")}
    assert checklist_rows(FLOW) <= known
