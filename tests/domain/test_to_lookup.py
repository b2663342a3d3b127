"""The way to a look-up claims nothing: no fact is set on it, and nothing is "not sure"."""

from __future__ import annotations

import pytest

from posdesk.domain.facts import NOTHING_KNOWN, Facts, Terminal
from posdesk.domain.flow import NodeKind
from posdesk.domain.to_lookup import way_to_lookup
from posdesk.domain.walk import Walk
from tests.flow_book import shipped


@pytest.mark.parametrize("flow", ["no-slip", "declined"])
def test_the_flows_of_a_code_lead_to_a_look_up(flow: str) -> None:
    walk = Walk.begin(shipped(), flow)
    way = way_to_lookup(walk)
    assert way is not None
    for answer in way:
        walk = walk.answer(answer)
    assert walk.node.kind is NodeKind.LOOKUP
    assert walk.facts == NOTHING_KNOWN


def test_a_walk_that_knows_the_terminal_may_have_no_way() -> None:
    walk = Walk.begin(shipped(), "no-slip", Facts(Terminal.APPROVED))
    way = way_to_lookup(walk)
    assert way is None or len(way) <= 4
