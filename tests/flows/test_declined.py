"""A response code: the look-up first, then the way its meaning allows."""

from __future__ import annotations

import csv

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge
from posdesk.domain.walk import DONE, Walk
from tests.flow_book import SHARED, checklist_rows, played, shipped

FLOW = "declined"

WAYS = """
DECLINED: 51 funds only-one
DECLINED: 55 pin others-clear
OTHER_OPEN: 51 funds other-open
OTHER_OPEN: 05 card unsure
DECLINED: 41 capture only-one
DECLINED: 03 shop only-one
DECLINED: 77 terminal only-one
DECLINED: 13 unsure not-debited only-one
ONE_SIDED: 51 debit debited not-taken-debited waits ticket
UNKNOWN: 68 unknown unknown code open waits ticket
PAID_CHECK_NEXT_DAY: 68 not-debited code paid closed
ONE_SIDED: 68 debited open waits ticket
DECLINED: 98 not-debited code not-taken only-one
UNKNOWN: no-code not-debited pulled open leaves unsure
VOID_REFUND: 64 void wrong-amount
PAID: 64 void all-right closed
PAID: 00 all-right still-open
UNKNOWN: zz9 unknown unknown unsure unsure unsure ticket
REVERSED: A0 returned as-many
"""

ROWS = """
0-14 0-18 0-39 0-40 0-52 0-54 0-55 0-57 0-58 1-20 1-23 1-24 1-25 1-34
1-42 1-43 1-44 1-45 1-46 4-28 4-29 4-36 4-64 4-88
"""
"""Rows of the checklist that this flow carries."""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_code_is_the_first_thing_asked() -> None:
    walk = Walk.begin(shipped(), FLOW)
    assert walk.node.kind is NodeKind.ACTION
    assert walk.answer(DONE).node.kind is NodeKind.LOOKUP


@pytest.mark.parametrize("code", ["68", "98", "91", "96", "A0", "94", "no such code"])
def test_an_uncertain_code_leads_to_the_query(code: str) -> None:
    assert played(FLOW, code, "not-debited", "code").at.node == "host-says"
    assert played(FLOW, code).verdict.charge_again is not Charge.YES


@pytest.mark.parametrize("code", ["51", "05", "55", "41", "03", "77"])
def test_a_clean_refusal_asks_for_earlier_tries_before_anyone_charges(code: str) -> None:
    walk = played(FLOW, code)
    assert walk.at.node == "what-code"
    kinds = {"funds", "pin", "card", "capture", "shop", "terminal"}
    assert all(played(FLOW, code, kind).at.node == "other-tries" for kind in kinds)


def test_a_refused_void_is_no_refused_sale() -> None:
    walk = played(FLOW, "64", "void")
    assert walk.at.node == "confirm-record"
    assert walk.verdict.charge_again is not Charge.YES


def test_another_open_try_of_the_case_holds_the_walk() -> None:
    other = Facts(Terminal.TIMEOUT, Bank.DEBITED)
    assert played(FLOW, "51", "funds", "only-one", others=(other,)).outcome == "OTHER_OPEN"


def test_what_is_known_already_is_not_looked_up() -> None:
    walk = Walk.begin(shipped(), FLOW, Facts(Terminal.DECLINED))
    assert walk.at.node == "hands-off"
    assert walk.answer(DONE).at.node == "what-code"


def test_rows_of_the_checklist_are_carried() -> None:
    assert checklist_rows(FLOW) >= set(ROWS.split())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected facts are not here")
def test_every_row_named_is_in_the_checklist() -> None:
    with (SHARED / "checklist.tsv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows, delimiter="\t")}
    assert checklist_rows(FLOW) <= known
