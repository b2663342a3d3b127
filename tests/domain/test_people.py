from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import WrongInput
from posdesk.domain.event import Event, PersonAdded, PersonChanged, PinSet, PinTried, Recorded
from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.people import (
    FREE_TRIES,
    LONGEST_LOCK,
    People,
    Person,
    Role,
    fold_people,
    read_lock_minutes,
)
from posdesk.domain.pin import is_trivial, read_code, read_digits, read_new_pin, show_code

START = datetime(2026, 11, 20, 9, 0, tzinfo=BEIJING)


def folded(*events: Event, apart: timedelta = timedelta(0)) -> People:
    """Return the people after ``events`` that came one after the other."""
    return fold_people(
        Recorded("c", seq, str(seq), iso(START + seq * apart), "cashier", "", event)
        for seq, event in enumerate(events)
    )


def after(tries: list[bool]) -> Person:
    added = PersonAdded(person="p", name="林晓", role="manager")
    events = [PinTried(person="p", right=right) for right in tries]
    return folded(added, PinSet(person="p", hash="h"), *events).known["p"]


def lock(person: Person) -> timedelta:
    until = person.locked_until()
    return until - START if until else timedelta()


@given(st.integers(0, 60))
def test_more_wrong_pins_never_shorten_the_lock(wrong: int) -> None:
    one, other = lock(after([False] * wrong)), lock(after([False] * (wrong + 1)))
    assert other >= one
    assert bool(one) == (wrong >= FREE_TRIES)
    assert one <= LONGEST_LOCK
    assert other > one or one in {timedelta(), LONGEST_LOCK}


@given(st.lists(st.booleans(), max_size=20))
def test_a_right_pin_begins_the_count_anew(tries: list[bool]) -> None:
    person = after([*tries, True])
    assert person.wrong == 0
    assert person.locked_until() is None


@given(st.lists(st.booleans(), max_size=20))
def test_only_the_wrong_ones_since_the_last_right_one_count(tries: list[bool]) -> None:
    since = tries[::-1].index(True) if True in tries else len(tries)
    assert after(tries).wrong == since


def test_a_manager_without_a_pin_guards_nothing() -> None:
    added = PersonAdded(person="p", name="林晓", role="manager")
    assert not folded(added).is_guarded
    guarded = folded(added, PinSet(person="p", hash="h"))
    assert guarded.is_guarded
    assert [p.name for p in guarded.managers] == ["林晓"]
    assert not folded(added, PinSet(person="p", hash="h"), PinSet(person="p", hash="")).is_guarded
    left = PersonChanged(person="p", active=False)
    assert not folded(added, PinSet(person="p", hash="h"), left).is_guarded
    assert folded(added, left).names == {"p": "林晓"}
    assert folded(added, left).named("林晓") is None


def test_events_of_people_that_nobody_added_are_passed_over() -> None:
    assert folded(PinSet(person="?", hash="h"), PersonChanged(person="?", role="x")).known == {}
    assert folded(PersonAdded(person="p", name="A", role="cashier")).known["p"].role is Role.CASHIER


@pytest.mark.parametrize(
    "pin", ["0000", "1234", "123456", "4321", "7890", "9876", "1212", "121212", "1111", "2580"]
)
def test_what_anybody_would_guess_is_no_pin(pin: str) -> None:
    assert is_trivial(pin)
    with pytest.raises(WrongInput) as refused:
        read_new_pin(pin)
    assert pin not in str(refused.value)


@pytest.mark.parametrize("pin", ["", "123", "836201749", "83a2", "８３６2-", "½½½½", "八三六二"])
def test_what_is_not_four_to_eight_digits_is_no_pin(pin: str) -> None:
    with pytest.raises(WrongInput):
        read_new_pin(pin)


def test_digits_of_a_chinese_keyboard_are_digits() -> None:
    assert read_new_pin(" ８３６２ ") == "8362"
    assert read_new_pin("19880214") == "19880214"
    assert read_digits("²³") == ""


@given(st.text("34679ACDEFGHJKMNPQRTUWXY", min_size=20, max_size=20))
def test_a_code_is_read_however_it_is_copied(signs: str) -> None:
    shown = show_code(signs)
    assert [len(group) for group in shown.split("-")] == [5, 5, 5, 5]
    assert read_code(shown.lower().replace("-", "－ ")) == signs


@pytest.mark.parametrize("text", ["0", "121", "-1", "5.5", "x", "99999999999999999999"])
def test_minutes_until_the_lock_are_whole_and_few(text: str) -> None:
    with pytest.raises(WrongInput):
        read_lock_minutes(text)
    assert read_lock_minutes(" 15 ") == 15
