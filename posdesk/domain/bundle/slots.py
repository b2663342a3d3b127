"""The pieces of evidence that a kind of request needs: each there, missing, or not applicable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.text import Text


class SlotState(StrEnum):
    """Whether a piece of evidence is there."""

    THERE = "there"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Slot:
    """One piece of evidence that is asked for.

    ``name`` is stable (for scripts); ``why`` says in a sentence why it does not apply, or how to
    get it while it is missing; ``exhibits`` are the ids of those that fill it. A slot that is not
    ``required`` helps but nobody asks for it.
    """

    name: str
    words: Text
    state: SlotState
    why: Text | None = None
    exhibits: tuple[str, ...] = ()
    required: bool = True
