"""Long screenshots are cut between lines, every row is shown, and what is framed stays whole."""

from __future__ import annotations

import io
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from posdesk.reports.pictures.cutting import cut
from posdesk.reports.pictures.picture import WHOLE, Picture, open_picture, pieces_as_jpeg

LINE = 60


def _screen(width: int = 360, lines: int = 50, gap: int = 20) -> Picture:
    """Return a screenshot of dense lines, each a hatched bar with a gap under it."""
    image = Image.new("RGB", (width, lines * LINE), "white")
    draw = ImageDraw.Draw(image)
    for line in range(lines):
        for down in range(0, LINE - gap, 2):
            for x in range(20, width - 20, 14):
                draw.line((x, line * LINE + down, x + 7, line * LINE + down), "black")
    out = io.BytesIO()
    image.save(out, "PNG")
    return open_picture("a.png", out.getvalue())


def test_cuts_lie_in_the_gaps_between_lines() -> None:
    picture = _screen()
    pieces = cut(picture)
    assert len(pieces) >= 4
    for above, below in pairwise(pieces):
        assert above.bottom == below.top
        assert LINE - 20 <= above.bottom * picture.height % LINE <= LINE


def test_without_a_gap_a_little_is_on_both_pages() -> None:
    pieces = cut(_screen(gap=0))
    assert len(pieces) >= 4
    assert all(below.top < above.bottom for above, below in pairwise(pieces))


def test_a_cut_keeps_out_of_a_frame() -> None:
    for picture in (_screen(), _screen(gap=0)):
        first = cut(picture)[0].bottom
        kept = (first - 0.02, first + 0.02)
        assert all(not kept[0] < p.bottom < kept[1] for p in cut(picture, [kept]))


def test_a_telephone_screen_is_shown_whole() -> None:
    assert cut(Picture("a", b"", 1170, 2532, True)) == (WHOLE,)
    assert cut(Picture("a", b"", 1, 1)) == (WHOLE,)


@settings(max_examples=25)
@given(st.integers(1, 40), st.integers(1, 3000))
def test_every_row_is_on_a_page(width: int, height: int) -> None:
    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, "PNG")
    picture = open_picture("a.png", out.getvalue())
    pieces = cut(picture)
    assert pieces[0].top == 0
    assert pieces[-1].bottom == 1
    assert len(pieces) <= 24
    assert all(p.top < p.bottom for p in pieces)
    assert all(below.top <= above.bottom for above, below in pairwise(pieces))
    assert len(pieces_as_jpeg(picture, pieces)) == len(pieces)
