"""The evidence a request needs: each exhibit has its slot, and no slot is there for nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.keys import wanted_keys
from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.bundle.slots import Slot, SlotState, slots_for
from posdesk.domain.case import Case
from posdesk.domain.event import (
    CallLogged,
    Event,
    ExhibitAttached,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    PayoutTracked,
    Recorded,
    SlipRecorded,
)
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.fold import fold, with_event
from tests.domain.happenings import histories
from tests.domain.told import case_of
from tests.reports import six_cases

KINDS = st.sampled_from([None, *RequestKind])


def _exhibit(number: int, kind: str) -> ExhibitAttached:
    digest = f"{number:064x}"
    return ExhibitAttached(
        exhibit=f"x{number}",
        kind=kind,
        name=f"{number}.jpg",
        mime="image/jpeg",
        sha256=digest,
        received_sha256=digest,
        size=1,
    )


@given(histories(), st.lists(st.sampled_from(list(EXHIBIT_KINDS)), max_size=6), KINDS)
def test_every_exhibit_has_one_slot_and_nothing_is_there_without_reason(
    history: list[Recorded], exhibits: list[str], kind: RequestKind | None
) -> None:
    case = fold("c", tuple(history))
    for number, one in enumerate(exhibits):
        at = len(case.history) + 1
        event = _exhibit(number, one)
        case = with_event(
            case, Recorded("k", at, f"id{at}", case.last.at, "03", f"{at:064x}", event)
        )
    slots = slots_for(case, kind)
    held = [exhibit for slot in slots for exhibit in slot.exhibits]
    assert sorted(held) == sorted(e.id for e in case.exhibits)
    assert len({slot.name for slot in slots}) == len(slots)
    for slot in slots:
        assert (slot.state is SlotState.THERE) == _filled(case, slot, kind or kind_of(case))
        assert (slot.why is None) == (slot.state is SlotState.THERE)


def _filled(case: Case, slot: Slot, kind: RequestKind) -> bool:
    match slot.name:
        case "keys":
            return not wanted_keys(case, kind)
        case "timeline":
            return bool(case.history)
        case "calls":
            return bool(case.calls)
    return bool(slot.exhibits)


UNRELATED: Sequence[Event] = (
    SlipRecorded(
        values={"amount": 50000, "at": "2026-11-20T14:32:07+08:00", "rrn": "632414004731"}
    ),
    FactLearnt(terminal="timeout", source="screen"),
    FactLearnt(bank="debited", source="bank_app"),
    GoodsMarked(goods="held"),
    CallLogged(who="acquirer", ticket="8812"),
    OtherTenderTaken(means="现金", manager="周敏", note="双付"),
    PayoutTracked(amount=100),
    _exhibit(1, "terminal"),
    _exhibit(2, "app"),
    _exhibit(3, "sms"),
)


@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(range(len(UNRELATED)))), KINDS)
def test_no_slot_depends_on_the_order_of_what_is_unrelated(
    chance: random.Random, chosen: set[int], kind: RequestKind | None
) -> None:
    events = [UNRELATED[at] for at in sorted(chosen)]
    mixed = list(events)
    chance.shuffle(mixed)
    assert _states(events, kind) == _states(mixed, kind)


def _states(events: list[Event], kind: RequestKind | None) -> list[tuple[object, ...]]:
    case = case_of(*(("2026-11-20 14:32", event) for event in events)) if events else Case("c")
    return [(s.name, s.state, s.why, s.required, sorted(s.exhibits)) for s in slots_for(case, kind)]


def _slot(case: Case, name: str, kind: RequestKind | None = None) -> Slot:
    return next(slot for slot in slots_for(case, kind) if slot.name == name)


def test_what_does_not_apply_says_why() -> None:
    one_sided = six_cases.one_sided().case
    slip, goods = _slot(one_sided, "slip"), _slot(one_sided, "goods")
    assert (slip.state, goods.state) == (SlotState.NOT_APPLICABLE, SlotState.NOT_APPLICABLE)
    assert slip.why is not None
    assert "没有出单" in slip.why.zh_CN
    assert goods.why is not None
    assert "留在店里" in goods.why.zh_CN
    wallet = _slot(six_cases.wallet_without_result().case, "slip")
    assert wallet.why is not None
    assert "扫码" in wallet.why.zh_CN


def test_what_is_missing_says_how_to_get_it_and_whether_it_is_asked_for() -> None:
    case = six_cases.one_sided().case
    statement, written = _slot(case, "statement"), _slot(case, "written")
    assert (statement.state, statement.required) == (SlotState.MISSING, True)
    assert (written.state, written.required) == (SlotState.MISSING, False)
    paid = case_of(
        ("2026-11-20 14:32", OtherTenderTaken(means="现金", manager="周敏", note="双付"))
    )
    assert _slot(paid, "written", RequestKind.CLAIM).required


def test_the_keys_are_missing_until_the_payment_can_be_found() -> None:
    bare = case_of(("2026-11-20 14:32", SlipRecorded(values={"amount": 100})))
    keys = _slot(bare, "keys", RequestKind.CLAIM)
    assert keys.state is SlotState.MISSING
    assert keys.why is not None
    for words in wanted_keys(bare, RequestKind.CLAIM):
        assert words.zh_CN in keys.why.zh_CN
        assert words.en in keys.why.en
    assert _slot(six_cases.one_sided().case, "keys").state is SlotState.THERE


@pytest.mark.parametrize("make", six_cases.KINDS, ids=lambda make: make.__name__)
def test_slots_stand_in_the_order_of_the_bundle(make: six_cases.Make) -> None:
    names = [slot.name for slot in slots_for(make().case)]
    order = ["keys", "timeline", "slip", "terminal", "refund", "statement", "notice", "customer"]
    order += ["written", "goods", "calls", "mail", "other"]
    assert names == [name for name in order if name in names]
