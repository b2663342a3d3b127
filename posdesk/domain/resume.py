"""Finds a walk again from the events of its case, so that nobody starts over."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.event import Answered, Recorded, SteppedBack, WalkStarted
from posdesk.domain.facts import Facts
from posdesk.domain.flow import FlowBook, Place
from posdesk.domain.fold import with_event
from posdesk.domain.walk import Walk


def resume(case: Case, walk_id: str, book: FlowBook) -> Walk:
    """Return the walk ``walk_id`` of ``case`` as its events left it.

    Where the flow's file has changed so much that the answers no longer fit, the walk stands at the
    recorded step or, if that is gone too, at the start of its flow, with all that is known.
    """
    try:
        walk = _replay(case, walk_id, book)
    except PosDeskError:
        walk = None
    return walk or _at_recorded_step(case, walk_id, book)


def _replay(case: Case, walk_id: str, book: FlowBook) -> Walk | None:
    """Return the walk after all its events, ``None`` where the book leads elsewhere today."""
    walk: Walk | None = None
    so_far = Case(case.id)
    for recorded in case.history:
        so_far = with_event(so_far, recorded)
        walk = _after(walk, recorded, so_far, walk_id, book)
        if walk is not None and _recorded_place(recorded, walk_id) not in (None, walk.at):
            return None
    return walk


def _after(
    walk: Walk | None, recorded: Recorded, case: Case, walk_id: str, book: FlowBook
) -> Walk | None:
    match recorded.event:
        case WalkStarted(walk=begun, attempt=attempt, flow=flow) if begun == walk_id:
            return Walk.begin(book, flow, _known(case, attempt), case.others(attempt))
        case Answered(walk=of, answer=answer, code=code) if of == walk_id and walk:
            return walk.answer(answer, code=code)
        case SteppedBack(walk=of, steps_kept=kept) if of == walk_id and walk:
            return walk.back_to(kept)
    if walk is None:
        return None
    attempt = next(w.attempt for w in case.walks if w.id == walk_id)
    return walk.beside(case.others(attempt)).learn(_known(case, attempt))


def _recorded_place(recorded: Recorded, walk_id: str) -> Place | None:
    """Return where an event of the walk says that it led."""
    match recorded.event:
        case Answered(walk=of, to=name) | SteppedBack(walk=of, node=name) if of == walk_id:
            return Place(*name.split("/", 1))
    return None


def _at_recorded_step(case: Case, walk_id: str, book: FlowBook) -> Walk:
    started = next(w for w in case.walks if w.id == walk_id)
    known, others = _known(case, started.attempt), case.others(started.attempt)
    place = Place(*started.at.split("/", 1))
    try:
        book.node(place)
    except PosDeskError:
        return Walk.begin(book, started.flow, known, others)
    return Walk(book, started.flow, place, known).beside(others)


def _known(case: Case, attempt: int) -> Facts:
    return next(a.facts for a in case.attempts if a.number == attempt)
