"""Every event there is: what can happen to a case, and how it is written to and read from bytes.

An event is stored once and never changed, so a field is never renamed; a new meaning gets a new
version of the type and ``read_event`` learns to bring the old one up to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_, Text
from posdesk.domain.transaction import SlipValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has: a stable ``type`` and ``version``, and the case it belongs to."""

    type: ClassVar[str]
    version: ClassVar[int] = 1

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalStarted(Event):
    """A copy of a journal began here, under a counter id of its own."""

    type: ClassVar[str] = "journal_started"
    software: str


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
    """

    type: ClassVar[str] = "other_tender_taken"
    means: str
    manager: str
    note: str


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
    what: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitAttached(Event):
    """A piece of evidence was added; its bytes lie in the exhibit store under ``sha256``.

    ``received_sha256`` is the digest of the bytes as they came, before they were cleaned. ``pages``
    counts the pages of a document, 1 for a picture or a text.
    """

    type: ClassVar[str] = "exhibit_attached"
    exhibit: str
    kind: str
    name: str
    mime: str
    sha256: str
    received_sha256: str
    size: int
    pages: int = 1
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """Another cashier took an unfinished walk over; ``to`` is their name, ``why`` in a line."""

    type: ClassVar[str] = "handed_over"
    walk: str
    to: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPractised(Event):
    """Someone answered the question of a training lesson; it belongs to no case."""

    type: ClassVar[str] = "lesson_practised"
    lesson: str
    person: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Event):
    """Personal content was erased: the payloads of ``seqs`` may be missing, the chain stays."""

    type: ClassVar[str] = "erased"
    counter: str
    seqs: tuple[int, ...]
    why: str


EVENTS: dict[str, type[Event]] = {
    kind.type: kind
    for kind in (
        JournalStarted,
        CaseOpened,
        SlipRecorded,
        DetailsCorrected,
        FactLearnt,
        AttemptAdded,
        OtherTenderTaken,
        WalkStarted,
        Answered,
        SteppedBack,
        NoteAdded,
        GoodsMarked,
        Promised,
        ExhibitAttached,
        HandedOver,
        LessonPractised,
        Erased,
    )
}


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


def write_event(event: Event) -> dict[str, Any]:
    """Return the payload of ``event`` as plain JSON values; what is not set is left out.

    Shallow on purpose: ``dataclasses.asdict`` costs six times as much at every answer.
    """
    payload: dict[str, Any] = {}
    for field_ in fields(event):
        value = getattr(event, field_.name)
        if value is None or value == () or (value == "" and field_.default == ""):
            continue
        payload[field_.name] = _written(value)
    return payload


def read_event(type_name: str, version: int, payload: Mapping[str, Any]) -> Event:
    """Return the event that a stored payload holds; raises ``DataTrouble`` for unknown ones."""
    kind = EVENTS.get(type_name)
    if kind is None or version > kind.version:
        raise DataTrouble(
            N_(
                "The journal holds an event “{type}” of version {version}, which this program is"
                " too old to read; nothing was changed; install the newer PosDesk."
            ),
            type=type_name,
            version=version,
        )
    known = {f.name for f in fields(kind)}
    return kind(**{name: _read(v) for name, v in payload.items() if name in known})


def _written(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_dict()
    return list(value) if isinstance(value, tuple) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"zh_CN", "en"}:
        return Text(**value)
    return tuple(value) if isinstance(value, list) else value
