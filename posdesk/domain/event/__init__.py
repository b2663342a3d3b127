"""Every event there is: what can happen to a case, and how it is written to and read from bytes.

An event is stored once and never changed, so a field is never renamed; a new meaning gets a new
version of the type and ``read_event`` learns to bring the old one up to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from posdesk.domain.errors import DataTrouble
from posdesk.domain.event.base import Event, Recorded
from posdesk.domain.event.bundle import BundleForgotten, BundleSent, SealMade, SealTrusted
from posdesk.domain.event.exhibit import (
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    ExhibitMarked,
)
from posdesk.domain.event.follow import (
    CallLogged,
    CasesLinked,
    PayoutTracked,
    StateChanged,
    StepDone,
    StepPlanned,
    WrittenOff,
)
from posdesk.domain.event.journal import EncryptionTurned, Erased, JournalStarted, Upgraded
from posdesk.domain.event.people import PersonAdded, PersonChanged, PinSet, PinTried, RecoveryKept
from posdesk.domain.event.provision import Provisioned
from posdesk.domain.event.record import (
    AttemptAdded,
    CaseOpened,
    DetailsCorrected,
    FactLearnt,
    GoodsMarked,
    NoteAdded,
    OtherTenderTaken,
    Promised,
    SlipRecorded,
)
from posdesk.domain.event.shift import LessonPractised, ShiftEnded, ShiftTakenOver
from posdesk.domain.event.walk import Answered, HandedOver, SteppedBack, WalkStarted
from posdesk.domain.text import N_, Text

__all__ = [
    "Answered",
    "AttemptAdded",
    "BundleForgotten",
    "BundleSent",
    "CallLogged",
    "CaseOpened",
    "CasesLinked",
    "DetailsCorrected",
    "EncryptionTurned",
    "Erased",
    "Event",
    "ExhibitAttached",
    "ExhibitCovered",
    "ExhibitDescribed",
    "ExhibitMarked",
    "FactLearnt",
    "GoodsMarked",
    "HandedOver",
    "JournalStarted",
    "LessonPractised",
    "NoteAdded",
    "OtherTenderTaken",
    "PayoutTracked",
    "PersonAdded",
    "PersonChanged",
    "PinSet",
    "PinTried",
    "Promised",
    "Provisioned",
    "Recorded",
    "RecoveryKept",
    "SealMade",
    "SealTrusted",
    "ShiftEnded",
    "ShiftTakenOver",
    "SlipRecorded",
    "StateChanged",
    "StepDone",
    "StepPlanned",
    "SteppedBack",
    "Upgraded",
    "WalkStarted",
    "WrittenOff",
]

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
        ExhibitCovered,
        ExhibitDescribed,
        ExhibitMarked,
        BundleSent,
        BundleForgotten,
        HandedOver,
        StateChanged,
        CallLogged,
        StepDone,
        StepPlanned,
        CasesLinked,
        PayoutTracked,
        WrittenOff,
        LessonPractised,
        ShiftEnded,
        ShiftTakenOver,
        PersonAdded,
        PersonChanged,
        PinSet,
        PinTried,
        RecoveryKept,
        SealMade,
        SealTrusted,
        EncryptionTurned,
        Provisioned,
        Upgraded,
        Erased,
    )
}

_FIELDS = {kind: frozenset(field_.name for field_ in fields(kind)) for kind in EVENTS.values()}
"""The names of what each says, asked for once: a journal of a million events is read by them."""

_PLAIN = frozenset({str, int, bool, type(None)})


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
    known = _FIELDS[kind]
    return kind(
        **{
            name: value if type(value) in _PLAIN else _read(value)
            for name, value in payload.items()
            if name in known
        }
    )


def _written(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_dict()
    return list(value) if isinstance(value, tuple) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"zh_CN", "en"}:
        return Text(**value)
    return tuple(value) if isinstance(value, list) else value
