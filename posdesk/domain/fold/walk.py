"""What the events of a walk change in a case."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.case import Case, WalkSoFar
from posdesk.domain.event import Answered, Recorded, SteppedBack, WalkStarted
from posdesk.domain.fold.attempts import (
    attempt_of,
    facts_of,
    sourced,
    walk_of,
    with_attempt,
    with_walk,
)


def walk_started(case: Case, event: WalkStarted, at: Recorded) -> Case:
    """A walk stands at its first step."""
    begun = WalkSoFar(event.walk, event.attempt, event.flow, event.title, event.node, event.title)
    return case.changed(walks=(*case.walks, begun), flow=case.flow or event.flow)


def answered(case: Case, event: Answered, at: Recorded) -> Case:
    """A walk goes on; an answer that names its source is a look at the money."""
    walk = walk_of(case, event.walk)
    attempt = attempt_of(case, event.attempt)
    told = with_attempt(case, sourced(attempt, facts_of(event.terminal, event.bank), event.source))
    if event.source is not None:
        told = told.changed(looked_at=at.at)
    if walk is None:
        return told
    on = WalkSoFar(
        id=walk.id,
        attempt=walk.attempt,
        flow=walk.flow,
        title=walk.title,
        at=event.to,
        question=event.outcome_text or walk.question,
        taken=(*walk.taken, event),
        outcome=event.outcome,
    )
    return with_walk(told, on)


def stepped_back(case: Case, event: SteppedBack, at: Recorded) -> Case:
    """A walk stands at an earlier step, with the facts known there."""
    attempt = replace(attempt_of(case, event.attempt), facts=facts_of(event.terminal, event.bank))
    told, walk = with_attempt(case, attempt), walk_of(case, event.walk)
    if walk is None:
        return told
    back = replace(
        walk,
        at=event.node,
        question=event.question,
        taken=walk.taken[: event.steps_kept],
        outcome=None,
    )
    return with_walk(told, back)
