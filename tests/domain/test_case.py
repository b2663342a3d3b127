from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.event import (
    EVENTS,
    Answered,
    AttemptAdded,
    CaseOpened,
    Event,
    FactLearnt,
    OtherTenderTaken,
    Recorded,
    SlipRecorded,
    SteppedBack,
    WalkStarted,
    read_event,
    write_event,
)
from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.fold import fold
from posdesk.domain.money_state import Charge, State
from posdesk.domain.text import Text
from posdesk.domain.timeline import sentence
from posdesk.domain.verdict import strictest

WORDS = Text("问", "Ask")


def recorded(*events: Event) -> list[Recorded]:
    return [
        Recorded("k", seq, str(seq), "2026-11-20T14:32:07+08:00", "cashier", f"{seq:064x}", event)
        for seq, event in enumerate(events, start=1)
    ]


def answered(to: str, answer: str = "a", **facts: str) -> Answered:
    return Answered(
        case="c",
        walk="w",
        node="f/n",
        kind="question",
        question=WORDS,
        answer=answer,
        answer_text=WORDS,
        to=to,
        **facts,  # type: ignore[arg-type]
    )


WALK = WalkStarted(case="c", walk="w", flow="f", flow_version="1", title=WORDS, node="f/n")


def test_a_case_is_what_its_events_tell() -> None:
    case = fold(
        "c",
        recorded(
            CaseOpened(case="c", number="261120-01", symptom="没出单"),
            WALK,
            answered("f/b", terminal="timeout"),
            answered("f/o", terminal="timeout", bank="debited"),
            SlipRecorded(case="c", values={"amount": 50000}),
        ),
    )
    assert case.number == "261120-01"
    assert case.attempt.facts == Facts(Terminal.TIMEOUT, Bank.DEBITED)
    assert case.verdict.state is State.ONE_SIDED
    assert case.walk is not None
    assert (case.walk.at, len(case.walk.taken)) == ("f/o", 2)
    assert case.slip.amount == 50000
    assert case.last.seq == 5


def test_going_back_takes_the_answer_and_its_facts_away_but_not_the_story() -> None:
    back = SteppedBack(case="c", walk="w", node="f/n", question=WORDS, steps_kept=0)
    case = fold("c", recorded(WALK, answered("f/b", terminal="timeout"), back))
    assert case.attempt.facts == Facts()
    assert case.walk is not None
    assert case.walk.taken == ()
    assert len(case.history) == 3


facts = st.builds(Facts, st.sampled_from([*Terminal, None]), st.sampled_from([*Bank, None]))


@given(st.lists(facts, min_size=1, max_size=4), st.integers(0, 2))
def test_the_strictest_attempt_decides_and_cash_counts_as_approved(
    attempts: list[Facts], tenders: int
) -> None:
    events: list[Event] = []
    for number, known in enumerate(attempts, start=1):
        if number > 1:
            events.append(AttemptAdded(case="c", attempt=number))
        events.append(
            FactLearnt(case="c", attempt=number, terminal=known.terminal, bank=known.bank)
        )
    events += [OtherTenderTaken(case="c", means="现金", manager="m", note="n")] * tenders
    case = fold("c", recorded(*events))
    assert case.verdict.charge_again is strictest(case.facts).charge_again
    assert [a.facts for a in case.attempts] == attempts
    if tenders:
        assert case.verdict.charge_again is Charge.NO


def test_every_event_survives_being_written_and_is_told_in_both_languages() -> None:
    samples: list[Event] = [
        CaseOpened(case="c", number="261120-01", symptom="没出单", cashier="林晓"),
        SlipRecorded(case="c", values={"amount": 1, "trace": None}, not_a_card=("trace",)),
        WALK,
        answered("f/b", terminal="timeout", code="68", outcome="X"),
        FactLearnt(case="c", terminal="approved", source="portal", ticket="8812"),
        OtherTenderTaken(case="c", means="现金", manager="m", note="n"),
    ]
    for event in samples:
        assert read_event(event.type, event.version, write_event(event)) == event
        told = sentence(event)
        assert told is not None
        assert told.zh_CN
        assert told.en


def test_event_types_are_named_after_nothing_but_themselves() -> None:
    assert all(kind.type == name for name, kind in EVENTS.items())
