"""No SMS: the payment first, the message afterwards."""

from __future__ import annotations

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.money_state import Charge, State
from posdesk.domain.walk import Walk
from tests.flow_book import SHARED, missing_rows, played, shipped

FLOW = "no-sms"

WAYS = """
PAID: approved all-right nobody
PAID: approved all-right this-customer overlooked
PAID_NOTICE_MISSING: approved all-right this-customer not-offered
PAID_NOTICE_MISSING: approved all-right this-customer new-number
PAID_NOTICE_MISSING: approved all-right this-customer blocked
PAID_NOTICE_MISSING: approved all-right this-customer signal
PAID_NOTICE_MISSING: approved all-right unsure phone-full
PAID_NOTICE_MISSING: approved all-right this-customer unsure explained
PAID_CHECK_NEXT_DAY: approved all-right this-customer unsure not-debited
PAID_CHECK_NEXT_DAY: approved all-right no-entry
REFERRED: approved all-right this-customer unsure abnormal
REFERRED: approved all-right this-customer unsure unsure
PAID_NOTICE_MISSING: approved all-right several all-approved
PROVIDER_CASE: approved all-right several some-open restart
PROVIDER_CASE: approved all-right several unsure unsure
PAID_NOTICE_MISSING: approved all-right shop
DECLINED: code 51 only-one
OTHER_OPEN: code 51 unsure
DECLINED: timeout not-debited not-taken only-one
PAID: timeout not-debited paid nobody
UNKNOWN: unsure none unknown unknown unsure leaves ticket
ONE_SIDED: code 98 debited open waits ticket
ONE_SIDED: timeout debited not-taken-debited unsure unsure
REVERSED: timeout returned as-many
REVERSING: reversing not-debited stuck waits ticket
VOID_REFUND: void-slip in-full debited
VOID_REFUND: approved wrong-amount
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_an_approved_sale_is_finished_before_the_sms_is_looked_into() -> None:
    walk = Walk.begin(shipped(), FLOW, Facts(terminal=Terminal.APPROVED)).answer("done")
    assert walk.at.node == "hand-over"


def test_no_sms_does_not_make_a_timeout_a_refusal() -> None:
    walk = played(FLOW, "timeout", "not-debited")
    assert walk.verdict.state is State.NOT_TAKEN_UNPROVEN
    assert walk.verdict.charge_again is Charge.UNKNOWN


def test_an_approved_sale_stands_although_the_bank_shows_no_debit_yet() -> None:
    walk = played(FLOW, "approved", "all-right", "no-entry")
    assert walk.facts == Facts(Terminal.APPROVED, Bank.NOT_DEBITED)
    assert walk.verdict.charge_again is Charge.NO


def test_the_known_bank_is_not_asked_after_a_clean_refusal() -> None:
    assert played(FLOW, "code", "54").at.node == "other-tries"


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not beside the checkout")
def test_every_row_of_the_scenario_is_covered() -> None:
    assert missing_rows(FLOW, "S1") == []
