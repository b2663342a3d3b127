"""The manifest: one small text that stands for all evidence, so that one digest can be compared.

It is canonical JSON (RFC 8785, UTF-8) and holds for each case its number, the counter, number and
chain hash of its last event (the journal's head as this case saw it), and for each exhibit its
number, kind, name, length, and two SHA-256 digests: of the bytes kept and printed, and of the bytes
as they were received. The letter, the language and the way the pages are set are not part of it:
the same evidence always has the same manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785

from posdesk.domain.case import Case
from posdesk.reports.casefile import NumberedExhibit

VERSION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The bytes of a manifest and their SHA-256 in hex."""

    data: bytes
    sha256: str

    @property
    def short(self) -> str:
        """The digest's two ends, for the foot of each page."""
        return f"{self.sha256[:8]} … {self.sha256[-8:]}"


def write_manifest(cases: Sequence[tuple[Case, Sequence[NumberedExhibit]]]) -> Manifest:
    """Return the manifest of ``cases``, each with its numbered exhibits."""
    content: dict[str, Any] = {
        "posdesk_manifest": VERSION,
        "cases": [_case(case, exhibits) for case, exhibits in cases],
    }
    data: bytes = rfc8785.dumps(content)
    return Manifest(data, hashlib.sha256(data).hexdigest())


def _case(case: Case, exhibits: Sequence[NumberedExhibit]) -> dict[str, Any]:
    last = case.last
    return {
        "id": case.id,
        "number": _valid(case.number),
        "events": len(case.history),
        "head": {"counter": last.counter, "seq": last.seq, "at": last.at, "hash": last.hash},
        "exhibits": [_exhibit(exhibit) for exhibit in exhibits],
    }


def _exhibit(exhibit: NumberedExhibit) -> dict[str, Any]:
    event = exhibit.kept
    return {
        "number": exhibit.number,
        "kind": event.kind,
        "name": _valid(event.name),
        "mime": event.mime,
        "size": event.size,
        "sha256": event.sha256,
        "received_sha256": event.received_sha256,
        **({"covered": list(event.boxes)} if event.boxes else {}),
    }


def _valid(text: str) -> str:
    """Return ``text`` without lone surrogates, which no UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
