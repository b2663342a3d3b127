"""Strips on pages: nothing beyond the foot, heads repeated, what belongs together together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posdesk.reports.typeset.pages import Mark, Part, Strip, paginate
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.style import BOTTOM, TOP


def _draw(pen: Pen, y: float) -> None:
    raise AssertionError("laying out draws nothing")


def _strip(height: float, **more: object) -> Strip:
    return Strip(height, _draw, **more)  # type: ignore[arg-type]


@given(st.lists(st.floats(1, 300), min_size=1, max_size=60))
def test_nothing_stands_beyond_the_foot_of_a_page(heights: list[float]) -> None:
    layout = paginate([Part("", "", tuple(_strip(h, before=4.0) for h in heights))])
    placed = [entry for page in layout.pages for entry in page.placed]
    assert [s.height for _, s in placed] == heights
    assert all(y + s.height <= BOTTOM + 0.02 for y, s in placed)
    assert all(page.placed[0][0] == TOP for page in layout.pages)


def test_a_heading_goes_with_what_follows() -> None:
    room = BOTTOM - TOP
    layout = paginate([Part("", "", (_strip(room - 30), _strip(20, with_next=True), _strip(20)))])
    assert [len(page.placed) for page in layout.pages] == [1, 2]


def test_heads_are_repeated_on_the_next_page() -> None:
    head = _strip(20)
    rows = tuple(_strip(100, heads=(head,)) for _ in range(20))
    layout = paginate([Part("", "", (head, *rows))])
    assert len(layout.pages) > 2
    assert all(page.placed[0][1] == head for page in layout.pages)


def test_marks_tell_the_page_they_are_on() -> None:
    parts = [
        Part("", "", (_strip(10, mark=Mark("a", "A")),)),
        Part("", "", (_strip(10, mark=Mark("b", "B")),)),
    ]
    assert paginate(parts).numbers == {"a": 1, "b": 2}
