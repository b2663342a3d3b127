"""What the money itself changes in the state of a case, beside what people say of it."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.event import Answered, Event, FactLearnt, Recorded
from posdesk.domain.facts import Source
from posdesk.domain.life import Life
from posdesk.domain.money_state import Charge
from posdesk.domain.outcome import OUTCOMES

_ENDED = frozenset({Life.SETTLED, Life.CLOSED})
_NOT_FOR_SURE = (None, Source.TOLD.value)


def moved_by_money(before: Case, after: Case, recorded: Recorded) -> Case:
    """Return ``after`` in the state that a new outcome or fact leaves it in.

    Money that is not clear any more opens a case again; a walk's outcome says whom it waits for;
    a sure answer that settles the money settles the case. What else people say they say themselves.
    """
    event = recorded.event
    if after.life in _ENDED and _becomes_unclear(before, after):
        return _in(after, Life.OPEN, recorded)
    if isinstance(event, Answered) and event.outcome is not None:
        return _ended_walk(after, event.outcome, recorded)
    newly_clear = after.is_clear and not before.is_clear and after.life not in _ENDED
    return _in(after, Life.SETTLED, recorded) if newly_clear and _is_sure(event, after) else after


def _ended_walk(case: Case, name: str, recorded: Recorded) -> Case:
    outcome = OUTCOMES.get(name)
    moved = case.changed(outcome=name)
    if case.life is Life.CLOSED:
        return moved
    if case.is_clear and (outcome is None or _ends(case, name)):
        return _in(moved, Life.SETTLED, recorded)
    if outcome is None or case.life in _ENDED:
        return moved
    if outcome.life is Life.SETTLED and not (case.is_clear or case.is_untold):
        return _in(moved, Life.OPEN, recorded)
    told = _in(moved, outcome.life, recorded)
    return told.changed(waiting_for=outcome.waiting_for)


def _becomes_unclear(before: Case, after: Case) -> bool:
    """Return whether money is in question that was not: settled before, or none of it spoken of."""
    if after.is_clear:
        return False
    return before.is_clear or (before.is_untold and not after.is_untold)


def _ends(case: Case, name: str) -> bool:
    """Return whether an outcome ends the trouble; a void is one to make, or one that was made."""
    voided = name == "VOID_REFUND" and case.verdict.charge_again is Charge.YES
    return voided or OUTCOMES[name].life is Life.SETTLED


def _in(case: Case, life: Life, recorded: Recorded) -> Case:
    return case.changed(life=life, life_at=recorded.at, waiting_for=None)


def _is_sure(event: Event, case: Case) -> bool:
    """Return whether ``event`` is an answer of who must know, and no walk is under way."""
    if not isinstance(event, FactLearnt) or event.source in _NOT_FOR_SURE:
        return False
    return case.walk is None or case.walk.outcome is not None
