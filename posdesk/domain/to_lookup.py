"""The shortest way from the start of a walk to where it asks for a response code."""

from __future__ import annotations

from posdesk.domain.facts import NOTHING_KNOWN
from posdesk.domain.flow import NodeKind
from posdesk.domain.walk import DONE, Walk

_FARTHEST = 4


def way_to_lookup(walk: Walk) -> tuple[str, ...] | None:
    """Return the answers that lead from ``walk`` to a look-up, ``None`` where it is far.

    Only answers that claim nothing are taken: they set no fact, and none of them is "not sure".
    """
    ways: list[tuple[Walk, tuple[str, ...]]] = [(walk, ())]
    for at, answers in ways:
        if at.node.kind is NodeKind.LOOKUP:
            return answers
        if len(answers) < _FARTHEST:
            ways += [(at.answer(one), (*answers, one)) for one in _plain_answers(at)]
    return None


def _plain_answers(walk: Walk) -> list[str]:
    if walk.node.kind is NodeKind.ACTION and walk.node.next is not None:
        return [DONE]
    if walk.node.kind is not NodeKind.QUESTION:
        return []
    return [a.id for a in walk.answers if a.sets == NOTHING_KNOWN and not a.unsure]
