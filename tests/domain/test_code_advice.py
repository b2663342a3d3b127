"""Whatever a table says of a code: outside a walk nobody is told to take the payment again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posdesk.domain.code_advice import CodeAdvice, advise
from posdesk.domain.codes import CodeBook, ResponseCode
from posdesk.domain.flow_wording import asks_for_secret, tells_to_charge
from posdesk.domain.text import Text
from tests.flow_book import codes


def halves(advice: CodeAdvice) -> tuple[str, ...]:
    texts = (advice.meaning, advice.action)
    return tuple(half for text in texts for half in (text.zh_CN, text.en))


@pytest.mark.parametrize("code", [*codes().codes, "Q9"])
def test_no_code_tells_to_charge_again(code: str) -> None:
    advice = advise(code, codes())
    for half in halves(advice):
        assert tells_to_charge(half) is None, half
        assert "重做" not in half
        assert "retry" not in half.casefold()
    assert asks_for_secret(advice.action.zh_CN) is None
    assert asks_for_secret(advice.action.en) is None


@pytest.mark.parametrize("code", codes().codes)
def test_an_uncertain_code_says_that_nothing_is_charged_before_it_is_clear(code: str) -> None:
    advice = advise(code, codes())
    if advice.money_uncertain == "no":
        return
    assert "查清前不再收" in advice.action.zh_CN
    assert "charge nothing until it is clear" in advice.action.en
    assert advice.retry in {"no", "after_query"}


def test_the_table_s_own_words_would_not_have_been_safe() -> None:
    said = (half for c in codes().codes.values() for half in (c.action.zh_CN, c.action.en))
    assert sum(tells_to_charge(half) is not None for half in said) > 20


def test_a_shop_s_own_code_cannot_tell_it_either() -> None:
    own = ResponseCode(
        code="W7",
        meaning=Text("请换卡重刷", "Swipe again with another card"),
        category="made up",
        action=Text("再刷一次", "Just charge it again"),
        retry="once",
        money_uncertain="check",
    )
    for uncertain in ("yes", "check", "no"):
        told = replace(own, money_uncertain=uncertain)
        advice = advise("w7", CodeBook({**codes().codes, "W7": told}))
        assert advice.code == "W7"
        assert [tells_to_charge(half) for half in halves(advice)] == [None] * 4


def test_meanings_are_those_of_the_table() -> None:
    changed = [c for c in codes().codes if advise(c, codes()).meaning != codes().codes[c].meaning]
    assert changed == ["19", "94"]


def test_an_unlisted_code_keeps_its_name_and_is_uncertain() -> None:
    advice = advise(" ｑ9 ", codes())
    assert (advice.code, advice.listed) == ("Q9", False)
    assert advice.meaning == codes().codes["OTHER"].meaning
    assert (advice.money_uncertain, advice.retry) == ("check", "after_query")
