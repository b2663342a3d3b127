"""Makes a case of its events: each changes what it says, the money what follows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from posdesk.domain.case import Case
from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    BundleForgotten,
    BundleSent,
    CallLogged,
    CaseOpened,
    CasesLinked,
    DetailsCorrected,
    Event,
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    ExhibitMarked,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    PayoutTracked,
    Promised,
    Recorded,
    SlipRecorded,
    StateChanged,
    StepDone,
    SteppedBack,
    StepPlanned,
    WalkStarted,
    WrittenOff,
)
from posdesk.domain.fold import follow, record, walk
from posdesk.domain.fold.life import moved_by_money

_FOLDS: dict[type[Event], Callable[[Case, Any, Recorded], Case]] = {
    CaseOpened: record.opened,
    DetailsCorrected: record.details_corrected,
    SlipRecorded: record.slip_recorded,
    FactLearnt: record.fact_learnt,
    AttemptAdded: record.attempt_added,
    OtherTenderTaken: record.tender_taken,
    GoodsMarked: record.goods_marked,
    Promised: record.promised,
    ExhibitAttached: record.exhibit_attached,
    ExhibitCovered: record.exhibit_covered,
    ExhibitDescribed: record.exhibit_described,
    ExhibitMarked: record.exhibit_marked,
    BundleSent: record.bundle_sent,
    BundleForgotten: record.bundle_forgotten,
    WalkStarted: walk.walk_started,
    Answered: walk.answered,
    SteppedBack: walk.stepped_back,
    StateChanged: follow.state_changed,
    CallLogged: follow.call_logged,
    StepDone: follow.step_done,
    StepPlanned: follow.step_planned,
    CasesLinked: follow.cases_linked,
    PayoutTracked: follow.payout_tracked,
    WrittenOff: follow.written_off,
}
"""What each event changes; those that only tell the story change nothing else."""

_MOVES_MONEY = (Answered, SteppedBack, FactLearnt, AttemptAdded, OtherTenderTaken)


def with_event(case: Case, recorded: Recorded) -> Case:
    """Return ``case`` after one more event."""
    change = _FOLDS.get(type(recorded.event))
    told = change(case, recorded.event, recorded) if change else case
    if isinstance(recorded.event, _MOVES_MONEY):
        told = moved_by_money(case, told, recorded)
    opened = told.opened_at or recorded.at
    return told.changed(opened_at=opened, history=(*case.history, recorded))


def fold(case_id: str, events: Iterable[Recorded]) -> Case:
    """Return the case that ``events``, in order, tell."""
    return reduce(with_event, events, Case(case_id))
