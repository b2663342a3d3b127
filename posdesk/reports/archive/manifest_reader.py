"""Reads the manifest of a bundle that came from anywhere: its shape is right, or it is refused."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

import rfc8785

from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

MOST_BYTES = 16 * 1024 * 1024
"""A thousand cases of ten exhibits each have 5 MB."""

_VERSIONS = (1, 2)
_MOST_TEXT = 100_000
_HEX = re.compile(r"[0-9a-f]{64}")
_BOX = re.compile(r"\d{1,6}(,\d{1,6}){4}")
_FILE = re.compile(r"[a-z0-9-]{1,60}\.[a-z]{1,5}")
_FOREIGN = N_(
    "The manifest in the file is none that PosDesk writes ({where}); nothing was taken from it;"
    " ask the sender for the bundle again."
)


@dataclass(frozen=True, slots=True)
class ListedFile:
    """The file that goes along with an exhibit, as it lies in the bundle."""

    name: str
    mime: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ListedExhibit:
    """An exhibit; ``part`` is the file of the bundle that has its pages, 0 for this one."""

    number: int
    kind: str
    name: str
    mime: str
    size: int
    pages: int
    sha256: str
    received_sha256: str
    covered: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    part: int = 0
    file: ListedFile | None = None


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case and the journal's head as it saw it: the ``hash`` of event ``seq`` of ``counter``."""

    id: str
    number: str
    events: int
    counter: str
    seq: int
    at: str
    hash: str
    exhibits: tuple[ListedExhibit, ...]
    request: RequestKind | None = None


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """A manifest; ``sha256`` is the digest of its bytes."""

    version: int
    sha256: str
    cases: tuple[ListedCase, ...]
    part: int = 1
    parts: int = 1


def read_manifest(data: bytes) -> ReadManifest:
    """Return what the manifest ``data`` lists; raises ``WrongInput`` where it is none of ours."""
    if len(data) > MOST_BYTES:
        raise WrongInput(_FOREIGN, where="size")
    try:
        content = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise WrongInput(_FOREIGN, where="JSON") from None
    top = _Entry(content, "")
    version = top.whole("posdesk_manifest", 1)
    if version not in _VERSIONS:
        raise top.refused("posdesk_manifest")
    parts = top.whole("parts", 1) if version > 1 else 1
    part = top.whole("part", 1, parts) if version > 1 else 1
    cases = tuple(_case(entry, version, parts) for entry in top.entries("cases"))
    top.end()
    files = [e.file.name for case in cases for e in case.exhibits if e.file]
    if not cases or len(set(files)) < len(files):
        raise top.refused("cases")
    if not _is_canonical(content, data):
        raise WrongInput(_FOREIGN, where="JSON")
    return ReadManifest(version, hashlib.sha256(data).hexdigest(), cases, part, parts)


def _is_canonical(content: Any, data: bytes) -> bool:
    """Return whether ``content`` is written as ``data``: asked last, for it takes the longest."""
    try:
        return bool(rfc8785.dumps(content) == data)
    except (ValueError, RecursionError):
        return False


def _case(entry: _Entry, version: int, parts: int) -> ListedCase:
    head = entry.entry("head")
    exhibits = tuple(_exhibit(one, version, parts) for one in entry.entries("exhibits"))
    if len({e.number for e in exhibits}) < len(exhibits):
        raise entry.refused("exhibits")
    case = ListedCase(
        id=entry.text("id"),
        number=entry.text("number"),
        events=entry.whole("events", 1),
        counter=head.text("counter"),
        seq=head.whole("seq", 1),
        at=head.text("at"),
        hash=head.digest("hash"),
        exhibits=exhibits,
        request=entry.request() if version > 1 else None,
    )
    head.end()
    entry.end()
    return case


def _exhibit(entry: _Entry, version: int, parts: int) -> ListedExhibit:
    exhibit = ListedExhibit(
        number=entry.whole("number", 1),
        kind=entry.text("kind"),
        name=entry.text("name"),
        mime=entry.text("mime"),
        size=entry.whole("size", 0),
        pages=entry.whole("pages", 0) if version > 1 else 1,
        sha256=entry.digest("sha256"),
        received_sha256=entry.digest("received_sha256"),
        covered=entry.boxes("covered"),
        marked=entry.boxes("marked"),
        part=entry.whole("part", 1, parts) if entry.has("part") else 0,
        file=_file(entry.entry("file")) if entry.has("file") else None,
    )
    entry.end()
    if exhibit.file and exhibit.covered:
        raise entry.refused("file")
    return exhibit


def _file(entry: _Entry) -> ListedFile:
    file = ListedFile(
        entry.text("name"), entry.text("mime"), entry.whole("size", 0), entry.digest("sha256")
    )
    entry.end()
    if not _FILE.fullmatch(file.name):
        raise entry.refused("name")
    return file


class _Entry:
    """One object of the manifest: each field is asked for once, and none may be left over."""

    def __init__(self, value: Any, where: str) -> None:
        self._where = where
        if not isinstance(value, dict):
            raise self.refused("")
        self._left: dict[str, Any] = dict(value)

    def refused(self, field: str) -> WrongInput:
        """Return the error that names ``field``."""
        return WrongInput(_FOREIGN, where=f"{self._where}.{field}".strip(".") or "JSON")

    def has(self, field: str) -> bool:
        return field in self._left

    def end(self) -> None:
        """Raise where a field is left that was not asked for."""
        for field in sorted(self._left):
            raise self.refused(field[:40])

    def text(self, field: str) -> str:
        value = self._left.pop(field, None)
        if not isinstance(value, str) or len(value) > _MOST_TEXT:
            raise self.refused(field)
        return value

    def whole(self, field: str, least: int, most: int = 2**53 - 1) -> int:
        value = self._left.pop(field, None)
        if type(value) is not int or not least <= value <= most:
            raise self.refused(field)
        return value

    def digest(self, field: str) -> str:
        value = self.text(field)
        if not _HEX.fullmatch(value):
            raise self.refused(field)
        return value

    def request(self) -> RequestKind:
        value = self.text("request")
        if value not in set(RequestKind):
            raise self.refused("request")
        return RequestKind(value)

    def boxes(self, field: str) -> tuple[str, ...]:
        values = self._left.pop(field, [])
        if not isinstance(values, list) or not all(
            isinstance(value, str) and _BOX.fullmatch(value) for value in values
        ):
            raise self.refused(field)
        return tuple(values)

    def entry(self, field: str) -> _Entry:
        return _Entry(self._left.pop(field, None), f"{self._where}.{field}".strip("."))

    def entries(self, field: str) -> tuple[_Entry, ...]:
        values = self._left.pop(field, None)
        if not isinstance(values, list):
            raise self.refused(field)
        place = f"{self._where}.{field}".strip(".")
        return tuple(_Entry(value, f"{place}[{at}]") for at, value in enumerate(values))
