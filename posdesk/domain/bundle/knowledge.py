"""What a case knows about its own trouble beyond the two facts: the flows walked, the answers."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.event import Answered


def ways_of(case: Case) -> frozenset[str]:
    """Return the flows that a case is about: as it was taken down, and where its walks ended."""
    walked = {flow for walk in case.walks for flow in (walk.flow, walk.at.partition("/")[0])}
    return frozenset({case.flow, *walked}) - {""}


def outcomes_of(case: Case) -> frozenset[str]:
    """Return how a case ended, as a person said last and as its last walk says."""
    walked = case.walk.outcome if case.walk is not None else None
    return frozenset({case.outcome, walked or ""}) - {""}


def picked(case: Case, place: str) -> str:
    """Return what was answered last at ``place`` (``FLOW/NODE``), empty where nobody was asked."""
    answers = (step for walk in reversed(case.walks) for step in reversed(walk.taken))
    return next((step.answer for step in answers if step.node == place), "")


def codes_of(case: Case, attempt: int) -> tuple[str, ...]:
    """Return the response codes that were noted for ``attempt``, the last one last."""
    events = (r.event for r in case.history)
    return tuple(
        e.code for e in events if isinstance(e, Answered) and e.code and e.attempt == attempt
    )
