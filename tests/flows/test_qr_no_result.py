"""A code was paid and nothing shows: the query of the right order decides."""

from __future__ import annotations

import csv

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge
from posdesk.domain.walk import DONE, Walk
from tests.flow_book import SHARED, checklist_rows, played, shipped

FLOW = "qr-no-result"

WAYS = """
PAID: shop-scanned paid closed
PAID: screen-code paid still-open
PAID: shop-scanned paying wechat paid closed
DECLINED: shop-scanned paying wechat waited-out closed not-debited only-one
OTHER_OPEN: shop-scanned paying alipay waited-out closed not-debited other-open
PAID: shop-scanned paying alipay waited-out paid no-till
UNKNOWN: shop-scanned paying unionpay waited-out open unknown unknown open waits ticket
ONE_SIDED: shop-scanned paying wechat waited-out closed debited ours not-taken-debited waits ticket
FRAUD: stand not-there debited stranger
PAID: stand there closed
PAID: stand discount closed
REFUND_ACCEPTED: stand other-amount too-much code accepted
PAID_PRIVATELY: transfer arrived
UNKNOWN: transfer waiting
PAID_PRIVATELY: stand not-there debited owner arrived
PAID: remote there no-till
DUPLICATE_REFUNDED: two-paid approved all-right two-people two two-people code accepted
PAID: tap paid closed
PAID: digital-yuan paying unionpay paid unsure
PAID: shop-scanned expired there closed
REVERSED: shop-scanned paying wechat waited-out closed returned as-many
UNKNOWN: unsure unsure unsure unknown unknown unsure unsure unsure
"""

ROWS = """
0-27 1-20 1-48 1-50 2-38
"""
"""Rows of the checklist that this flow carries."""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_order_is_queried_before_anything_else_is_asked_about_it() -> None:
    walk = Walk.begin(shipped(), FLOW)
    assert walk.node.kind is NodeKind.ACTION
    assert played(FLOW, "shop-scanned").at.node == "query-says"


def test_what_is_known_already_goes_through_the_gate() -> None:
    walk = Walk.begin(shipped(), FLOW, Facts(Terminal.TIMEOUT, Bank.DEBITED))
    assert walk.at.node == "hands-off"
    assert walk.answer(DONE).at.node == "payee"


def test_pressing_cancel_proves_nothing() -> None:
    walk = played(FLOW, "shop-scanned", "paying", "wechat", "waited-out")
    assert walk.at.node == "cancelled-says"
    assert walk.verdict.charge_again is not Charge.YES
    assert walk.answer("unsure").facts.terminal is Terminal.TIMEOUT


def test_a_cancelled_order_that_is_still_debited_is_not_charged() -> None:
    walk = played(FLOW, "screen-code", "closed", "debited")
    assert walk.verdict.charge_again is Charge.NO


@pytest.mark.parametrize(
    ("wallet", "figures"),
    [("query-wechat", ("10", "45", "5秒", "15秒")), ("query-alipay", ("3到5", "60"))],
)
def test_the_intervals_are_those_of_the_wallet(wallet: str, figures: tuple[str, ...]) -> None:
    node = shipped().flow(FLOW).nodes[wallet]
    said = node.text.zh_CN + (node.why.zh_CN if node.why else "")
    assert all(figure in said for figure in figures)


def test_rows_of_the_checklist_are_carried() -> None:
    assert checklist_rows(FLOW) >= set(ROWS.split())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected facts are not here")
def test_every_row_named_is_in_the_checklist() -> None:
    with (SHARED / "checklist.tsv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows, delimiter="\t")}
    assert checklist_rows(FLOW) <= known
