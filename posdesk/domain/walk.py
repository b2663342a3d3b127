"""A walk through the flows: answer, back, learn, resume; an immutable value.

Whatever the flows say, a walk never stands on a node that charges again unless the strictest
verdict over all attempts of its case is "yes": it goes to the flow's ``hold`` node instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from posdesk.domain.codes import CodeBook
from posdesk.domain.errors import WrongInput
from posdesk.domain.facts import NOTHING_KNOWN, Facts
from posdesk.domain.flow import Answer, FlowBook, Node, NodeKind, Place
from posdesk.domain.money_state import Charge, Verdict
from posdesk.domain.text import N_
from posdesk.domain.verdict import strictest

DONE = "done"
"""The one answer to an action: it was done."""

_MOST_ROUTES = 64
"""Automatic routes in a row before a flow is taken to run in circles."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step taken: where, with which answer, and what was known before it.

    ``code`` is what was typed at a look-up. ``automatic`` steps were taken by the facts alone;
    ``learnt`` holds facts that came from outside the walk at this point.
    """

    place: Place
    answer: str | None
    facts_before: Facts
    code: str | None = None
    automatic: bool = False
    learnt: Facts = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk at one moment. ``others`` are the facts of the case's other attempts to pay."""

    book: FlowBook
    home: str
    at: Place
    facts: Facts = NOTHING_KNOWN
    others: tuple[Facts, ...] = ()
    steps: tuple[Step, ...] = ()

    @classmethod
    def begin(
        cls,
        book: FlowBook,
        flow_id: str,
        facts: Facts = NOTHING_KNOWN,
        others: tuple[Facts, ...] = (),
    ) -> Walk:
        """Return a new walk at the start of ``flow_id``, knowing ``facts``."""
        start = Place(flow_id, book.flow(flow_id).start)
        return cls(book, flow_id, start, facts, others)._arrive(start)

    @property
    def node(self) -> Node:
        """The node the walk stands on."""
        return self.book.node(self.at)

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict over this attempt and all others of the case."""
        return strictest((self.facts, *self.others))

    @property
    def outcome(self) -> str | None:
        """The name of the outcome reached, if the walk has ended."""
        return self.node.outcome

    @property
    def taken(self) -> tuple[Step, ...]:
        """The steps a person took, without automatic ones."""
        return tuple(s for s in self.steps if not s.automatic)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that can be taken here with what is known."""
        return tuple(a for a in self.node.answers if a.open_to(self.facts))

    def answer(self, answer_id: str, *, code: str | None = None) -> Walk:
        """Return the walk after ``answer_id``; for an action that is ``DONE``.

        ``code`` is what was typed where the answer came out of a look-up.

        Raises ``WrongInput`` for an answer that this node does not have or that what is known
        rules out, and at the end of a walk.
        """
        node = self.node
        if node.kind is NodeKind.ACTION and answer_id == DONE and node.next is not None:
            return self._go(DONE, node.next, NOTHING_KNOWN, code)
        chosen = node.answer(answer_id)
        if chosen is None or not chosen.open_to(self.facts):
            raise WrongInput(
                N_("“{answer}” is no answer at the step “{node}”; the walk is kept as it was."),
                answer=answer_id[:40],
                node=self.at.node,
            )
        told = replace(self, others=(*self.others, NOTHING_KNOWN)) if chosen.other_try else self
        return told._go(chosen.id, chosen.next, chosen.sets, code)

    def look_up(self, code: str, codes: CodeBook) -> Walk:
        """Return the walk after ``code`` was typed at a look-up; the code decides the way."""
        node = self.node
        if node.kind is not NodeKind.LOOKUP:
            raise WrongInput(
                N_("The step “{node}” asks for no code; the walk is kept as it was."),
                node=self.at.node,
            )
        return self.answer(codes.look_up(code).consequence.value, code=code)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self.taken)

    def back(self) -> Walk:
        """Return the walk as it was before the last step a person took, keeping what was learnt."""
        return self.back_to(len(self.taken) - 1)

    def back_to(self, count: int) -> Walk:
        """Return the walk as it was after its first ``count`` steps by a person.

        Facts that came from outside the walk since then stay known.
        """
        by_person = [i for i, step in enumerate(self.steps) if not step.automatic]
        if not 0 <= count < len(by_person):
            raise WrongInput(N_("There is no step to go back to; the walk is kept as it was."))
        until = by_person[count]
        step = self.steps[until]
        facts = step.facts_before
        for later in self.steps[until:]:
            facts = facts.learn(later.learnt)
        rest = replace(self, steps=self.steps[:until], facts=facts)
        return rest._arrive(step.place)

    def learn(self, facts: Facts) -> Walk:
        """Return the walk after ``facts`` were learnt outside it (the record, a portal's answer).

        What is known may rule out where the walk stands, so it goes on at the flow's review node;
        a walk whose facts do not change stays where it is.
        """
        known = self.facts.learn(facts)
        if known == self.facts:
            return self
        step = Step(self.at, None, self.facts, automatic=True, learnt=facts)
        review = Place(self.at.flow, self.book.flow(self.at.flow).review)
        return replace(self, facts=known, steps=(*self.steps, step))._arrive(review)

    def beside(self, others: tuple[Facts, ...]) -> Walk:
        """Return the walk knowing the facts of the case's other attempts."""
        return replace(self, others=others)._arrive(self.at)

    def _go(self, answer: str, reference: str, sets: Facts, code: str | None) -> Walk:
        step = Step(self.at, answer, self.facts, code=code)
        to = self.book.place(self.at.flow, reference)
        on = replace(self, facts=self.facts.learn(sets), steps=(*self.steps, step))
        return on._arrive(to)

    def _arrive(self, place: Place) -> Walk:
        """Return the walk standing at ``place``, or where its automatic routes lead from there."""
        walk = replace(self, at=place)
        for _ in range(_MOST_ROUTES):
            node = walk.node
            if node.charges_again and walk.verdict.charge_again is not Charge.YES:
                hold = Place(walk.at.flow, walk.book.flow(walk.at.flow).hold)
                walk = replace(walk, at=hold)
                continue
            route = walk.answers[0] if node.routes_by_itself and walk.answers else None
            if route is None:
                return walk
            step = Step(walk.at, route.id, walk.facts, automatic=True)
            walk = replace(
                walk,
                at=walk.book.place(walk.at.flow, route.next),
                facts=walk.facts.learn(route.sets),
                steps=(*walk.steps, step),
            )
        raise WrongInput(
            N_("The flow “{flow}” runs in circles; the walk is kept; tell who wrote the flow."),
            flow=place.flow,
        )
