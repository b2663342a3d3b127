"""A bundle is made poorer or split until it fits, and said not to fit where nothing helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.order import BundleOrder, Quality
from posdesk.domain.bundle.preset import MB, NO_LIMITS, Preset
from posdesk.domain.bundle.splitting import Weight
from posdesk.domain.text import Text
from posdesk.reports.archive.manifest import Manifest
from posdesk.reports.bundle.compose import Draft
from posdesk.services.fitting import LEAST_DPI, Fitted, Fitting

WORDS = Text("银行", "The bank")
BARE_PAGES, BARE_SIZE = 3, 40_000


@dataclass
class Press:
    """Composes drafts that have only their weight; ``sizes`` are pages and bytes by exhibit."""

    sizes: Sequence[tuple[int, int]]
    tried: list[BundleOrder] = field(default_factory=list)

    def compose(self, order: BundleOrder) -> Draft:
        self.tried.append(order)
        held = [w for w in self._weights(order) if not order.elsewhere(w.exhibit)]
        size = BARE_SIZE + sum(w.size for w in held)
        pages = BARE_PAGES + sum(w.pages for w in held)
        return Draft(b"\0" * size, pages, Manifest(b"", "0" * 64), order)

    def weigh(self, draft: Draft) -> tuple[Weight, ...]:
        return self._weights(draft.order)

    def _weights(self, order: BundleOrder) -> tuple[Weight, ...]:
        quality = order.quality
        share = quality.dpi**2 * quality.jpeg / (200**2 * 75) * (0.8 if quality.grey else 1)
        return tuple(
            Weight(
                f"id-{n}", "261120-01", n, f"{n}.jpg", pages, int(size * share + size * order.embed)
            )
            for n, (pages, size) in enumerate(self.sizes, 1)
        )


def fit(press: Press, preset: Preset, order: BundleOrder | None = None, room: int = 0) -> Fitted:
    return Fitting(press.compose, press.weigh, preset, ["261120-01"], room).fit(
        order or BundleOrder()
    )


def test_what_fits_is_left_as_it_is() -> None:
    press = Press([(1, 200_000)] * 3)
    fitted = fit(press, Preset("bank", WORDS, pages=6, bytes_each=2 * MB))
    assert (fitted.fits, fitted.done, fitted.why, len(press.tried)) == (True, (), None, 1)
    assert (fitted.pages, fitted.size) == (6, len(fitted.parts[0].data))


def test_the_cheapest_is_given_up_first() -> None:
    press = Press([(1, 2 * MB)] * 2)
    fitted = fit(press, Preset("bank", WORDS, bytes_each=1))
    assert not fitted.fits
    assert [order.embed for order in press.tried] == [True, *[False] * (len(press.tried) - 1)]
    weights = [o.quality.dpi**2 * o.quality.jpeg * (2 - o.quality.grey) for o in press.tried]
    assert weights == sorted(weights, reverse=True)
    assert {order.quality.grey for order in press.tried[:-1]} == {False}
    assert press.tried[-1].quality.grey
    assert min(order.quality.dpi for order in press.tried) == LEAST_DPI


def test_a_poor_order_is_never_made_richer() -> None:
    press = Press([(1, 2 * MB)])
    order = BundleOrder(quality=Quality(dpi=160, jpeg=40, grey=True), embed=False)
    fit(press, Preset("bank", WORDS, bytes_each=1), order)
    assert all(o.quality.jpeg == 40 and o.quality.dpi <= 160 for o in press.tried)
    assert all(o.quality.grey and not o.embed for o in press.tried)


def test_a_recipient_of_grey_gets_grey_at_once() -> None:
    press = Press([(1, 1000)])
    fit(press, Preset("bank", WORDS, grey=True, dpi=150))
    assert (press.tried[0].quality.grey, press.tried[0].quality.dpi) == (True, 150)


def test_no_picture_is_made_poorer_for_want_of_pages() -> None:
    press = Press([(10, 1000)] * 2)
    fitted = fit(press, Preset("bank", WORDS, pages=19))
    assert (fitted.fits, len(press.tried)) == (False, 1)
    assert fitted.why is not None
    assert "23 pages" in fitted.why.en
    assert "The bank" in fitted.why.en
    assert "1.jpg" in fitted.why.en
    assert "10 页" in fitted.why.zh_CN


def test_room_for_the_signature_is_kept_free_in_each_file() -> None:
    exactly = BARE_SIZE + 2 * 100_000
    for limit, fits in ((exactly + 5000, True), (exactly + 4999, False)):
        preset = Preset("bank", WORDS, bytes_each=limit)
        found = fit(Press([(1, 100_000)]), preset, BundleOrder(), room=5000)
        assert (not found.done) is fits
    assert found.size >= len(found.parts[0].data) + 5000


def test_a_recipient_of_pictures_takes_no_pdf() -> None:
    fitted = fit(Press([(1, 1000)]), Preset("wallet", WORDS, images=4, bytes_each=2 * MB))
    assert not fitted.fits
    assert fitted.why is not None
    assert "4" in fitted.why.en


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(100, MB // 2)), max_size=14),
    st.builds(
        Preset,
        name=st.just("bank"),
        words=st.just(WORDS),
        pages=st.integers(0, 30),
        files=st.integers(0, 6),
        bytes_each=st.integers(0, MB),
        bytes_all=st.one_of(st.just(0), st.integers(1, 3 * MB)),
        name_length=st.just(16),
    ),
)
def test_what_fits_does_and_every_exhibit_is_in_exactly_one_file(
    sizes: list[tuple[int, int]], preset: Preset
) -> None:
    fitted = fit(Press(sizes), preset)
    ids = [f"id-{n}" for n in range(1, len(sizes) + 1)]
    held = [e for part in fitted.parts for e in (part.order.exhibits or ids)]
    assert held == ids
    assert len(set(fitted.names)) == len(fitted.parts)
    assert fitted.fits is (fitted.why is None)
    if not fitted.fits:
        return
    assert len(fitted.parts) <= max(preset.files, 1)
    for at, part in enumerate(fitted.parts, 1):
        assert preset.accepts(part.pages, len(part.data))
        assert (part.order.part, part.order.parts) == (at, len(fitted.parts))
    assert not preset.bytes_all or fitted.size <= preset.bytes_all


def test_nothing_is_tried_after_it_was_given_up() -> None:
    class Enough(Exception):
        pass

    press = Press([(1, MB)])
    tried: list[BundleOrder] = []

    def compose(order: BundleOrder) -> Draft:
        tried.append(order)
        if len(tried) == 2:
            raise Enough
        return press.compose(order)

    with pytest.raises(Enough):
        Fitting(compose, press.weigh, Preset("b", WORDS, bytes_each=1), ["1"]).fit(BundleOrder())
    assert len(tried) == 2


def test_without_limits_nothing_is_done() -> None:
    fitted = fit(Press([(100, 5 * MB)] * 2), NO_LIMITS)
    assert (fitted.fits, fitted.done, len(fitted.parts)) == (True, (), 1)
