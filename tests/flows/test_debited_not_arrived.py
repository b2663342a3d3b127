"""Debited, not arrived: found, reported, pressed for, complained about, and closed."""

from __future__ import annotations

import re

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import NodeKind, Place
from posdesk.domain.money_state import Charge, State
from posdesk.domain.walk import Walk
from tests.flow_book import SHARED, missing_rows, played, shipped

FLOW = "debited-not-arrived"

WAYS = """
ONE_SIDED: earlier debited open card unsure waits ticket
ONE_SIDED: earlier debited none card not-looked open leaves not-taken-debited
ONE_SIDED: earlier debited failed card terminal worried unsure
ONE_SIDED: earlier debited open card system insists ticket
ONE_SIDED: earlier debited other-time failed card unsure leaves ticket
ONE_SIDED: earlier debited none wallet closed-debited leaves ticket
ARRIVED: earlier debited open wallet paid goods
REVERSED: earlier debited open wallet returned as-many
REFERRED: earlier debited none online
ARRIVED: earlier debited approved goods
REFUND_ACCEPTED: earlier debited approved no-goods
CONFLICT: earlier returned approved waiting
UNKNOWN: unsure unknown unsure unsure unsure unsure unsure
DECLINED: earlier not-debited none only-one
OTHER_OPEN: earlier unknown failed other-open
REVERSING: earlier debited reversing stuck leaves ticket
ONE_SIDED: just-now timeout debited card not-looked open waits ticket
ARRIVED: just-now approved all-right goods
DECLINED: just-now code 51 not-debited only-one
VOID_REFUND: just-now approved wrong-amount
REVERSED: just-now timeout returned as-many
UNKNOWN: reported under-three
UNKNOWN: reported three date
ARRIVED: reported three paid goods
ARRIVED: reported arrived unsure
ESCALATED: reported seven
WRITTEN_OFF: reported complained
UNKNOWN: reported unsure unsure
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_bank_is_asked_before_the_portal_can_say_that_nothing_was_taken() -> None:
    """Who says “debited” is not shown a green banner in between."""
    walk = Walk.begin(shipped(), FLOW).answer("earlier")
    assert walk.node.kind is NodeKind.ACTION
    asked = played(FLOW, "earlier", "debited", "none")
    assert asked.verdict.state is State.ONE_SIDED
    assert asked.verdict.charge_again is Charge.NO


def test_what_the_bank_showed_is_not_asked_for_again() -> None:
    known = Facts(bank=Bank.DEBITED)
    walk = Walk.begin(shipped(), FLOW, known)
    assert "earlier" not in {answer.id for answer in walk.answers}
    assert walk.answer("earlier-seen").at.node == "portal-record"


def test_a_case_goes_on_where_its_age_says() -> None:
    known = Facts(Terminal.TIMEOUT, Bank.DEBITED)
    late = played(FLOW, "reported", "three", facts=known)
    assert late.at.node == "press"
    assert played(FLOW, "reported", "three", "date", facts=known).outcome == "ONE_SIDED"
    assert played(FLOW, "reported", "returned", "as-many", facts=known).outcome == "REVERSED"


def test_who_insists_on_paying_otherwise_changes_no_fact() -> None:
    way = ("earlier", "debited", "open", "card", "unsure")
    assert played(FLOW, *way, "insists").facts == played(FLOW, *way).facts


def test_approved_but_late_on_the_account_goes_on_with_the_settlement() -> None:
    walk = played(FLOW, "earlier", "debited", "approved", "late")
    assert walk.at == Place("not-arrived", "who-misses")
    assert walk.answer("account-approved").at.node == "contract-day"


def test_nobody_is_promised_a_day() -> None:
    for node in shipped().flow(FLOW).nodes.values():
        assert node.say is None or not re.search(r"\d", node.say.zh_CN + node.say.en), node.id


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not beside the checkout")
def test_every_row_of_the_scenario_is_covered() -> None:
    assert missing_rows(FLOW, "S4") == []
