"""A passphrase is long, given twice, and told plainly how strong it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import WrongInput
from posdesk.domain.passphrase import SHORTEST, read_new_passphrase, strength


@pytest.mark.parametrize(
    "good", ["correct horse battery", "雨天卖伞晴天卖茶天天开门", "tram Nine lemon 42"]
)
def test_a_good_one_is_taken(good: str) -> None:
    assert read_new_passphrase(f" {good} ", good) == good
    assert strength(good).en in {"Strong", "Fair: one more word is better"}


@given(st.text(max_size=SHORTEST - 1))
def test_a_short_one_is_refused(short: str) -> None:
    with pytest.raises(WrongInput, match="at least 10"):
        read_new_passphrase(short[: SHORTEST - 4], short[: SHORTEST - 4])
    assert str(SHORTEST) in strength(short[: SHORTEST - 4]).en


@pytest.mark.parametrize("poor", ["aaaaaaaaaaaa", "1234567890", "1111111111", "ababababab"])
def test_what_anybody_would_try_is_refused(poor: str) -> None:
    with pytest.raises(WrongInput, match="easy to guess"):
        read_new_passphrase(poor, poor)


def test_both_must_be_the_same() -> None:
    with pytest.raises(WrongInput, match="not the same"):
        read_new_passphrase("correct horse battery", "correct horse batteri")


def test_no_sentence_says_it() -> None:
    with pytest.raises(WrongInput) as caught:
        read_new_passphrase("correct horse battery", "wrong")
    assert "horse" not in str(caught.value)
    assert "horse" not in str(caught.value.fields)


def test_longer_is_stronger() -> None:
    assert strength("twelve4x9k").en.startswith(("Weak", "Fair"))
    assert strength("twelve lemon trams at noon").en == "Strong"
