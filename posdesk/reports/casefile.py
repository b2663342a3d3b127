"""What a bundle is made of: a case, the bytes of its exhibits, and their numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from posdesk.domain.case import Case
from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import ExhibitAttached
from posdesk.domain.text import N_, Text
from posdesk.domain.timeline import EXHIBIT_KINDS

_ORDER = {kind: at for at, kind in enumerate(EXHIBIT_KINDS)}


@dataclass(frozen=True, slots=True)
class ExhibitBytes:
    """An exhibit with its bytes as they are kept: JPEG, PNG, PDF or UTF-8 text."""

    exhibit: ExhibitAttached
    data: bytes


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its exhibits; ``names`` are the names of the actors, by their id."""

    case: Case
    exhibits: tuple[ExhibitBytes, ...] = ()
    recipient: Text | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit as the bundle shows it: its number, its anchor, when and by whom it came."""

    number: int
    anchor: str
    event: ExhibitAttached
    data: bytes
    received_at: str
    actor: str


def number_exhibits(file: CaseFile, chapter: int) -> tuple[Exhibit, ...]:
    """Return the exhibits of a case in the order of the bundle: by kind, then as they came.

    Raises ``DataTrouble`` where bytes are missing or are not those that were attached.
    """
    held = {e.exhibit.sha256: e.data for e in file.exhibits}
    came = {r.event.exhibit: r for r in file.case.history if isinstance(r.event, ExhibitAttached)}
    ordered = sorted(file.case.exhibits, key=lambda e: _ORDER.get(e.kind, len(_ORDER)))
    return tuple(
        Exhibit(
            number,
            f"c{chapter}-exhibit-{number}",
            event,
            _sound(event, held.get(event.sha256)),
            came[event.exhibit].at,
            came[event.exhibit].actor,
        )
        for number, event in enumerate(ordered, 1)
    )


def _sound(event: ExhibitAttached, data: bytes | None) -> bytes:
    if data is None:
        raise DataTrouble(
            N_(
                "The exhibit “{name}” is missing from the exhibit store; no bundle was written;"
                " restore it from a backup."
            ),
            name=event.name,
        )
    if hashlib.sha256(data).hexdigest() != event.sha256:
        raise DataTrouble(
            N_(
                "The exhibit “{name}” has changed since it was attached; no bundle was written;"
                " restore it from a backup."
            ),
            name=event.name,
        )
    return data
