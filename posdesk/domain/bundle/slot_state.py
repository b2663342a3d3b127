"""Whether a piece of evidence is there, and what follows from it: apart, for rules and slots."""

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
class Found:
    """What was found of a piece of evidence, why so, and whether anybody asks for it."""

    state: SlotState
    why: Text | None = None
    required: bool = True


THERE = Found(SlotState.THERE)


def missing(zh: str, en: str, *, required: bool = True) -> Found:
    """Return that it is missing, with how to get it."""
    return Found(SlotState.MISSING, Text(zh, en), required)


def not_applicable(zh: str, en: str) -> Found:
    """Return that it does not apply, with the reason."""
    return Found(SlotState.NOT_APPLICABLE, Text(zh, en), required=False)
