"""What a walk leaves in the journal: an event of its beginning, each answer and each step back."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.event import Answered, SteppedBack, WalkStarted
from posdesk.domain.flow import Flow, Node, NodeKind, Place
from posdesk.domain.text import Text
from posdesk.domain.walk import DONE, Walk

DONE_TEXT = Text("做好了", "Done")


@dataclass(frozen=True, slots=True)
class Way:
    """Whose walk it is: the ids of its case and of itself, and the attempt it is about."""

    case: str
    walk: str
    attempt: int


def started(way: Way, walk: Walk, flow: Flow) -> WalkStarted:
    """Return the event of a walk that begins in ``flow``."""
    return WalkStarted(
        case=way.case,
        walk=way.walk,
        attempt=way.attempt,
        flow=flow.id,
        flow_version=flow.version,
        title=flow.title,
        node=_name(walk.at),
    )


def answered(
    way: Way,
    before: Walk,
    after: Walk,
    answer_id: str,
    *,
    code: str | None = None,
    meaning: Text | None = None,
) -> Answered:
    """Return the event of an answer that led from ``before`` to ``after``.

    At a look-up ``code`` is what was typed and ``meaning`` what it stands for.
    """
    asked = before.node
    chosen = asked.answer(answer_id)
    said = chosen.text if chosen and answer_id != DONE else DONE_TEXT
    return Answered(
        case=way.case,
        walk=way.walk,
        attempt=way.attempt,
        node=_name(before.at),
        kind=asked.kind.value,
        question=asked.text,
        answer=answer_id,
        answer_text=meaning or said,
        code=code,
        unsure=chosen is not None and chosen.unsure,
        source=_source(asked, answer_id),
        to=_name(after.at),
        outcome=after.outcome,
        outcome_text=after.node.text if after.outcome else None,
        **after.facts.as_dict(),
    )


def stepped_back(way: Way, walk: Walk) -> SteppedBack:
    """Return the event of going back to where ``walk`` stands now."""
    return SteppedBack(
        case=way.case,
        walk=way.walk,
        attempt=way.attempt,
        node=_name(walk.at),
        question=walk.node.text,
        steps_kept=len(walk.taken),
        **walk.facts.as_dict(),
    )


def _name(place: Place) -> str:
    return f"{place.flow}/{place.node}"


def _source(node: Node, answer_id: str) -> str | None:
    if node.kind is NodeKind.LOOKUP:
        return "code"
    chosen = node.answer(answer_id)
    return chosen.source.value if chosen and chosen.source else None
