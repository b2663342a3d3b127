"""A terminal that does not work: first the money, then the machine."""

from __future__ import annotations

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge
from posdesk.domain.walk import DONE, Walk
from tests.flow_book import checklist_rows, played, shipped

FLOW = "terminal-down"

WAYS = """
TERMINAL_BACK: none clear network only-this yes yes yes
TERMINAL_BACK: none clear network whole-shop no yes
TERMINAL_BACK: none clear network connected operator yes
TERMINAL_BACK: none clear sign-in yes yes
TERMINAL_BACK: none clear power yes
TERMINAL_BACK: none dead clear frozen yes
TERMINAL_BACK: none clear reader clean yes
TERMINAL_BACK: none clear batch none balanced yes
TERMINAL_BACK: logged no code fixed yes
TERMINAL_STOPPED: none clear sign-in code ticket
TERMINAL_STOPPED: none clear locked swap
TERMINAL_STOPPED: none unsure unsure unsure
TERMINAL_STOPPED: none clear unsure unsure
TERMINAL_STOPPED: none clear batch none uploading ticket
FRAUD: none clear reader attached
AREA_FAULT: none clear network neighbours
AREA_FAULT: none clear code outage
REVERSING: logged yes ticket
REVERSING: reversing stuck ticket
REVERSING: reversing stuck unsure
REVERSING: none clear batch reversal ticket
TERMINAL_BACK: reversing stuck paid network connected yes yes
DECLINED: reversing stuck reversed only-one
DECLINED: reversing stuck sign-in accepted only-one
TERMINAL_BACK: open approved all-right network connected yes yes
ONE_SIDED: open timeout debited same still-debited open waits ticket
DECLINED: open code 51 not-debited only-one
REVERSED: none open returned as-many
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert played(FLOW, *answers.split()).outcome == outcome


def test_the_first_thing_said_is_to_leave_the_machine_alone() -> None:
    walk = Walk.begin(shipped(), FLOW)
    assert walk.node.kind is NodeKind.ACTION
    assert "不重启" in walk.node.text.zh_CN


@pytest.mark.parametrize("answer", ["open", "reversing", "unsure"])
def test_an_open_payment_goes_through_the_gate_before_the_machine(answer: str) -> None:
    walk = Walk.begin(shipped(), FLOW).answer(DONE).answer(answer)
    assert walk.at.node == "hands-off"


@pytest.mark.parametrize("node", ["restart", "switch-net", "router", "settle"])
def test_nothing_is_restarted_or_settled_before_the_last_payment_is_recorded(node: str) -> None:
    """Every way from the start to ``node`` passes a step that records a payment's state."""
    flow = shipped().flow(FLOW)
    recorded = {"note-last", "paid", "ask-provider"}
    open_, seen = [flow.start], {flow.start}
    while open_:
        here = flow.nodes[open_.pop()]
        ways = [a.next for a in here.answers] + ([here.next] if here.next else [])
        for to in ways:
            if "/" not in to and to not in seen | recorded:
                seen.add(to)
                open_.append(to)
    assert node not in seen


def test_a_known_payment_is_not_asked_for_again() -> None:
    walk = played(FLOW, facts=Facts(Terminal.TIMEOUT, Bank.DEBITED))
    assert walk.at.named_in(FLOW) == "no-slip/same-amount"


def test_a_stuck_reversal_never_lets_anyone_charge() -> None:
    walk = played(FLOW, "reversing", "stuck", "ticket")
    assert walk.verdict.charge_again is not Charge.YES


def test_rows_of_the_checklist_are_carried() -> None:
    wanted = {"0-15", "0-16", "0-17", "0-18", "0-19", "0-50", "0-51", "0-52", "0-53", "1-30"}
    wanted |= {"4-12", "4-13", "4-28", "4-29", "4-36", "4-52", "4-68", "4-69", "4-70"}
    assert wanted <= checklist_rows(FLOW)
