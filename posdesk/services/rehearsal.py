"""Walks a flow on paper: answers in, the trail and the verdict out, nothing stored."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.domain.codes import CodeBook
from posdesk.domain.flow import FlowBook, NodeKind
from posdesk.domain.walk import DONE, Walk


def rehearse(book: FlowBook, codes: CodeBook, flow_id: str, answers: Sequence[str]) -> Walk:
    """Return the walk after ``answers``; actions consume none, the answer to a look-up is the code.

    Raises ``WrongInput`` for an answer that does not fit where it is given, and for answers left
    over at the end of the walk.
    """
    walk = _past_actions(Walk.begin(book, flow_id))
    for answer in answers:
        if walk.node.kind is NodeKind.LOOKUP and walk.node.answer(answer) is None:
            walk = walk.look_up(answer, codes)
        else:
            walk = walk.answer(answer)
        walk = _past_actions(walk)
    return walk


def _past_actions(walk: Walk) -> Walk:
    seen: set[object] = set()
    while walk.node.kind is NodeKind.ACTION and (walk.at, walk.facts) not in seen:
        seen.add((walk.at, walk.facts))
        walk = walk.answer(DONE)
    return walk
