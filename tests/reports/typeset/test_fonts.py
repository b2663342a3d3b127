"""The typeface: nothing is silently left out, and all that is drawn can be taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.reports.typeset.fonts import REPLACEMENT, Typeface, load_typeface, to_unicode
from posdesk.reports.typeset.style import Face

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"


@pytest.fixture(scope="module")
def face() -> Typeface:
    return load_typeface(FONTS)


def test_chinese_and_latin_are_kept(face: Typeface) -> None:
    text = "清和桥百货店 ¥500.00 “App” 622848 •••••• 1234"
    assert face.printable(text) == text


def test_what_has_no_glyph_is_shown_as_missing(face: Typeface) -> None:
    assert face.printable("付款😀成功") == f"付款{REPLACEMENT}成功"
    assert face.printable("\u0627\ud800") == REPLACEMENT * 2


def test_marks_that_only_steer_are_left_out(face: Typeface) -> None:
    assert face.printable("a\u202eb\u200bc\x00\x1b\ufe0fd\ufeff") == "abcd"


def test_composed_where_that_has_a_glyph(face: Typeface) -> None:
    assert face.printable("Rene\u0301") == "René"


@given(st.text())
def test_any_text_becomes_printable(text: str) -> None:
    face = load_typeface(FONTS)
    shown = face.printable(text)
    assert face.printable(shown) == shown
    assert face.width(Face.REGULAR, shown.replace("\n", ""), 10) >= 0


def test_the_unicode_map_is_right_beyond_the_bmp() -> None:
    told = to_unicode("X", [0, ord("A"), 0x20BB7])
    assert "<01> <0041>" in told
    assert "<02> <D842DFB7>" in told
    assert "<00>" not in told.split("begincodespacerange")[1].split("endcodespacerange")[1]


def test_maps_have_at_most_a_hundred_lines_in_a_block() -> None:
    told = to_unicode("X", list(range(1, 257)))
    assert "100 beginbfchar" in told
    assert "56 beginbfchar" in told


def test_figures_are_tabular(face: Typeface) -> None:
    for weight in Face:
        assert len({face.advance(weight, digit, 10) for digit in "0123456789"}) == 1
