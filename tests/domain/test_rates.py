"""Fees: what is kept and what arrives is always the whole, and never more than the cap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import WrongInput
from posdesk.domain.rates import (
    WHOLE,
    FeeRate,
    ShopRates,
    expected_net,
    fee,
    parse_rate,
    read_rate_value,
    show_rate_value,
)

AMOUNTS = st.integers(min_value=1, max_value=10**12)
RATES = st.builds(
    FeeRate,
    st.integers(min_value=0, max_value=WHOLE),
    st.none() | st.integers(min_value=0, max_value=10**6),
)


@pytest.mark.parametrize(
    ("written", "rate"),
    [("0.60%", 60), ("0.6", 60), ("０.３８％", 38), ("6‰", 60), ("3.8 ‰", 38), ("100%", WHOLE)],
)
def test_a_rate_is_read_as_people_write_it(written: str, rate: int) -> None:
    assert parse_rate(written) == rate


@pytest.mark.parametrize("written", ["", "x", "-1%", "0.605%", "100.01%", "0,60%", "3.85‰", "1e2"])
def test_what_is_no_rate_is_refused(written: str) -> None:
    with pytest.raises(WrongInput):
        parse_rate(written)


@given(st.integers(min_value=0, max_value=WHOLE))
def test_what_is_shown_is_read_again_as_the_same(rate: int) -> None:
    assert parse_rate(FeeRate(rate).shown()) == rate


def test_the_cap_is_money_and_the_rest_are_rates() -> None:
    assert (read_rate_value("cap", "20"), show_rate_value("cap", 2000)) == (2000, "20.00")
    assert (read_rate_value("qr", "0.38%"), show_rate_value("qr", 38)) == (38, "0.38%")


@pytest.mark.parametrize(
    ("gross", "rate", "kept"),
    [
        (50000, FeeRate(60), 300),
        (100, FeeRate(50), 1),  # half a fen goes up
        (99, FeeRate(50), 0),
        (1000000, FeeRate(50, 2000), 2000),
        (399999, FeeRate(50, 2000), 2000),
        (399799, FeeRate(50, 2000), 1999),
    ],
)
def test_fees_as_a_contract_reckons_them(gross: int, rate: FeeRate, kept: int) -> None:
    assert fee(gross, rate) == kept


@given(AMOUNTS, RATES)
def test_what_is_kept_and_what_arrives_is_the_sale(gross: int, rate: FeeRate) -> None:
    assert expected_net(gross, rate) + fee(gross, rate) == gross
    assert 0 <= fee(gross, rate) <= gross


@given(AMOUNTS, st.integers(min_value=0, max_value=10**6), RATES)
def test_of_a_larger_sale_no_less_arrives(gross: int, more: int, rate: FeeRate) -> None:
    assert expected_net(gross + more, rate) >= expected_net(gross, rate)
    assert fee(gross + more, rate) >= fee(gross, rate)


@given(AMOUNTS, st.integers(0, WHOLE), st.integers(0, 10**6))
def test_a_cap_is_never_passed_and_never_adds(gross: int, share: int, cap: int) -> None:
    capped = fee(gross, FeeRate(share, cap))
    assert capped == min(cap, fee(gross, FeeRate(share)))


@given(AMOUNTS, st.integers(0, WHOLE))
def test_rounding_is_to_the_nearest_fen(gross: int, share: int) -> None:
    assert abs(2 * WHOLE * fee(gross, FeeRate(share)) - 2 * gross * share) <= WHOLE


def test_only_debit_cards_are_capped() -> None:
    rates = ShopRates(debit_card=50, cap=2000, credit_card=60)
    assert rates.of("debit_card") == FeeRate(50, 2000)
    assert rates.of("credit_card") == FeeRate(60)
    assert rates.of("qr") is None
    assert rates.as_written() == {"debit_card": "0.50%", "cap": "20.00", "credit_card": "0.60%"}


def test_a_rate_beyond_the_whole_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="rate"):
        FeeRate(WHOLE + 1)
