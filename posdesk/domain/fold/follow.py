"""What calls, steps, states and payouts change in a case."""

from __future__ import annotations

from dataclasses import fields, replace

from posdesk.domain.case import Call, Case
from posdesk.domain.event import (
    CallLogged,
    CasesLinked,
    PayoutTracked,
    Recorded,
    StateChanged,
    StepDone,
    StepPlanned,
    WrittenOff,
)
from posdesk.domain.life import Life, Party

OWN_STEP = "own"
"""The step that a person thought of; every other step follows of what is known."""

PAYOUT_TOLD = "payout:told"
"""Whoever tells something new of a payout has looked at it."""

_LOOKED = frozenset({Party.ACQUIRER, Party.ISSUER, Party.WALLET})


def state_changed(case: Case, event: StateChanged, at: Recorded) -> Case:
    """A person said where the case stands."""
    return case.changed(
        life=Life(event.to),
        life_at=at.at,
        waiting_for=Party(event.waiting_for) if event.waiting_for else None,
        outcome=event.outcome or (case.outcome if event.to != Life.OPEN else ""),
    )


def call_logged(case: Case, event: CallLogged, at: Recorded) -> Case:
    """A call; asking whoever holds the money is a look at it.

    A promise made in it is a new one: whatever was done about an older one counts no more.
    """
    told = case.changed(calls=(*case.calls, Call(at.at, at.actor, event)))
    told = _forgetting(told, f"answer:{event.who}")
    return told.changed(looked_at=at.at) if event.who in _LOOKED else told


def step_done(case: Case, event: StepDone, at: Recorded) -> Case:
    """A step is behind; one that a person had thought of goes with it."""
    plans = {step: plan for step, plan in case.plans.items() if step != event.step}
    return case.changed(done={**case.done, event.step: at.at}, plans=plans)


def step_planned(case: Case, event: StepPlanned, at: Recorded) -> Case:
    """A step was put to another time."""
    return case.changed(plans={**case.plans, event.step: event})


def cases_linked(case: Case, event: CasesLinked, at: Recorded) -> Case:
    """Another case is about the same money."""
    return case.changed(links=(*case.links, event))


def payout_tracked(case: Case, event: PayoutTracked, at: Recorded) -> Case:
    """What was said of the payout is laid over what was known.

    One that came back after it was paid again begins anew; a new date is looked at anew.
    """
    known = case.payout or PayoutTracked(case=event.case)
    if event.returned_on and known.repaid_at and event.returned_on >= known.repaid_at[:10]:
        known = PayoutTracked(case=event.case)
    said = {f.name: getattr(event, f.name) for f in fields(event)}
    news = {name: value for name, value in said.items() if value is not None}
    told = case.changed(
        payout=replace(known, **news),
        payout_at=case.payout_at or at.at,
        done={**case.done, PAYOUT_TOLD: at.at},
    )
    return _forgetting(told, "repay") if event.repay_on else told


def _forgetting(case: Case, step: str) -> Case:
    """Return ``case`` as if nothing had been done about ``step`` or planned for it."""
    return case.changed(
        done={key: when for key, when in case.done.items() if key != step},
        plans={key: plan for key, plan in case.plans.items() if key != step},
    )


def written_off(case: Case, event: WrittenOff, at: Recorded) -> Case:
    """The money was given up, and with it the case."""
    return case.changed(
        written_off=event,
        life=Life.CLOSED,
        life_at=at.at,
        waiting_for=None,
        outcome="WRITTEN_OFF",
    )
