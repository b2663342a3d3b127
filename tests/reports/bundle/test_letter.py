"""What the letter asks for and states, by the state of the money."""

from __future__ import annotations

import itertools
import re

import pytest

from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.case import Case
from posdesk.domain.event import (
    AttemptAdded,
    CallLogged,
    CaseOpened,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    SlipRecorded,
)
from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.fold import fold
from posdesk.domain.money_state import State
from posdesk.domain.verdict import verdict
from posdesk.reports.bundle.letter import statements, subject, ticket
from posdesk.reports.bundle.letter_request import request_for
from tests.reports import samples

ALL = [Facts(t, b) for t, b in itertools.product((*Terminal, None), (*Bank, None))]


def _case(facts: Facts, **values: str | int | None) -> Case:
    learnt = FactLearnt(terminal=facts.terminal, bank=facts.bank)
    history = samples.told([CaseOpened(number="1"), SlipRecorded(values=values), learnt])
    return fold("c", history)


@pytest.mark.parametrize("facts", ALL, ids=str)
def test_every_state_has_a_request_in_both_languages(facts: Facts) -> None:
    for values in ({}, {"order_no": "4200001"}):
        for kind in (None, *RequestKind):
            request = request_for(_case(facts, **values), kind)
            assert 2 <= len(request.points) <= 4
            for words in (request.title, request.lead, *request.points):
                assert re.search("[一-鿿]", words.zh_CN)
                assert not re.search("[一-鿿]", words.en)
                assert "{" not in words.zh_CN + words.en


@pytest.mark.parametrize("facts", ALL, ids=str)
def test_only_money_that_one_side_lacks_is_a_claim(facts: Facts) -> None:
    state = verdict(facts).state
    reversing = state is State.REVERSING and facts.bank is Bank.DEBITED
    kind = kind_of(_case(facts))
    if state is State.VOIDED_RETURN_DUE:
        assert kind is RequestKind.REFUND
    elif reversing or state in (State.ONE_SIDED, State.CONFLICT):
        assert kind is RequestKind.CLAIM
    else:
        assert kind is RequestKind.INQUIRY


def test_a_one_sided_entry_asks_for_a_credit_adjustment() -> None:
    facts = Facts(Terminal.TIMEOUT, Bank.DEBITED)
    assert any("贷记调整" in point.zh_CN for point in request_for(_case(facts)).points)
    wallet = request_for(_case(facts, order_no="4200001"))
    assert not any("卡" in point.zh_CN for point in wallet.points)


def test_the_ticket_in_the_letter_is_the_acquirers_last_one() -> None:
    events = [
        CaseOpened(number="1"),
        FactLearnt(terminal="timeout", source="acquirer", ticket="8812"),
        CallLogged(who="acquirer", ticket="8813"),
        CallLogged(who="issuer", ticket="955"),
        CallLogged(who="acquirer", said="没有新的"),
    ]
    assert ticket(fold("c", samples.told(list(events)))) == "8813"


def _told(*events: object) -> str:
    history = samples.told([CaseOpened(number="1"), *events])  # type: ignore[list-item]
    return "；".join(s.words.zh_CN for s in statements(fold("c", history)))


def test_the_shop_says_it_took_nothing_more_only_where_the_case_shows_it() -> None:
    debited = FactLearnt(terminal="timeout", bank="debited", source="bank_app")
    cash = OtherTenderTaken(means="现金", manager="周敏", note="双付")
    assert "没有再次收款" in _told(debited, GoodsMarked(goods="held"))
    assert "没有再次收款" not in _told(debited, cash)
    assert "没有再次收款" not in _told(debited, AttemptAdded(attempt=2))
    assert "没有再次收款" not in _told(FactLearnt(terminal="declined", bank="not_debited"))
    assert "没有再次收款" not in _told()


def test_facts_name_their_source() -> None:
    told = _told(FactLearnt(terminal="timeout", source="portal"))
    assert "终端超时，没有结果（据商户后台）" in told


def test_the_letter_is_about_the_strictest_attempt() -> None:
    history = samples.told(
        [
            CaseOpened(number="1"),
            FactLearnt(terminal="declined", bank="not_debited"),
            AttemptAdded(attempt=2),
            FactLearnt(attempt=2, terminal="timeout", bank="debited"),
        ]
    )
    assert subject(fold("c", history)).number == 2
