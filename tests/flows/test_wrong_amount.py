"""A wrong amount: voided whole or refunded, and never made up here."""

from __future__ import annotations

import csv

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.money_state import Charge
from tests.flow_book import SHARED, checklist_rows, played, shipped

FLOW = "wrong-amount"

WAYS = """
VOID_REFUND: approved wrong-amount too-much card-today void-slip in-full returned
VOID_REFUND: approved wrong-amount too-little void void-slip in-full unknown unknown
REFUND_ACCEPTED: approved wrong-amount too-much card-today refused slip
REFUND_ACCEPTED: approved wrong-amount too-much card-later slip
REFUND_ACCEPTED: approved all-right goods-back code accepted
GOODS_RETURNED: approved all-right goods-back void-slip
REFUND_ACCEPTED: approved all-right typed more accepted
REFUND_ACCEPTED: approved wrong-amount too-much batch-full done slip
BATCH_STUCK: approved wrong-amount too-much card-today batch-full failed
REFUND_UNKNOWN: approved wrong-amount too-much card-later no-result none
REFUNDED_TWICE: approved wrong-amount too-much card-later no-result more
REFUND_UNFUNDED: approved wrong-amount too-much code failed no-funds later
SHORT_CHARGED: approved wrong-amount too-little leave
SHORT_CHARGED: approved all-right typed less unsure
PAID: approved all-right typed right
PAID: approved all-right discount
FEE_QUERY: approved all-right debit-more
PAID: approved all-right right
VOID_REFUND: approved all-right unsure
REFUND_ACCEPTED: approved wrong-amount too-much card-today void-slip refused slip
ONE_SIDED: approved wrong-amount too-much card-today no-result debited open waits ticket
REFUND_ACCEPTED: approved all-right too-much card-today unsure approved all-right too-much part slip
DECLINED: code 51 unknown unknown only-one
"""

ROWS = """
0-21 0-27 2-32 2-33 3-27 4-56 4-57 4-58 4-59 4-60 4-71 4-72
"""
"""Rows of the checklist that this flow carries."""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_a_known_wrong_amount_needs_no_questions_about_the_money() -> None:
    walk = played(FLOW, facts=Facts(Terminal.APPROVED, Bank.DEBITED))
    assert walk.at.named_in(FLOW) == "what-is-off"


def test_a_void_without_result_is_no_void() -> None:
    walk = played(FLOW, "approved", "wrong-amount", "too-much", "card-today", "no-result")
    assert walk.facts.terminal is Terminal.TIMEOUT
    assert walk.verdict.charge_again is not Charge.YES


def test_only_a_void_of_the_whole_sale_opens_the_way_to_a_right_amount() -> None:
    way = ("approved", "wrong-amount", "too-much", "card-today", "void-slip")
    assert played(FLOW, *way, "in-full", "not-debited").verdict.charge_again is Charge.YES
    refunded = played(FLOW, *way[:3], "card-later", "slip")
    assert refunded.verdict.charge_again is Charge.NO
    assert not refunded.node.charges_again


def test_the_batch_is_settled_only_after_the_sale_is_on_paper() -> None:
    nodes = shipped().flow(FLOW).nodes.values()
    into = {n.id for n in nodes if n.next == "settle-batch"}
    into |= {n.id for n in nodes for a in n.answers if a.next == "settle-batch"}
    assert into == {"batch-full"}


def test_rows_of_the_checklist_are_carried() -> None:
    assert checklist_rows(FLOW) >= set(ROWS.split())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected facts are not here")
def test_every_row_named_is_in_the_checklist() -> None:
    with (SHARED / "checklist.tsv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows, delimiter="\t")}
    assert checklist_rows(FLOW) <= known
