"""Events as a shop makes them, and a store that holds some."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    CaseOpened,
    DetailsCorrected,
    Event,
    ExhibitAttached,
    FactLearnt,
    GoodsMarked,
    NoteAdded,
    OtherTenderTaken,
    Promised,
    SlipRecorded,
    SteppedBack,
    WalkStarted,
)
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.storage.store import Store

NOON = datetime(2026, 11, 20, 12, 0, 0, tzinfo=BEIJING)
TITLE = Text("没出单，客人说扣了钱", "No slip, but the customer was debited")


class Clock:
    """A clock that goes on by a second at each look, and can be set."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def open_store(folder: Path, clock: Clock | None = None) -> Store:
    return Store.open(folder, clock=clock or Clock(), software="posdesk test")


def opening(number: str, case: str, amount: int = 50000) -> tuple[Event, ...]:
    return (
        CaseOpened(case=case, number=number, symptom="没出单，手机显示已扣款", cashier="03"),
        SlipRecorded(
            case=case,
            values={
                "amount": amount,
                "card": "622848******1234",
                "terminal_id": "12345678",
                "rrn": "261120654321",
            },
        ),
    )


def open_case(store: Store, case: str, amount: int = 50000) -> str:
    """Open a case and return its number."""
    store.open_case(lambda number: opening(number, case, amount), actor="03")
    return store.case(case).number


def started(case: str, walk: str) -> WalkStarted:
    return WalkStarted(
        case=case, walk=walk, flow="no-slip", flow_version="1", title=TITLE, node="no-slip/start"
    )


def answered(case: str, walk: str, step: int, outcome: str | None = None) -> Answered:
    return Answered(
        case=case,
        walk=walk,
        node=f"no-slip/{step}",
        kind="question",
        question=Text("屏幕上写什么？", "What does the screen say?"),
        answer="timeout",
        answer_text=Text("超时", "Timed out"),
        to=f"no-slip/{step + 1}",
        terminal="timeout",
        bank="debited" if step else None,
        outcome=outcome,
        outcome_text=Text("去查交易", "Enquire") if outcome else None,
    )


def exhibit(case: str, name: str, sha256: str) -> ExhibitAttached:
    return ExhibitAttached(
        case=case,
        exhibit=f"{case}-{name}",
        kind="sms",
        name=name,
        mime="image/jpeg",
        sha256=sha256,
        received_sha256=sha256,
        size=3,
    )


# ------------------------------------------------------------------------------------ strategies

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
CASES = ("case-a", "case-b", "case-c")


def events() -> st.SearchStrategy[list[Event]]:
    """Any sequence of events of three cases, each of which is opened and has a walk already."""
    return st.lists(st.sampled_from(CASES).flatmap(_event), max_size=12)


def _event(case: str) -> st.SearchStrategy[Event]:
    amounts = st.integers(1, 10**12 - 1)
    text = st.builds(Text, WORDS, WORDS)
    facts = {
        "terminal": st.sampled_from((None, "approved", "declined", "timeout", "voided")),
        "bank": st.sampled_from((None, "debited", "not_debited", "returned", "unknown")),
    }
    one = st.just(case)
    walk = st.just(f"{case}-walk")
    return st.one_of(
        st.builds(NoteAdded, case=one, text=WORDS),
        st.builds(
            SlipRecorded,
            case=one,
            attempt=st.integers(1, 2),
            values=st.fixed_dictionaries({}, optional={"amount": amounts, "issuer": WORDS}),
        ),
        st.builds(DetailsCorrected, case=one, symptom=WORDS, why=WORDS),
        st.builds(FactLearnt, case=one, ticket=WORDS, **facts),
        st.builds(AttemptAdded, case=one, attempt=st.just(2)),
        st.builds(OtherTenderTaken, case=one, means=WORDS, manager=WORDS, note=WORDS),
        st.builds(GoodsMarked, case=one, goods=st.sampled_from(("held", "released"))),
        st.builds(Promised, case=one, what=WORDS, by=st.just("2026-11-21T12:00:00+08:00")),
        st.builds(
            SteppedBack,
            case=one,
            walk=walk,
            node=st.just("no-slip/start"),
            question=text,
            steps_kept=st.just(0),
        ),
        st.builds(
            Answered,
            case=one,
            walk=walk,
            node=st.just("no-slip/start"),
            kind=st.just("question"),
            question=text,
            answer=st.just("a"),
            answer_text=text,
            to=st.just("no-slip/next"),
            outcome=st.sampled_from((None, "done")),
            outcome_text=text,
            **facts,
        ),
    )


def begun(case: str, number: str) -> tuple[Event, ...]:
    """Return how each case of ``events`` begins."""
    return (*opening(number, case), started(case, f"{case}-walk"))
