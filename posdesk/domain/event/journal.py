"""What happens to the journal itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalStarted(Event):
    """A copy of a journal began here, under a counter id of its own."""

    type: ClassVar[str] = "journal_started"
    software: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Event):
    """Personal content was erased: the payloads of ``seqs`` may be missing, the chain stays."""

    type: ClassVar[str] = "erased"
    counter: str
    seqs: tuple[int, ...]
    why: str
