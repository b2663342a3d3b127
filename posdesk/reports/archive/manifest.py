"""The manifest: one small text that stands for all evidence, so that one digest can be compared.

It is canonical JSON (RFC 8785, UTF-8); ``docs/manifest-format.md`` says what is in it and how to
check a bundle with nothing but a JSON reader and SHA-256. ``reports.manifest_reader`` reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785

from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.case import Case
from posdesk.reports.attachment import MANIFEST_NAME, Attachment
from posdesk.reports.casefile import NumberedExhibit

VERSION = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as a manifest lists it: its exhibits, and what is asked for it."""

    case: Case
    exhibits: Sequence[NumberedExhibit]
    request: RequestKind


@dataclass(frozen=True, slots=True)
class Manifest:
    """The bytes of a manifest and their SHA-256 in hex."""

    data: bytes
    sha256: str

    @property
    def short(self) -> str:
        """The digest's two ends, for the foot of each page."""
        return f"{self.sha256[:8]} … {self.sha256[-8:]}"

    def file(self, at: str) -> Attachment:
        """Return the manifest as the file that lies in the bundle, made ``at`` (ISO)."""
        about = f"SHA-256 {self.sha256}"
        return Attachment(
            MANIFEST_NAME,
            MANIFEST_NAME,
            about,
            "application/json",
            self.data,
            self.sha256,
            at,
            source=False,
        )


def write_manifest(cases: Sequence[Listed], part: int = 1, parts: int = 1) -> Manifest:
    """Return the manifest of file ``part`` of ``parts`` with ``cases``; equal ones make equal."""
    content: dict[str, Any] = {
        "posdesk_manifest": VERSION,
        "part": part,
        "parts": parts,
        "cases": [_case(listed) for listed in cases],
    }
    data: bytes = rfc8785.dumps(content)
    return Manifest(data, hashlib.sha256(data).hexdigest())


def _case(listed: Listed) -> dict[str, Any]:
    case = listed.case
    last = case.last
    return {
        "id": case.id,
        "number": _valid(case.number),
        "request": listed.request.value,
        "events": len(case.history),
        "head": {"counter": last.counter, "seq": last.seq, "at": last.at, "hash": last.hash},
        "exhibits": [_exhibit(exhibit) for exhibit in listed.exhibits],
    }


def _exhibit(exhibit: NumberedExhibit) -> dict[str, Any]:
    event, file = exhibit.kept, exhibit.file
    return {
        "number": exhibit.number,
        "kind": event.kind,
        "name": _valid(event.name),
        "mime": event.mime,
        "size": event.size,
        "pages": event.pages,
        "sha256": event.sha256,
        "received_sha256": event.received_sha256,
        **({"covered": list(event.boxes)} if event.boxes else {}),
        **({"marked": list(event.marks)} if event.marks else {}),
        **({"part": exhibit.elsewhere} if exhibit.elsewhere else {}),
        **({"file": _file(file)} if file else {}),
    }


def _file(file: Attachment) -> dict[str, Any]:
    return {
        "name": file.name,
        "mime": file.mime,
        "size": len(file.data),
        "sha256": file.sha256,
    }


def _valid(text: str) -> str:
    """Return ``text`` without lone surrogates, which no UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
