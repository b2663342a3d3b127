"""What happens on a walk through a flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event
from posdesk.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStarted(Event):
    """A walk through a flow began, with the facts known then."""

    type: ClassVar[str] = "walk_started"
    walk: str
    attempt: int = 1
    flow: str
    flow_version: str
    title: Text
    node: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Event):
    """A step of a walk was answered; the words are kept as they were shown.

    ``node`` and ``to`` are ``FLOW/NODE``. ``terminal`` and ``bank`` are the facts after the answer.
    """

    type: ClassVar[str] = "answered"
    walk: str
    attempt: int = 1
    node: str
    kind: str
    question: Text
    answer: str
    answer_text: Text
    code: str | None = None
    unsure: bool = False
    source: str | None = None
    to: str
    terminal: str | None = None
    bank: str | None = None
    outcome: str | None = None
    outcome_text: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SteppedBack(Event):
    """A walk went back to an earlier step; the facts are those known there."""

    type: ClassVar[str] = "stepped_back"
    walk: str
    attempt: int = 1
    node: str
    question: Text
    steps_kept: int
    terminal: str | None = None
    bank: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """Another cashier took an unfinished walk over; ``to`` is their name, ``why`` in a line."""

    type: ClassVar[str] = "handed_over"
    walk: str
    to: str
    why: str
