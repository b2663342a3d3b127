"""What a bundle is made of: a case, the bytes of its exhibits, and their numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from posdesk.domain.case import Case
from posdesk.domain.errors import DataTrouble
from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.domain.text import N_, Text
from posdesk.reports.attachment import Attachment

_ORDER = {kind: at for at, kind in enumerate(EXHIBIT_KINDS)}


@dataclass(frozen=True, slots=True)
class ExhibitBytes:
    """An exhibit with its bytes as they are kept: JPEG, PNG, PDF or UTF-8 text.

    ``original`` are those that came, where they are kept too.
    """

    exhibit: Exhibit
    data: bytes
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its exhibits; ``names`` are the names of the actors, by their id."""

    case: Case
    exhibits: tuple[ExhibitBytes, ...] = ()
    recipient: Text | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def without(self, exhibits: Collection[str]) -> CaseFile:
        """Return this case as if the exhibits with these ids had never been added."""
        if not exhibits:
            return self
        held = tuple(held for held in self.exhibits if held.exhibit.id not in exhibits)
        case = self.case.changed(exhibits=tuple(one.exhibit for one in held))
        return replace(self, case=case, exhibits=held)


@dataclass(frozen=True, slots=True)
class NumberedExhibit:
    """An exhibit as the bundle shows it: its number and its anchor.

    ``elsewhere`` is the part of a bundle in several files that has its pages, 0 for this one.
    ``original`` are the bytes as they came, where they are at hand; ``file`` is what goes along.
    """

    number: int
    anchor: str
    kept: Exhibit
    data: bytes
    elsewhere: int = 0
    original: bytes | None = None
    file: Attachment | None = None

    @property
    def link(self) -> str:
        """The anchor that leads to it, empty where another file has its pages."""
        return "" if self.elsewhere else self.anchor


def number_exhibits(file: CaseFile, chapter: int) -> tuple[NumberedExhibit, ...]:
    """Return the exhibits of a case in the order of the bundle: by kind, then as they came.

    Raises ``DataTrouble`` where bytes are missing or are not those that were attached.
    """
    held = {e.exhibit.sha256: e.data for e in file.exhibits}
    originals = {e.exhibit.received_sha256: e.original for e in file.exhibits}
    ordered = sorted(file.case.exhibits, key=lambda e: _ORDER.get(e.kind, len(_ORDER)))
    return tuple(
        NumberedExhibit(
            number,
            f"c{chapter}-exhibit-{number}",
            kept,
            _sound(kept, held.get(kept.sha256), kept.sha256),
            original=_original(kept, originals.get(kept.received_sha256)),
        )
        for number, kept in enumerate(ordered, 1)
    )


def _original(kept: Exhibit, data: bytes | None) -> bytes | None:
    return None if data is None else _sound(kept, data, kept.received_sha256)


def _sound(kept: Exhibit, data: bytes | None, sha256: str) -> bytes:
    if data is None:
        raise DataTrouble(
            N_(
                "The exhibit “{name}” is missing from the exhibit store; no bundle was written;"
                " restore it from a backup."
            ),
            name=kept.name,
        )
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DataTrouble(
            N_(
                "The exhibit “{name}” has changed since it was attached; no bundle was written;"
                " restore it from a backup."
            ),
            name=kept.name,
        )
    return data
