"""What is new since a bundle went out: nothing is forgotten, nothing old is told again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.since import changes_since, last_changes
from posdesk.domain.case import Case
from posdesk.domain.event import (
    BundleForgotten,
    BundleSent,
    Event,
    ExhibitAttached,
    ExhibitCovered,
    FactLearnt,
    NoteAdded,
    Recorded,
)
from posdesk.domain.fold import fold, with_event
from tests.domain.happenings import histories


def sent(upto: int, bundle: str = "b1") -> BundleSent:
    return BundleSent(
        case="c",
        bundle=bundle,
        name="bundle.pdf",
        sha256="a" * 64,
        size=9,
        pages=3,
        manifest_sha256="b" * 64,
        upto=upto,
        to="收单机构",
        way="邮件",
    )


def attached(exhibit: str) -> ExhibitAttached:
    return ExhibitAttached(
        case="c",
        exhibit=exhibit,
        kind="slip",
        name=f"{exhibit}.jpg",
        mime="image/jpeg",
        sha256=exhibit * 32,
        received_sha256=exhibit * 32,
        size=9,
    )


def after(case: Case, *events: Event) -> Case:
    for event in events:
        seq = len(case.history) + 1
        at = "2026-12-30T10:00:00+08:00"
        case = with_event(case, Recorded("k", seq, f"id{seq}", at, "03", f"{seq:064x}", event))
    return case


@given(histories(), histories(), st.integers(0, 3))
def test_what_came_before_is_never_new_and_what_came_after_always(
    first: list[Recorded], later: list[Recorded], late: int
) -> None:
    known = fold("c", first)
    case = after(known, *(r.event for r in first[: min(late, 1)]), sent(len(known.history)))
    case = after(case, *(r.event for r in later[1:]))
    changes = changes_since(case, case.sent[0])
    old = {r.id for r in known.history}
    assert not old & {r.id for r in changes.events}
    new = {r.id for r in case.history} - old
    assert new - {r.id for r in changes.events} == {
        r.id for r in case.history if isinstance(r.event, BundleSent)
    }
    for change in changes.facts:
        assert change.before != change.now
    before = {a.number: a.facts for a in known.attempts}
    for attempt in case.attempts:
        told = [c.now for c in changes.facts if c.attempt == attempt.number]
        same = before.get(attempt.number) == attempt.facts
        assert told == ([] if same else [attempt.facts]) or attempt.number not in before


@given(histories())
def test_nothing_is_new_where_nothing_happened(history: list[Recorded]) -> None:
    case = fold("c", history)
    assert last_changes(case) is None
    told = after(case, sent(len(history)), BundleForgotten(case="c", bundle="b1"))
    changes = last_changes(told)
    assert changes is not None
    assert changes.nothing
    assert not told.sent[0].kept


@given(histories(), st.integers(1, 5))
def test_an_erasure_before_it_never_hides_what_came_after_it(
    history: list[Recorded], gone: int
) -> None:
    case = after(fold("c", history), sent(len(history)), NoteAdded(case="c", text="新的"))
    left = fold("c", [case.history[0], *case.history[1 + gone :]])
    if left.sent:
        assert left.history[-1] in changes_since(left, left.sent[0]).events


def test_exhibits_and_facts_are_told_by_themselves() -> None:
    opening = fold("c", [])
    case = after(opening, attached("x1"), attached("x2"), sent(2))
    case = after(
        case,
        ExhibitCovered(
            case="c",
            exhibit="x1",
            boxes=("1,0,0,9,9",),
            mime="image/png",
            sha256="cc" * 32,
            size=8,
        ),
        attached("x3"),
        FactLearnt(case="c", bank="returned", source="acquirer"),
        FactLearnt(case="c", bank="returned", source="acquirer", ticket="8812"),
    )
    changes = last_changes(case)
    assert changes is not None
    assert [e.id for e in changes.exhibits] == ["x3"]
    assert [e.id for e in changes.altered] == ["x1"]
    assert [(c.attempt, c.now.bank) for c in changes.facts] == [(1, "returned")]
    assert [getattr(r.event, "ticket", None) for r in changes.told] == [None, "8812"]
    again = after(case, sent(len(case.history), "b2"))
    latest = last_changes(again)
    assert latest is not None
    assert latest.sent.event.bundle == "b2"
    assert latest.nothing
