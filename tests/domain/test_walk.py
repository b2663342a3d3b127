import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from posdesk.domain.errors import WrongInput
from posdesk.domain.facts import NOTHING_KNOWN, Bank, Facts, Terminal
from posdesk.domain.flow import NodeKind, Place
from posdesk.domain.money_state import Charge, State
from posdesk.domain.walk import DONE, Walk
from tests.flow_book import codes, shipped

FACTS = st.builds(
    Facts, st.none() | st.sampled_from(list(Terminal)), st.none() | st.sampled_from(list(Bank))
)
TYPED = ("00", "51", "68", "98", "A0", "zz9", "LOCAL-REVERSAL-PENDING")


def play(*answers: str, facts: Facts = NOTHING_KNOWN, others: tuple[Facts, ...] = ()) -> Walk:
    """Walk through the no-slip flow; actions are done as they come, a look-up takes a code."""
    walk = _do(Walk.begin(shipped(), "no-slip", facts, others))
    for answer in answers:
        lookup = walk.node.kind is NodeKind.LOOKUP and walk.node.answer(answer) is None
        walk = _do(walk.look_up(answer, codes()) if lookup else walk.answer(answer))
    return walk


def _do(walk: Walk) -> Walk:
    while walk.node.kind is NodeKind.ACTION:
        walk = walk.answer(DONE)
    return walk


def test_the_first_thing_said_is_hands_off() -> None:
    walk = Walk.begin(shipped(), "no-slip")
    assert walk.at == Place("no-slip", "hands-off")
    assert walk.node.kind is NodeKind.ACTION


def test_both_sides_are_asked_within_two_answers() -> None:
    walk = play("timeout", "debited")
    assert walk.facts == Facts(Terminal.TIMEOUT, Bank.DEBITED)
    assert walk.verdict.state is State.ONE_SIDED


def test_the_usual_way_ends_as_a_one_sided_entry() -> None:
    walk = play("timeout", "debited", "same", "still-debited", "open", "waits", "ticket")
    assert walk.outcome == "ONE_SIDED"
    assert walk.verdict.charge_again is Charge.NO


WAYS = """
PAID: approved all-right printed nothing
PAID: approved all-right not-printed not-printed no-sms
DECLINED: code 51 not-debited only-one
OTHER_OPEN: code 51 not-debited other-open
OTHER_OPEN: code 51 not-debited unsure
REVERSED: code 51 debited same returned as-many
REVERSED: timeout returned as-many
ONE_SIDED: timeout returned fewer same still-debited unsure leaves unsure
DECLINED: timeout not-debited not-taken others-clear
PAID_CHECK_NEXT_DAY: timeout not-debited paid printed nothing
DECLINED: timeout not-debited open waits not-taken only-one
UNKNOWN: unsure none unknown unknown unsure leaves ticket
ONE_SIDED: code 68 debited unsure still-debited not-taken-debited waits ticket
REVERSING: reversing debited stuck leaves ticket
REVERSED: reversing debited running accepted same returned as-many
DECLINED: reversing not-debited failed not-taken only-one
VOID_REFUND: void-slip in-full returned
VOID_REFUND: approved wrong-amount too-late
VOID_REFUND: approved wrong-amount void-slip in-full debited
VOID_REFUND: approved wrong-amount void-slip refused
FEE_QUERY: approved all-right printed amount more
PAID_CHECK_NEXT_DAY: approved all-right printed amount other-entry
"""


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_ways_through_the_flow(way: str) -> None:
    outcome, answers = way.split(": ")
    assert play(*answers.split()).outcome == outcome


def test_an_uncertain_code_is_not_taken_for_a_refusal() -> None:
    assert play("code", "68").facts.terminal is Terminal.TIMEOUT
    assert play("code", "no such code").facts.terminal is Terminal.TIMEOUT
    assert play("code", "51").facts.terminal is Terminal.DECLINED


def test_known_answers_are_not_asked_for_again() -> None:
    known = play(facts=Facts(Terminal.TIMEOUT, Bank.DEBITED))
    assert known.at.node == "same-amount"
    assert play(facts=Facts(Terminal.TIMEOUT)).at.node == "bank-says"
    assert play("timeout", facts=Facts(bank=Bank.NOT_DEBITED)).at.node == "host-says"


def test_what_the_portal_says_later_replaces_what_the_screen_said() -> None:
    open_case = play("timeout", "debited", "same", "still-debited", "open", "waits", "ticket")
    paid = open_case.learn(Facts(terminal=Terminal.APPROVED))
    assert paid.at.node == "reprint"
    assert paid.verdict.state is State.PAID


def test_who_insists_on_paying_otherwise_changes_no_fact() -> None:
    before = play("timeout", "debited", "same", "still-debited", "open")
    after = play("timeout", "debited", "same", "still-debited", "open", "insists")
    assert after.facts == before.facts
    assert after.verdict.charge_again is Charge.NO


def test_another_open_payment_holds_the_walk_back() -> None:
    other = Facts(Terminal.TIMEOUT, Bank.DEBITED)
    walk = play("code", "51", "not-debited", "only-one", others=(other,))
    assert walk.outcome == "OTHER_OPEN"
    assert not walk.node.charges_again


def test_back_returns_to_the_question_as_it_was() -> None:
    asked = play("timeout")
    assert play("timeout", "debited").back() == asked


def test_back_keeps_what_was_learnt_elsewhere() -> None:
    walk = play("timeout", "debited").learn(Facts(terminal=Terminal.DECLINED)).back()
    assert walk.facts.terminal is Terminal.DECLINED


def test_an_answer_that_is_none_leaves_the_walk_alone() -> None:
    with pytest.raises(WrongInput):
        play("timeout", "yes")


class AnyWalk(RuleBasedStateMachine):
    """Answers in any order, back steps, hand-overs, facts from outside, other attempts."""

    @initialize(facts=FACTS)
    def begin(self, facts: Facts) -> None:
        self.now = Walk.begin(shipped(), "no-slip", facts)

    @precondition(lambda self: self.now.outcome is None)
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        node = self.now.node
        if node.kind is NodeKind.ACTION:
            self.now = self.now.answer(DONE)
        elif node.kind is NodeKind.LOOKUP and data.draw(st.booleans()):
            self.now = self.now.look_up(data.draw(st.sampled_from(TYPED)), codes())
        else:
            chosen = data.draw(st.sampled_from([a.id for a in self.now.answers]))
            self.now = self.now.answer(chosen)

    @precondition(lambda self: self.now.can_go_back)
    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        count = data.draw(st.integers(0, len(self.now.taken) - 1))
        self.now = self.now.back_to(count)

    @rule(facts=FACTS)
    def learn(self, facts: Facts) -> None:
        self.now = self.now.learn(facts)

    @rule(others=st.lists(FACTS, max_size=2))
    def know_of_others(self, others: list[Facts]) -> None:
        self.now = self.now.beside(tuple(others))

    @rule()
    def hand_over(self) -> None:
        walk = self.now
        self.now = Walk(walk.book, walk.home, walk.at, walk.facts).beside(walk.others)

    @invariant()
    def charging_again_is_shown_only_where_it_is_safe(self) -> None:
        if hasattr(self, "now") and self.now.node.charges_again:
            assert self.now.verdict.charge_again is Charge.YES

    @invariant()
    def there_is_always_a_way_on_or_an_outcome(self) -> None:
        if hasattr(self, "now"):
            node = self.now.node
            assert node.outcome or node.next or self.now.answers


TestAnyWalk = AnyWalk.TestCase
TestAnyWalk.settings = settings(max_examples=150, stateful_step_count=25)
