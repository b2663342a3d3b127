"""Letters are read as syllables, also where one of them is wrong."""

from __future__ import annotations

import pytest

from posdesk import app
from posdesk.domain.search.sound import Sounds, readings, slips


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return app.open_reader().sounds


def test_the_table_holds_every_character_of_gb2312_with_its_usual_reading(sounds: Sounds) -> None:
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = {row.decode("gb2312", "ignore") for row in rows} - {""}
    assert len(characters) == 6763
    assert not [c for c in characters if not sounds.of(c)]
    assert sounds.usual("没出单扣款刷卡退货") == (
        *("mei", "chu", "dan", "kou", "kuan"),
        *("shua", "ka", "tui", "huo"),
    )
    assert {"xing", "hang"} <= set(sounds.of("行"))


def test_the_first_column_is_read_before_the_second() -> None:
    told = readings([("hang", "杭", "行"), ("xing", "行", "")])
    assert told == {"杭": ("hang",), "行": ("xing", "hang")}


@pytest.mark.parametrize(
    ("letters", "spelt"),
    [
        ("meichudan", ("mei", "chu", "dan")),
        ("meichuda", ("mei", "chu", "da")),
        ("meichudn", ()),
        ("xyz", ()),
    ],
)
def test_letters_are_spelt(sounds: Sounds, letters: str, spelt: tuple[str, ...]) -> None:
    known = {"mei chu", "chu dan", "chu da"}
    assert sounds.spell(letters, lambda a, b: f"{a} {b}" in known) == spelt


def test_what_is_known_decides_between_two_ways(sounds: Sounds) -> None:
    assert sounds.spell("xian", lambda a, b: (a, b) == ("xi", "an")) == ("xi", "an")
    assert sounds.spell("xian", lambda _a, _b: False) == ("xian",)


@pytest.mark.parametrize("typed", ["meichudsn", "mechudan", "meicchudan"])
def test_one_letter_may_be_wrong(sounds: Sounds, typed: str) -> None:
    known = {"mei chu", "chu dan"}
    spelt = sounds.spell(typed, lambda a, b: f"{a} {b}" in known, slip=True)
    assert spelt == ("mei", "chu", "dan")


def test_initials_follow_every_reading(sounds: Sounds) -> None:
    assert "wdz" in sounds.initials("未到账")
    assert {"yx", "yh"} <= sounds.initials("银行")
    assert len(sounds.initials("行行行行行行行行行行")) <= 12


def test_slips_are_the_word_and_it_without_each_letter() -> None:
    assert list(slips("abc")) == ["abc", "bc", "ac", "ab"]
