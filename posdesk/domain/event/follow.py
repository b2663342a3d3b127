"""What happens to a case over days: its states, calls, next steps and its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event
from posdesk.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged(Event):
    """A case came into another state; ``waiting_for`` names whom it waits for, if anyone.

    ``to`` is a ``domain.life.Life``, ``waiting_for`` a ``Party``, ``outcome`` how it ended.
    """

    type: ClassVar[str] = "state_changed"
    to: str
    waiting_for: str | None = None
    outcome: str | None = None
    why: str
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogged(Event):
    """Someone was called or written to, or called us; ``promise_by`` is by when they answer.

    ``who`` is a ``Party``, ``name`` the person spoken to, ``how`` one of ``life.WAYS``.
    """

    type: ClassVar[str] = "call_logged"
    who: str
    how: str = "call"
    name: str = ""
    ticket: str = ""
    said: str = ""
    promise_by: str | None = None
    not_a_card: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Event):
    """The next step ``step`` was done; ``came`` is what came of it."""

    type: ClassVar[str] = "step_done"
    step: str
    what: Text
    came: str = ""
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlanned(Event):
    """A step was put to another time; the step ``own`` is one that a person thought of."""

    type: ClassVar[str] = "step_planned"
    step: str
    what: Text
    by: str
    why: str = ""
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesLinked(Event):
    """Another case was found to be about the same money; both cases get this event."""

    type: ClassVar[str] = "cases_linked"
    other: str
    number: str
    why: str
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutTracked(Event):
    """What is known of a payout that came back; what is not set is as it was said before.

    ``returned_on`` and ``repay_on`` are days (``2026-11-20``), ``repaid_at`` ISO time; ``amount``
    in fen; ``document`` is what was corrected (the account's name, say).
    """

    type: ClassVar[str] = "payout_tracked"
    returned_on: str | None = None
    amount: int | None = None
    cause: str | None = None
    document: str | None = None
    repay_on: str | None = None
    repaid_at: str | None = None
    not_a_card: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOff(Event):
    """A manager gave the money up; the case is closed by it. ``amount`` in fen."""

    type: ClassVar[str] = "written_off"
    amount: int
    why: str
    not_a_card: bool = False
