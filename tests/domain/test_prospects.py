from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.facts import CASH_TAKEN, NOTHING_KNOWN, Bank, Facts, Terminal
from posdesk.domain.flow import FlowBook, Place
from posdesk.domain.prospects import prospects
from posdesk.domain.walk import DONE, Walk
from posdesk.domain.ways import Way, explore, main_ways
from tests.flow_book import no_slip, shipped

BOOK = shipped()
FACTS = st.builds(Facts, st.sampled_from([None, *Terminal]), st.sampled_from([None, *Bank]))


def steps_on(walk: Walk) -> list[str]:
    return [DONE] if walk.node.next else [answer.id for answer in walk.answers]


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    others = draw(st.sampled_from([(), (CASH_TAKEN,)]))
    walk = Walk.begin(BOOK, "no-slip", draw(st.just(NOTHING_KNOWN) | FACTS), others)
    for _ in range(draw(st.integers(0, 12))):
        on = steps_on(walk)
        if not on:
            break
        walk = walk.answer(draw(st.sampled_from(on)))
    return walk


@given(walks(), st.data())
@settings(max_examples=150)
def test_whatever_a_walk_comes_to_was_told_before(walk: Walk, data: st.DataObject) -> None:
    told = prospects(walk)
    for _ in range(8):
        assert walk.at in told.places
        on = steps_on(walk)
        if not on:
            return
        answer = data.draw(st.sampled_from(on))
        after = walk.answer(answer)
        assert Way(walk.at, answer, after.at) in told.ways
        walk = after


@given(walks())
@settings(max_examples=150)
def test_what_lies_behind_is_the_transcript(walk: Walk) -> None:
    behind = prospects(walk).taken
    by_person = [t for t in behind if t.count is not None]
    assert [(t.place, t.answer) for t in by_person] == [(s.place, s.answer) for s in walk.taken]
    assert [t.count for t in by_person] == list(range(len(walk.taken)))
    assert not behind or behind[-1].to == walk.at
    for before, after in pairwise(behind):
        assert before.to == after.place


@given(walks())
@settings(max_examples=50)
def test_each_step_behind_can_be_gone_back_to(walk: Walk) -> None:
    for taken in prospects(walk).taken:
        if taken.count is not None:
            assert walk.back_to(taken.count).at == taken.place


def test_an_outcome_leaves_nothing_to_come() -> None:
    walk = Walk.begin(BOOK, "no-slip")
    while steps_on(walk):
        walk = walk.answer(steps_on(walk)[-1])
    assert prospects(walk).places == {walk.at}
    assert not prospects(walk).ways


def test_what_was_learnt_elsewhere_stands_in_the_way_taken() -> None:
    walk = Walk.begin(BOOK, "no-slip").answer(DONE)
    learnt = walk.learn(Facts(Terminal.TIMEOUT))
    last = prospects(learnt).taken[-1]
    assert (last.place, last.answer, last.count, last.to) == (walk.at, None, None, learnt.at)
    assert last.way is None


def test_money_taken_otherwise_rules_out_charging_again() -> None:
    free = prospects(Walk.begin(BOOK, "no-slip"))
    paid = prospects(Walk.begin(BOOK, "no-slip", others=(CASH_TAKEN,)))

    def charging(places: frozenset[Place]) -> set[str]:
        return {p.node for p in places if BOOK.node(p).charges_again}

    assert charging(free.places)
    assert not charging(paid.places)


def test_main_ways_lead_to_every_step_that_a_walk_without_history_reaches() -> None:
    flow = no_slip()
    reached = {way.to.node for way in main_ways(flow)} | {flow.start}
    standings, _ = explore(FlowBook({flow.id: flow}), Place(flow.id, flow.start), NOTHING_KNOWN)
    assert reached == {place.node for place, _ in standings}


def test_no_step_of_the_main_ways_is_a_dead_end() -> None:
    flow = no_slip()
    ways = main_ways(flow)
    sources = {way.source for way in ways}
    ends = {way.to for way in ways} - sources
    assert all(flow.nodes[place.node].outcome for place in ends)


def test_main_ways_pass_no_step_at_which_nobody_stops() -> None:
    flow = no_slip()
    for way in main_ways(flow):
        assert not flow.nodes[way.source.node].routes_by_itself
        assert not flow.nodes[way.to.node].routes_by_itself
