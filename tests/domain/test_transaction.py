from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.card import MaskedCard, parse_card
from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.transaction import (
    SLIP_FIELDS,
    Slip,
    SlipValue,
    is_wallet,
    missing_fields,
    read_field,
)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("amount", "500.00", 50000),
        ("card", "622848******1234", "622848******1234"),
        ("card", "622848 •••••• 1234", "622848******1234"),
        ("card", "62284804****1234", "622848******1234"),
        ("merchant_id", "898330154110023", "898330154110023"),
        ("terminal_id", "６１２０３８４７", "61203847"),
        ("batch", "218", "000218"),
        ("trace", "004731", "004731"),
        ("rrn", "6324 1400 4731", "632414004731"),
        ("auth_code", "A1B2C3", "A1B2C3"),
        ("order_no", "4200001234202611201234567890", "4200001234202611201234567890"),
        ("at", "2026/11/20 14:32:07", "2026-11-20T14:32:07+08:00"),
        ("at", "2026-11-20T06:32:07+00:00", "2026-11-20T14:32:07+08:00"),
        ("issuer", " 农业  银行 ", "农业 银行"),
    ],
)
def test_a_field_is_read_by_its_rule(field: str, typed: str, kept: str | int) -> None:
    assert read_field(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("terminal_id", "6120384"),
        ("merchant_id", "89833015411002"),
        ("batch", "0"),
        ("batch", "1234567"),
        ("trace", "000000"),
        ("rrn", "63241400473"),
        ("auth_code", "12345"),
        ("order_no", "12 4/5"),
        ("at", "昨天下午"),
        ("card", "1234"),
        ("issuer", " "),
        ("issuer", "x" * 41),
    ],
)
def test_what_breaks_a_rule_is_refused_with_a_sentence(field: str, typed: str) -> None:
    with pytest.raises(WrongInput) as refused:
        read_field(field, typed)
    assert "{" not in str(refused.value)


@pytest.mark.parametrize("field", sorted(SLIP_FIELDS))
@pytest.mark.parametrize(
    "number", ["4111111111111111", "6228480402564890018", "５５５５ ５５５５ ５５５５ ４４４４"]
)
def test_a_full_card_number_is_refused_in_every_field(field: str, number: str) -> None:
    with pytest.raises(Refused):
        read_field(field, number)


def test_a_full_number_is_refused_as_card_even_where_luhn_fails() -> None:
    with pytest.raises(Refused):
        parse_card("6228481234567891234")


@given(st.text("0123456789", min_size=6, max_size=6), st.text("0123456789", min_size=4, max_size=4))
def test_a_masked_card_survives_being_written(first6: str, last4: str) -> None:
    card = MaskedCard(first6, last4)
    assert parse_card(str(card)) == card
    assert parse_card(card.shown()) == card


def test_values_survive_the_journal() -> None:
    values: dict[str, SlipValue | None] = {"amount": 50000, "card": "622848******1234"}
    assert Slip().with_values(values).values() == values
    assert Slip().with_values(values).with_values({"amount": None}).amount is None


def test_a_wallet_payment_misses_no_card_fields() -> None:
    wallet = Slip(amount=100, channel="wechat")
    assert is_wallet(wallet)
    assert [f.name for f in missing_fields(wallet)] == ["at", "order_no"]
    assert "rrn" in [f.name for f in missing_fields(Slip(amount=100))]
