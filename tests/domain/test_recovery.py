"""The code on paper brings the key back, and every slip of the pen is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import WrongInput
from posdesk.domain.key import Key
from posdesk.domain.recovery import (
    ALPHABET,
    check_number,
    looks_like_code,
    read_check_number,
    read_recovery_code,
    recovery_code,
)

KEYS = st.binary(min_size=32, max_size=32).map(Key)
PLACES = st.integers(0, 55)


def signs(key: Key) -> list[str]:
    return list(recovery_code(key).replace("-", ""))


@given(KEYS)
def test_the_code_brings_the_key_back(key: Key) -> None:
    code = recovery_code(key)
    assert read_recovery_code(code) == key
    assert [len(group) for group in code.split("-")] == [4] * 14
    assert set(code) <= {*ALPHABET, "-"}
    assert not set("ILOU") & set(code)


@given(KEYS, st.data())
def test_it_is_read_as_people_copy_it(key: Key, data: st.DataObject) -> None:
    looks = {"0": "0oO０", "1": "1iIlL１"}
    copied = "".join(
        data.draw(st.sampled_from(looks.get(sign, sign + sign.lower())))
        + data.draw(st.sampled_from(("", "", " ", "-", "\n", "　", "–")))
        for sign in signs(key)
    )
    assert read_recovery_code(copied) == key
    assert looks_like_code(copied)


@given(KEYS, PLACES, st.sampled_from(ALPHABET))
def test_every_wrong_sign_is_found(key: Key, place: int, other: str) -> None:
    copied = signs(key)
    if copied[place] == other:
        assert read_recovery_code("".join(copied)) == key
        return
    copied[place] = other
    with pytest.raises(WrongInput):
        read_recovery_code("".join(copied))


@given(KEYS, PLACES, PLACES)
def test_every_swap_is_found(key: Key, one: int, two: int) -> None:
    copied = signs(key)
    if copied[one] == copied[two]:
        return
    copied[one], copied[two] = copied[two], copied[one]
    with pytest.raises(WrongInput):
        read_recovery_code("".join(copied))


def test_no_wrong_sign_at_any_place_passes() -> None:
    right = signs(Key(bytes(range(32))))
    for place in range(56):
        for other in set(ALPHABET) - {right[place]}:
            wrong = [*right[:place], other, *right[place + 1 :]]
            with pytest.raises(WrongInput):
                read_recovery_code("".join(wrong))


@given(KEYS, PLACES)
def test_a_missing_sign_is_counted(key: Key, place: int) -> None:
    copied = signs(key)
    del copied[place]
    with pytest.raises(WrongInput, match="here are 55"):
        read_recovery_code("".join(copied))


@pytest.mark.parametrize("said", ["correct horse battery", "", "一二三四五六七八九十", "0" * 39])
def test_a_passphrase_is_no_code(said: str) -> None:
    assert not looks_like_code(said)


@given(KEYS)
def test_the_check_number_has_six_digits(key: Key) -> None:
    number = check_number(key)
    assert len(number) == 6
    assert read_check_number(f" {number[:3]} {number[3:]}\n") == number


def test_the_check_number_is_read_from_a_chinese_keyboard() -> None:
    assert read_check_number("１２３ ４５６") == "123456"


def test_keys_have_check_numbers_of_their_own() -> None:
    numbers = {check_number(Key(bytes([n] * 32))) for n in range(200)}
    assert len(numbers) > 190
