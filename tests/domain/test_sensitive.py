from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.sensitive import (
    Kind,
    find_sensitive,
    keep_six_and_four,
    looks_like_card,
    luhn_ok,
    refuse_sensitive,
)
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault
from posdesk.services.given import read_given

UNIONPAY = "6228480402564890018"
VISA = "4111111111111111"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def with_check_digit(digits: str) -> str:
    return next(digits + d for d in "0123456789" if luhn_ok(digits + d))


cards = st.one_of(
    st.tuples(st.just("62"), st.integers(13, 16)),
    st.tuples(st.just("4"), st.just(14)),
    st.tuples(st.sampled_from(["51", "55"]), st.just(13)),
).flatmap(
    lambda p: st.text("0123456789", min_size=p[1], max_size=p[1]).map(
        lambda rest: with_check_digit(p[0] + rest)
    )
)


@given(
    cards,
    st.sampled_from(["", " ", "-", "\n", "　", "\u00a0", ".", "－", "．", "—", "−", "\u200b"]),
    st.integers(2, 6),
    st.booleans(),
    st.sampled_from(["", "卡号", "card: ", "顾客的卡 "]),
)
def test_a_card_number_is_found_however_it_is_parted(
    card: str, gap: str, group: int, wide: bool, before: str
) -> None:
    parted = gap.join(card[i : i + group] for i in range(0, len(card), group))
    text = f"{before}{parted.translate(FULL_WIDTH) if wide else parted}，请查"
    assert looks_like_card(text)
    with pytest.raises(Refused):
        refuse_sensitive("note", text)


@given(
    cards,
    st.integers(0, 9),
    st.sampled_from(["卡号", "客人卡号：", "卡号是 ", "ｃａｒｄ no. ", "Card number: ", "PAN="]),
    st.sampled_from(["", " ", "-", "　"]),
)
def test_a_slip_of_the_finger_hides_no_number_that_is_called_a_card(
    card: str, last: int, called: str, gap: str
) -> None:
    typed = card[:-1] + str(last)
    text = called + gap.join(typed[i : i + 4] for i in range(0, len(typed), 4))
    assert looks_like_card(text)
    kept = keep_six_and_four(text)
    assert kept.startswith(f"{called}{typed[:6]}******")
    assert not looks_like_card(kept)


@pytest.mark.parametrize("text", ["6228480402564890019", "订单号 6228480402564890019"])
def test_a_number_that_fails_the_check_is_no_card_where_nothing_calls_it_one(text: str) -> None:
    assert not looks_like_card(text)


@given(cards, st.text("卡号是，。 x", max_size=8), st.text("卡号是，。 x", max_size=8))
def test_what_is_kept_shows_six_and_four_and_no_more(card: str, before: str, after: str) -> None:
    kept = keep_six_and_four(before + card + after)
    assert card not in kept
    assert f"{card[:6]}******{card[-4:]}" in kept
    assert not looks_like_card(kept)


@pytest.mark.parametrize(
    "text",
    [
        "898330154110023",  # a merchant number that passes Luhn
        "4200001234202611201234567890",  # a wallet's 28-digit order number
        "2026112022001401234567890123",
        "622848 •••••• 1234",
        "632414004731",
        "13812345678",
        "2026-11-20 14:32:07",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not looks_like_card(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CVV 123", Kind.CVV),
        ("顾客说CVV 123", Kind.CVV),
        ("他的PIN 4711", Kind.PIN),
        ("收到OTP 123456", Kind.CODE),
        ("cvn2：456", Kind.CVV),
        ("卡背面三位 789", Kind.CVV),
        ("密码是123456", Kind.PIN),
        ("PIN: 1234", Kind.PIN),
        ("验证码 889900", Kind.CODE),
        ("OTP 445566", Kind.CODE),
        ("有效期 12/28", Kind.EXPIRY),
        ("有效期：2028/12", Kind.EXPIRY),
        ("exp 12/28", Kind.EXPIRY),
        (";6228480402564890018=28121010000", Kind.TRACK),
        ("%B4111111111111111^DOE/J^2812101", Kind.TRACK),
    ],
)
def test_codes_expiry_and_track_data_are_refused(text: str, kind: Kind) -> None:
    assert kind in {found.kind for found in find_sensitive(text)}
    with pytest.raises(Refused):
        refuse_sensitive("note", text, not_a_card=True)


@pytest.mark.parametrize(
    "text", ["不要告诉任何人验证码", "密码输错三次", "机器显示 68", "有效期内", "pinned 1234 notes"]
)
def test_speaking_of_a_code_is_not_giving_it(text: str) -> None:
    assert not find_sensitive(text)


def test_a_person_may_confirm_that_a_number_is_no_card() -> None:
    refuse_sensitive("order_no", VISA, not_a_card=True)
    with pytest.raises(Refused):
        refuse_sensitive("order_no", VISA)


@given(st.text(max_size=300))
def test_any_text_is_searched_without_fail_and_places_lie_in_it(text: str) -> None:
    for found in find_sensitive(text):
        assert 0 <= found.start < found.end <= len(text)


def test_a_long_list_of_numbers_takes_no_time() -> None:
    begun = time.process_time()
    assert not find_sensitive("1126-" * 20_000)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("name", ["note", "cashier", "merchant_name"])
def test_halves_of_characters_are_refused(name: str) -> None:
    with pytest.raises(WrongInput, match="no characters"):
        read_given({name: "客人\ud800"}, frozenset())


def test_a_message_quotes_no_secret() -> None:
    fault = FileFault(Path("a.toml"), 1, Text("不认识“6228487000000002”", "no CVV 123 here"))
    assert fault.text.zh_CN == "不认识“622848******0002”"
    assert "123" not in fault.text.en


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("有效期 ０９／２８", Kind.EXPIRY),
        ("有效期：２０２８－０９", Kind.EXPIRY),
        ("ＣＶＶ２：１２３", Kind.CVV),
        ("ＰＩＮ　７３９１", Kind.PIN),
        ("；６２２８４８１２３４５６７８９１＝２８０９２０１０００", Kind.TRACK),
    ],
)
def test_the_wide_mode_of_a_keyboard_hides_nothing(said: str, kind: Kind) -> None:
    assert kind in {found.kind for found in find_sensitive(f"客人给的，{said}")}
