"""What happens between shifts and beside cases: hand-over sheets, lessons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPractised(Event):
    """Someone answered the question of a training lesson; it belongs to no case."""

    type: ClassVar[str] = "lesson_practised"
    lesson: str
    person: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEnded(Event):
    """A hand-over sheet was made; ``head`` is the journal's head it was made at, in hex.

    ``seq`` is the number of the event that has it, in the chain of the counter that wrote this.
    ``cases`` are the numbers of the cases on it, ``opened`` and ``closed`` those since the sheet
    before; ``sheet`` is its id, ``by`` the name of who hands over, ``note`` what they add.
    """

    type: ClassVar[str] = "shift_ended"
    sheet: str
    by: str
    head: str
    seq: int
    since: str = ""
    cases: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftTakenOver(Event):
    """The next cashier read a hand-over sheet and took over; ``by`` is their name."""

    type: ClassVar[str] = "shift_taken_over"
    sheet: str
    by: str
    note: str = ""
