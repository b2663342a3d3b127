"""What happens to the journal itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalStarted(Event):
    """A copy of a journal began here, under a counter id of its own.

    ``restored_from`` is the head (hex) of the backup that the copy was made of, if it was;
    ``last_number`` is the highest case number that the data had which it took the place of.
    """

    type: ClassVar[str] = "journal_started"
    software: str
    restored_from: str = ""
    last_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded(Event):
    """From here on a newer PosDesk, ``software``, goes on with the journal; ``before`` is the old.

    ``backup`` is the name of what was written before it changed the files, empty where it did not.
    """

    type: ClassVar[str] = "upgraded"
    software: str
    before: str = ""
    backup: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Event):
    """Personal content was erased: the payloads of ``seqs`` may be missing, the chain stays.

    ``number`` is that of the case that went, empty where it was no case. Its ``case`` is empty, so
    that it does not belong to what it erases.
    """

    type: ClassVar[str] = "erased"
    counter: str
    seqs: tuple[int, ...] = ()
    why: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptionTurned(Event):
    """Everything at rest was encrypted from here on, or no more; ``key`` is the id of the key."""

    type: ClassVar[str] = "encryption_turned"
    on: bool
    key: str
