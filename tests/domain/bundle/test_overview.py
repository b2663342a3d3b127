"""Many cases at a glance: every payment once, sums that add up, stretches that are true."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.overview import NEAR, in_order, overview
from posdesk.domain.case import Case
from posdesk.domain.moment import from_iso
from posdesk.domain.money_state import SETTLED_STATES
from tests.domain.told import case_of, opened

FACTS = st.sampled_from([None, "approved", "declined", "timeout", "reversing", "voided"])
BANKS = st.sampled_from([None, "debited", "not_debited", "returned", "unknown"])
TIMES = st.integers(0, 3 * 24 * 60).map(
    lambda n: f"2026-11-{20 + n // 1440:02d} {n % 1440 // 60:02d}:{n % 60:02d}"
)


def cases() -> st.SearchStrategy[list[Case]]:
    made = st.builds(
        lambda at, terminal, bank, no: case_of(*opened(at, terminal, bank, terminal_id=no)),
        TIMES,
        FACTS,
        BANKS,
        st.sampled_from(["61203847", "61203848"]),
    )
    return st.lists(made, min_size=1, max_size=12)


@given(cases())
def test_every_payment_is_there_once_in_order_and_sums_add_up(listed: list[Case]) -> None:
    seen = overview(listed)
    assert sorted(p.chapter for p in seen.payments) == list(range(1, len(listed) + 1))
    times = [from_iso(p.at) for p in seen.payments]
    assert times == sorted(times)
    assert sum(s.fen for _, s in seen.states) == seen.all.fen == 50000 * len(listed)
    assert sum(s.payments for _, s in seen.states) == seen.all.payments == len(listed)
    still_open = [s for state, s in seen.states if state not in SETTLED_STATES]
    assert sum(s.fen for s in still_open) == seen.open.fen
    assert [s for _, s in seen.states][: len(still_open)] == still_open
    assert sorted(in_order(listed)) == list(range(len(listed)))
    assert (seen.begin, seen.end) == (seen.payments[0].at, seen.payments[-1].at)


@given(cases())
def test_a_disturbance_holds_only_what_had_no_result_and_has_no_long_gap(
    listed: list[Case],
) -> None:
    seen = overview(listed)
    disturbed = [from_iso(p.at) for p in seen.payments if p.is_disturbed]
    within = 0
    for stretch in seen.disturbances:
        begin, end = from_iso(stretch.begin), from_iso(stretch.end)
        inside = [at for at in disturbed if begin <= at <= end]
        assert len(inside) == stretch.payments >= 2
        gaps = [b - a for a, b in pairwise(inside)]
        assert max(gaps, default=timedelta()) <= NEAR
        within += len(inside)
    alone = [
        at
        for n, at in enumerate(disturbed)
        if all(abs(at - other) > NEAR for m, other in enumerate(disturbed) if m != n)
    ]
    assert within + len(alone) == len(disturbed)


def test_what_nobody_took_down_is_counted_and_placed_by_its_case() -> None:
    bare = case_of(*opened("2026-11-21 09:00")[:1])
    whole = case_of(*opened("2026-11-20 14:32", "timeout", "debited", terminal_id="61203847"))
    seen = overview([bare, whole])
    assert [p.chapter for p in seen.payments] == [2, 1]
    assert in_order([bare, whole]) == [1, 0]
    assert not seen.payments[-1].timed
    assert (seen.all.fen, seen.all.unknown) == (50000, 1)
    assert seen.terminals == ("61203847",)
    assert seen.disturbances == ()
