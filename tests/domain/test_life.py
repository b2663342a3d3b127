from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from posdesk.domain.case import Case
from posdesk.domain.event import (
    AttemptAdded,
    Event,
    FactLearnt,
    OtherTenderTaken,
    Recorded,
    StateChanged,
    WrittenOff,
)
from posdesk.domain.fold import with_event
from posdesk.domain.life import FOLLOWS, LIFE_WORDS, PARTY_WORDS, Life, Party
from tests.domain.happenings import histories, is_unclear
from tests.domain.told import case_of, opened

PAID = ("approved", "debited")
SETTLED = StateChanged(case="c", to="settled", why="结算单里有")
CLOSED = StateChanged(case="c", to="closed", why="对过账")


def stages(history: list[Recorded]) -> list[tuple[Event | None, Case]]:
    """Return the case after each event, with the event, beginning with none."""
    found: list[tuple[Event | None, Case]] = [(None, Case("c"))]
    for recorded in history:
        found.append((recorded.event, with_event(found[-1][1], recorded)))
    return found


@settings(max_examples=300)
@given(histories())
def test_money_that_becomes_unclear_opens_an_ended_case(history: list[Recorded]) -> None:
    for (_, before), (event, after) in pairwise(stages(history)):
        ended = before.life in (Life.SETTLED, Life.CLOSED)
        by_person = isinstance(event, StateChanged | WrittenOff)
        if ended and not is_unclear(before) and is_unclear(after) and not by_person:
            assert after.life is Life.OPEN, event
            assert after.waiting_for is None


@settings(max_examples=300)
@given(histories())
def test_only_a_person_closes_a_case(history: list[Recorded]) -> None:
    for (_, before), (event, after) in pairwise(stages(history)):
        if after.life is Life.CLOSED is not before.life:
            assert isinstance(event, StateChanged | WrittenOff)
        if before.life is Life.CLOSED is not after.life:
            assert isinstance(event, StateChanged) or not after.is_clear


@given(histories())
def test_whoever_is_waited_for_is_named_while_one_waits(history: list[Recorded]) -> None:
    for _, case in stages(history):
        assert (case.waiting_for is not None) == (case.life is Life.WAITING)


@pytest.mark.parametrize("end", [SETTLED, CLOSED])
@pytest.mark.parametrize(
    "trouble",
    [
        FactLearnt(case="c", bank="returned", source="bank_app"),
        FactLearnt(case="c", terminal="timeout", bank="debited", source="told"),
        AttemptAdded(case="c", attempt=2),
        OtherTenderTaken(case="c", means="现金", manager="周敏", note="双付"),
    ],
)
def test_news_of_the_money_opens_a_case_again(end: Event, trouble: Event) -> None:
    told = [*opened("2026-11-20 14:32", *PAID), ("2026-11-21 10:00", end)]
    assert case_of(*told).life is not Life.OPEN
    assert case_of(*told, ("2026-11-23 10:00", trouble)).life is Life.OPEN


def test_money_that_is_first_spoken_of_in_a_closed_case_opens_it() -> None:
    told = [*opened("2026-11-20 14:32"), ("2026-11-20 15:00", CLOSED)]
    debited = FactLearnt(case="c", terminal="timeout", bank="debited", source="told")
    assert case_of(*told).life is Life.CLOSED
    assert case_of(*told, ("2026-11-20 16:00", debited)).life is Life.OPEN


def test_an_answer_of_who_must_know_settles_a_case_and_hearsay_does_not() -> None:
    told = opened("2026-11-20 14:32", "timeout", "debited")
    sure = FactLearnt(case="c", terminal="approved", bank="debited", source="portal")
    heard = FactLearnt(case="c", terminal="approved", bank="debited", source="told")
    assert case_of(*told, ("2026-11-20 15:00", sure)).life is Life.SETTLED
    assert case_of(*told, ("2026-11-20 15:00", heard)).life is Life.OPEN


def test_a_write_off_closes_with_its_outcome() -> None:
    gone = WrittenOff(case="c", amount=1200, why="不追了")
    case = case_of(*opened("2026-11-20 14:32", "timeout", "debited"), ("2026-11-30 10:00", gone))
    assert (case.life, case.outcome, case.written_off) == (Life.CLOSED, "WRITTEN_OFF", gone)


def test_every_state_and_party_has_words_and_a_way_on() -> None:
    assert set(LIFE_WORDS) == set(FOLLOWS) == set(Life)
    assert set(PARTY_WORDS) == set(Party)
    assert FOLLOWS[Life.CLOSED] == {Life.OPEN}
    assert all(FOLLOWS.values())
