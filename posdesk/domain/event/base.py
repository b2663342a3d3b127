"""What every event has, and how the journal holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has: a stable ``type`` and ``version``, and the case it belongs to."""

    type: ClassVar[str]
    version: ClassVar[int] = 1

    case: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the journal holds it. ``at`` is ISO time, ``hash`` the chain's hash in hex."""

    counter: str
    seq: int
    id: str
    at: str
    actor: str
    hash: str
    event: Event
