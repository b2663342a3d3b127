"""What is taken down of a case: the slip, the facts, the goods, what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from posdesk.domain.event.base import Event
from posdesk.domain.transaction import SlipValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    """A problem was taken down; ``symptom`` is what the customer said, in their words."""

    type: ClassVar[str] = "case_opened"
    number: str
    flow: str = ""
    symptom: str = ""
    shop: str = ""
    till: str = ""
    cashier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRecorded(Event):
    """Facts of the slip were taken down; ``why`` is set where they correct earlier ones.

    ``not_a_card`` names the fields that a person confirmed to be no card number.
    """

    type: ClassVar[str] = "slip_recorded"
    attempt: int = 1
    values: Mapping[str, SlipValue | None] = field(default_factory=dict)
    not_a_card: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsCorrected(Event):
    """What was said about the case itself was corrected."""

    type: ClassVar[str] = "details_corrected"
    symptom: str | None = None
    flow: str | None = None
    cashier: str | None = None
    why: str = ""
    not_a_card: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLearnt(Event):
    """What the terminal or the bank says, learnt outside a walk; ``why`` where it corrects."""

    type: ClassVar[str] = "fact_learnt"
    attempt: int = 1
    terminal: str | None = None
    bank: str | None = None
    source: str | None = None
    ticket: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptAdded(Event):
    """The customer tried to pay once more within the same trouble."""

    type: ClassVar[str] = "attempt_added"
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTenderTaken(Event):
    """At the customer's own wish another means was taken, with the double-payment note.

    It never changes the verdict over the attempts; as money taken it counts as one more approved.
    ``signed`` is the id of the exhibit that shows the note with the customer's signature.
    """

    type: ClassVar[str] = "other_tender_taken"
    version: ClassVar[int] = 2
    means: str
    manager: str
    note: str
    signed: str = ""
    not_a_card: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded(Event):
    """A remark in words."""

    type: ClassVar[str] = "note_added"
    text: str
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsMarked(Event):
    """Where the goods are: ``held`` in the shop or ``released`` to the customer."""

    type: ClassVar[str] = "goods_marked"
    goods: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised(Event):
    """The shop promised the customer something by a time (never a date for the money)."""

    type: ClassVar[str] = "promised"
    version: ClassVar[int] = 2
    what: str
    by: str
    not_a_card: bool = False
