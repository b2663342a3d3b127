from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.case import Case
from posdesk.domain.event import (
    EVENTS,
    Answered,
    AttemptAdded,
    BundleForgotten,
    BundleSent,
    CallLogged,
    CaseOpened,
    CasesLinked,
    DetailsCorrected,
    EncryptionTurned,
    Erased,
    Event,
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    ExhibitMarked,
    FactLearnt,
    GoodsMarked,
    HandedOver,
    JournalStarted,
    LessonPractised,
    NoteAdded,
    OtherTenderTaken,
    PayoutTracked,
    PersonAdded,
    PersonChanged,
    PinSet,
    PinTried,
    Promised,
    Provisioned,
    Recorded,
    RecoveryKept,
    SealMade,
    SealTrusted,
    ShiftEnded,
    ShiftTakenOver,
    SlipRecorded,
    StateChanged,
    StepDone,
    SteppedBack,
    StepPlanned,
    Upgraded,
    WalkStarted,
    WrittenOff,
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


SAMPLES: tuple[Event, ...] = (
    JournalStarted(software="1.0"),
    CaseOpened(case="c", number="261120-01", symptom="没出单", cashier="林晓"),
    SlipRecorded(case="c", values={"amount": 1, "trace": None}, not_a_card=("trace",)),
    DetailsCorrected(case="c", symptom="没出单，扣了款", why="听错了"),
    WALK,
    answered("f/b", terminal="timeout", code="68", outcome="X"),
    SteppedBack(case="c", walk="w", node="f/n", question=WORDS, steps_kept=0),
    HandedOver(case="c", walk="w", to="王芳", why="下班"),
    FactLearnt(case="c", terminal="approved", source="portal", ticket="8812"),
    AttemptAdded(case="c", attempt=2),
    OtherTenderTaken(case="c", means="现金", manager="m", note="n", signed="x1"),
    NoteAdded(case="c", text="备注"),
    GoodsMarked(case="c", goods="held"),
    Promised(case="c", what="回话", by="2026-11-23T10:00:00+08:00"),
    ExhibitAttached(
        case="c", exhibit="x1", kind="slip", name="a.jpg", mime="image/jpeg", sha256="ab",
        received_sha256="cd", size=1, original=True,
    ),
    ExhibitCovered(
        case="c", exhibit="x1", boxes=("1,0,0,9,9",), mime="image/jpeg", sha256="ef", size=1
    ),
    ExhibitDescribed(case="c", exhibit="x1", kind="app", about="14:33 拍的"),
    ExhibitMarked(case="c", exhibit="x1", boxes=("1,100,200,300,40",)),
    BundleSent(
        case="c", bundle="b1", name="PD112003.pdf", sha256="cd" * 32, size=9, pages=7,
        manifest_sha256="ef" * 32, upto=4, to="差错处理部门", way="邮件",
    ),
    BundleForgotten(case="c", bundle="b1"),
    StateChanged(case="c", to="waiting", waiting_for="acquirer", why="等查复"),
    CallLogged(case="c", who="acquirer", ticket="8812", promise_by="2026-11-23T10:00:00+08:00"),
    StepDone(case="c", step="money:+10min", what=WORDS, came="没退"),
    StepPlanned(case="c", step="own", what=WORDS, by="2026-11-23T10:00:00+08:00", why="忙"),
    CasesLinked(case="c", other="d", number="261120-02", why="同一笔"),
    PayoutTracked(case="c", returned_on="2026-11-20", amount=1, cause="户名不符"),
    WrittenOff(case="c", amount=1200, why="追不回"),
    LessonPractised(lesson="l", person="林晓", right=True),
    ShiftEnded(sheet="s", by="林晓", head="ab", seq=7, cases=("261120-01",)),
    ShiftTakenOver(sheet="s", by="王芳"),
    PersonAdded(person="p", name="周敏", role="manager"),
    PersonChanged(person="p", active=False),
    PinSet(person="p", hash="$argon2id$"),
    PinTried(person="p", right=False),
    RecoveryKept(hash="$argon2id$"),
    SealMade(certificate="MIIB"),
    SealTrusted(certificate="MIIC", trusted=False),
    EncryptionTurned(on=True, key="00112233445566ff"),
    Provisioned(file="provision.toml", digest="ab" * 32, set=("shop.name",), locked=("rates.qr",)),
    Upgraded(software="2.0", before="1.0", backup="posdesk-20261122-before-upgrade.backup"),
    Erased(counter="k", seqs=(1,), why="期满"),
)  # fmt: skip
"""One event of every kind."""


def test_there_is_a_sample_of_every_kind() -> None:
    assert {type(event) for event in SAMPLES} == set(EVENTS.values())


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.type)
def test_every_event_survives_being_written_and_is_told_in_both_languages(event: Event) -> None:
    assert read_event(event.type, event.version, write_event(event)) == event
    told = sentence(event)
    assert (told is not None) == bool(event.case)
    if told is not None:
        assert told.zh_CN
        assert told.en
        assert "None" not in told.zh_CN + told.en


def test_event_types_are_named_after_nothing_but_themselves() -> None:
    assert all(kind.type == name for name, kind in EVENTS.items())


def test_a_fold_sets_only_what_a_case_has() -> None:
    case = fold("c", recorded(*(event for event in SAMPLES if event.case)))
    assert set(case.__dict__) == {field.name for field in fields(Case)}


def test_where_the_money_stands_is_told_by_the_attempt_that_is_open() -> None:
    unknown = FactLearnt(case="c", terminal="timeout", bank="unknown")
    cash = OtherTenderTaken(case="c", means="现金", manager="m", note="n")
    case = fold("c", recorded(CaseOpened(case="c", number="1"), unknown, cash))
    assert case.verdict.state is State.PAID
    assert case.money is State.UNKNOWN
    assert not case.is_clear


def test_money_taken_twice_is_never_clear() -> None:
    paid = FactLearnt(case="c", terminal="approved", bank="debited", source="portal")
    second = FactLearnt(case="c", attempt=2, terminal="approved", bank="debited", source="portal")
    events = (CaseOpened(case="c", number="1"), paid, AttemptAdded(case="c", attempt=2), second)
    assert not fold("c", recorded(*events)).is_clear
    back = FactLearnt(case="c", attempt=2, terminal="voided", bank="returned", source="portal")
    assert fold("c", recorded(*events, back)).is_clear


def test_what_was_said_in_a_call_ends_without_a_second_mark() -> None:
    call = CallLogged(who="acquirer", said="周一查复。", promise_by="2026-11-23T10:00:00+08:00")
    told = sentence(call)
    assert told is not None
    assert told.zh_CN == "去电收单机构，周一查复，2026-11-23 10:00 前答复"
