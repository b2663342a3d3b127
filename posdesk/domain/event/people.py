"""Who works here: persons, their PINs, and how trying one went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Event):
    """A person began to work with PosDesk; ``role`` is a ``domain.people.Role``."""

    type: ClassVar[str] = "person_added"
    person: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """A person's name or role changed, or they left (``active`` is false)."""

    type: ClassVar[str] = "person_changed"
    person: str
    name: str | None = None
    role: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSet(Event):
    """A person chose a PIN; ``hash`` is argon2id over the PIN keyed outside the journal.

    An empty ``hash`` takes the PIN away.
    """

    type: ClassVar[str] = "pin_set"
    person: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PinTried(Event):
    """A PIN was entered; wrong ones lock the person out for longer each time."""

    type: ClassVar[str] = "pin_tried"
    person: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKept(Event):
    """A recovery code was handed out on paper; ``hash`` is argon2id over it."""

    type: ClassVar[str] = "recovery_kept"
    hash: str
