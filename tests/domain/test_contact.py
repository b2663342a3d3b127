from __future__ import annotations

import pytest

from posdesk.domain.contact import Contact, overlaid, read_contact, read_phone
from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.text import Text

CARD = "6228480402564890018"
BANK = Contact("95599", "issuer", Text("农业银行", "Agricultural Bank of China"))


@pytest.mark.parametrize(
    "number", ["95599", "010-12345678", "(021) 5555 1234", "+86 10 12345678", "400-800-1234", "110"]
)
def test_numbers_as_they_are_printed(number: str) -> None:
    assert read_phone(number) == number


@pytest.mark.parametrize("number", ["", "12", "ask Lin", "=1+1", "http://1.2.3.4"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(WrongInput):
        read_phone(number)


@pytest.mark.parametrize(
    ("name", "number", "english"), [(CARD, "95599", ""), ("行", CARD, ""), ("行", "95599", CARD)]
)
def test_a_card_number_is_refused_everywhere(name: str, number: str, english: str) -> None:
    with pytest.raises(Refused):
        read_contact("issuer", name, number, english)


def test_one_s_own_stands_over_what_was_shipped() -> None:
    own = read_contact("issuer", "农业银行", "0571-1234567")
    other = read_contact("acquirer", "银联商务", "95534")
    assert overlaid((BANK,), (own, other)) == (own, other)
    assert overlaid((BANK,), (other,)) == (other, BANK)


@pytest.mark.parametrize(("kind", "name"), [("bank", "x"), ("issuer", ""), ("issuer", "x" * 41)])
def test_kind_and_name_have_their_rules(kind: str, name: str) -> None:
    with pytest.raises(WrongInput):
        read_contact(kind, name, "95599")
