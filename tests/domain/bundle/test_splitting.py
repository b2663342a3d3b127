"""Exhibits are dealt out to files: each one exactly once, in order, none cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.preset import MB, Preset
from posdesk.domain.bundle.splitting import Weight, moved_on, split
from posdesk.domain.text import Text

WORDS = Text("一", "one")


def weights_of(sizes: list[tuple[int, int]]) -> tuple[Weight, ...]:
    return tuple(
        Weight(f"id-{n}", "261120-01", n, f"{n}.jpg", pages, size)
        for n, (pages, size) in enumerate(sizes, 1)
    )


WEIGHTS = st.lists(st.tuples(st.integers(1, 30), st.integers(1, 3 * MB)), max_size=25).map(
    weights_of
)
PRESETS = st.builds(
    Preset,
    name=st.just("one"),
    words=st.just(WORDS),
    pages=st.integers(0, 40),
    files=st.integers(1, 9),
    bytes_each=st.integers(0, 4 * MB),
    bytes_all=st.integers(0, 9 * MB),
)


@given(WEIGHTS, PRESETS, st.integers(1, 9), st.integers(1, MB))
def test_every_exhibit_is_in_one_file_in_order_and_none_is_fuller_than_it_may(
    weights: tuple[Weight, ...], preset: Preset, bare: int, bare_size: int
) -> None:
    pages = bare + sum(w.pages for w in weights)
    size = bare_size + sum(w.size for w in weights)
    groups = split(weights, pages, size, preset)
    assert tuple(w for group in groups for w in group) == weights
    assert all(groups)
    for group in groups:
        full = preset.accepts(
            bare + sum(w.pages for w in group), bare_size + sum(w.size for w in group)
        )
        assert full or len(group) == 1


@given(WEIGHTS.filter(bool), PRESETS, st.data())
def test_moving_on_loses_nothing(
    weights: tuple[Weight, ...], preset: Preset, data: st.DataObject
) -> None:
    groups = split(weights, sum(w.pages for w in weights), sum(w.size for w in weights), preset)
    at = data.draw(st.integers(0, len(groups) - 1))
    moved = moved_on(groups, at)
    if len(groups[at]) < 2:
        assert moved == ()
        return
    assert tuple(w for group in moved for w in group) == weights
    assert moved[at] == groups[at][:-1]
    assert all(moved)
