"""Two debits for one purchase: both sides are counted, and nothing is charged."""

from __future__ import annotations

import csv

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.money_state import Charge
from tests.flow_book import SHARED, checklist_rows, played, shipped

FLOW = "charged-twice"

WAYS = """
DUPLICATE_VOIDED: approved all-right several two repeated card-today good
DUPLICATE_REFUNDED: approved all-right several two card-and-code code accepted
DUPLICATE_REFUNDED: approved all-right two-people two two-people card-later accepted
REFUND_UNKNOWN: approved all-right several two repeated card-today no-result
WRONG_VOID: approved all-right several two repeated card-today wrong-one
DUPLICATE_REFUNDED: approved all-right several two repeated card-today refused accepted
DUPLICATE_TRACED: approved all-right several one ticket
DUPLICATE_RETURNING: timeout debited several one coming-back
DUPLICATE_VOIDED: timeout debited several one both-good repeated card-today good
DUPLICATE_RETURNED: approved all-right one-back
NOT_DUPLICATE: approved all-right one-only
HOLD_ONLY: approved all-right one-hold
NOT_DUPLICATE: approved all-right several two two-orders
NOT_DUPLICATE: code 51 not-debited only-one
DUPLICATE_VOIDED: void-slip in-full debited
ONE_SIDED: timeout debited several none not-taken-debited waits ticket
UNKNOWN: timeout unknown unknown open waits ticket
DUPLICATE_TRACED: approved all-right unsure unsure unsure
REFUND_UNFUNDED: approved all-right several two repeated code failed no-funds later
"""

ROWS = """
0-27 0-71 0-72 1-09 1-13 1-32 1-48 1-49 3-27 3-35
"""
"""Rows of the checklist that this flow carries."""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_no_step_lets_anyone_charge() -> None:
    assert not any(node.charges_again for node in shipped().flow(FLOW).nodes.values())


def test_debits_are_counted_at_once_where_the_sale_is_known() -> None:
    assert played(FLOW, facts=Facts(Terminal.APPROVED)).at.node == "count-debits"


def test_a_voided_extra_leaves_the_other_standing() -> None:
    walk = played(FLOW, facts=Facts(Terminal.VOIDED, Bank.RETURNED))
    assert walk.outcome == "DUPLICATE_VOIDED"
    assert "不再收" in walk.node.text.zh_CN


def test_the_other_attempt_keeps_its_own_facts() -> None:
    walk = played(FLOW, "approved", "all-right", "several", "one", "coming-back")
    assert walk.facts.terminal is Terminal.APPROVED
    assert walk.verdict.charge_again is Charge.NO


def test_rows_of_the_checklist_are_carried() -> None:
    assert checklist_rows(FLOW) >= set(ROWS.split())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected facts are not here")
def test_every_row_named_is_in_the_checklist() -> None:
    with (SHARED / "checklist.tsv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows, delimiter="\t")}
    assert checklist_rows(FLOW) <= known
