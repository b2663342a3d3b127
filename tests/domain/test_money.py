from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import WrongInput
from posdesk.domain.money import MAX_FEN, parse_amount, plain_amount, show_amount


@given(st.integers(1, MAX_FEN))
def test_what_is_written_is_read_back(fen: int) -> None:
    assert parse_amount(plain_amount(fen)) == fen
    assert parse_amount(show_amount(fen)) == fen


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("500", 50000),
        ("500.5", 50050),
        ("¥1,060.00", 106000),
        ("￥12.30", 1230),
        ("５００元", 50000),
        ("RMB 128.00", 12800),
    ],
)
def test_the_forms_of_a_slip_are_understood(written: str, fen: int) -> None:
    assert parse_amount(written) == fen


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "0.00",
        "-5",
        "1.234",
        "5e3",
        "1,00",
        "abc",
        "NaN",
        "10000000000.01",
        "٥",
        "9" * 5000,
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(WrongInput):
        parse_amount(written)
