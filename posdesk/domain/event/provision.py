"""What comes from whoever installed this counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioned(Event):
    """Settings came from an installer's file; they are named here, what they say is not.

    ``digest`` is the SHA-256 of the file in hex. ``kept`` are those that somebody had set otherwise
    and that stayed, ``overwritten`` those that did not, ``waiting`` what could not be done yet.
    """

    type: ClassVar[str] = "provisioned"
    file: str
    digest: str
    set: tuple[str, ...] = ()
    overwritten: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
