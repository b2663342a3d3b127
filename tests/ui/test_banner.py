"""The banner is computed from the facts and never green unless one may charge again."""

from __future__ import annotations

import random

import pytest

from posdesk.domain.flow import NodeKind
from posdesk.domain.money_state import Charge
from posdesk.domain.walk import DONE
from posdesk.ui.counter.page import CounterPage
from tests.ui.conftest import Open


def check(page: CounterPage) -> None:
    session = page.session
    assert session is not None
    banner = page.walk.banner
    assert banner.verdict == session.walk.verdict == session.case.verdict
    assert (banner.tone == "go") == (banner.verdict.charge_again is Charge.YES)
    assert banner.title in banner.accessibleName()
    if session.walk.node.charges_again:
        assert banner.tone == "go"


@pytest.mark.parametrize("seed", range(4))
def test_it_always_says_the_verdict(open_window: Open, seed: int) -> None:
    page, choice = open_window().window.page, random.Random(seed)
    for _ in range(5):
        page.begin("no-slip")
        for _ in range(25):
            session = page.session
            assert session is not None
            check(page)
            if session.walk.outcome:
                break
            step = page.walk.step
            kind = session.walk.node.kind
            if kind is NodeKind.LOOKUP:
                step.code_entered.emit(choice.choice(("00", "51", "68", "A7")))
            elif kind is NodeKind.ACTION:
                step.answered.emit(DONE)
            elif choice.random() < 0.1 and session.walk.can_go_back:
                step.head.back_wanted.emit()
            else:
                step.answered.emit(choice.choice(step.answer_ids))
