"""Tables over pages: heads repeated, no row cut or alone, nothing beyond a column or the foot."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.pages import Layout, Part, Strip, paginate
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BODY, BOTTOM, PAPER, SMALL, TOP, Face, Style
from posdesk.reports.typeset.tables import Cell, table

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
SETTER = Setter(load_typeface(FONTS), "zh_CN")
HEAD = [Cell((Run(words, SMALL),), tinted=True) for words in ("附件", "经过")]


def _laid_out(told: list[str], before: float = 0.0) -> Layout:
    rows = [
        (Cell((Run(str(at), BODY),)), Cell((Run(words, BODY),))) for at, words in enumerate(told)
    ]
    strips = table(SETTER, (40, 447), rows, head=HEAD)
    return paginate([Part("", "", (Strip(before, _nothing), *strips))])


def _nothing(pen: Pen, y: float) -> None:
    raise AssertionError("laying out draws nothing")


@given(st.integers(1, 90), st.floats(1, 700))
@settings(max_examples=25)
def test_no_row_stands_alone_and_every_page_has_its_head(count: int, before: float) -> None:
    pages = _laid_out(["终端超时，没有出单。"] * count, before).pages
    head = SETTER.lines(HEAD[0].runs, 60)[0].leading
    rows = [[s for _, s in page.placed if s.heads] for page in pages]
    assert sum(map(len, rows)) == count
    for at, page in enumerate(pages):
        assert all(y + s.height <= BOTTOM + 0.02 for y, s in page.placed)
        if at:
            assert page.placed[0][0] == TOP
            assert not page.placed[0][1].heads
            assert page.placed[0][1].height >= head
    if count > 2:
        assert all(len(of_page) != 1 for of_page in rows)


def test_a_row_is_cut_only_where_it_is_higher_than_a_page() -> None:
    high = "\n".join(["一行"] * 40)  # more than half of a page
    pages = _laid_out([high, high, high]).pages
    strips = [s for page in pages for _, s in page.placed if s.heads]
    assert len(strips) == 3
    cut = _laid_out(["\n".join(["一行"] * 100)]).pages
    assert len(cut) > 2
    for page in cut:
        assert all(y + s.height <= BOTTOM + 0.02 for y, s in page.placed)


def test_what_belongs_together_but_is_too_high_stays_on_its_pages() -> None:
    strips = [Strip(100, _nothing, with_next=True) for _ in range(20)]
    pages = paginate([Part("", "", tuple(strips))]).pages
    assert sum(len(page.placed) for page in pages) == 20
    assert all(y + s.height <= BOTTOM + 0.02 for page in pages for y, s in page.placed)


@pytest.mark.parametrize("face", list(Face))
def test_figures_are_tabular(face: Face) -> None:
    widths = {round(SETTER.width(figure, Style(face, 10, 16)), 6) for figure in "0123456789"}
    assert len(widths) == 1


@given(st.text(st.sampled_from("，。“”（）终端超时 App12.5%¥"), min_size=1, max_size=80))
def test_pieces_of_a_line_follow_one_another(text: str) -> None:
    for line in SETTER.lines((Run(text, BODY),), 150):
        for left, right in pairwise(line.pieces):
            assert right.x >= left.x
        told = "".join(piece.text for piece in line.pieces)
        assert told == told.strip()


def test_a_colour_is_told_apart_in_grey() -> None:
    """White words stand on ink, dark ones on paper: by lightness alone, whatever the colour."""
    from posdesk.reports.typeset import style as look

    def lightness(colour: tuple[float, float, float]) -> float:
        linear = [c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
        low, high = sorted((lightness(one), lightness(other)))
        return (high + 0.05) / (low + 0.05)

    for ink in (look.ACCENT, look.INK, look.SOFT_INK):
        assert contrast(ink, PAPER) >= 4.5
        assert contrast(ink, look.TINT) >= 4.5
    assert contrast(look.FRAME, PAPER) >= 3.0
