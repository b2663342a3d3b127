"""Looks at what lies in a bundle that came: its manifest, and whether the files are those it lists.

The file may be anybody's: no stream is unpacked further than the manifest says it is long.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from posdesk.domain.bundle.verification import FoundExhibit
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import Text
from posdesk.reports.archive.manifest_reader import (
    MOST_BYTES,
    ListedCase,
    ListedExhibit,
    ReadManifest,
    read_manifest,
)
from posdesk.reports.attachment import MANIFEST_NAME, visible
from posdesk.reports.seal.held_files import HeldFiles, limit_qpdf, unpacked
from posdesk.reports.seal.reasons import (
    EXHIBIT_CHANGED,
    EXHIBIT_GONE,
    FILE_ADDED,
    MANIFEST_CHANGED,
    MANIFEST_GONE,
    MANIFEST_UNREADABLE,
    said,
)

_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle says it holds; ``troubles`` are where that is not so."""

    cases: tuple[str, ...] = ()
    exhibits: tuple[FoundExhibit, ...] = ()
    manifest_sha256: str = ""
    troubles: tuple[Text, ...] = ()


def look_inside(stream: BinaryIO) -> Contents | None:
    """Return what the PDF in ``stream`` holds, ``None`` where it is no bundle of PosDesk's."""
    import pikepdf

    limit_qpdf()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    found: Contents | None = None
    with (
        # Whatever a reader of hostile bytes raises: then they are none that PosDesk wrote.
        suppress(Exception),
        pikepdf.open(stream, suppress_warnings=True) as document,
    ):
        found = _look(document, size)
    return found


def _look(document: Any, size: int) -> Contents | None:
    info = document.docinfo
    told = str(info.get("/Keywords", ""))
    ours = str(info.get("/Creator", "")).startswith("PosDesk ") and _is_digest(told)
    held = HeldFiles(document, size)
    if MANIFEST_NAME not in held:
        return Contents(troubles=(MANIFEST_GONE,)) if ours else None
    data = held.read(MANIFEST_NAME, MOST_BYTES)
    try:
        manifest = read_manifest(data)
    except WrongInput:
        return Contents(troubles=(MANIFEST_UNREADABLE,)) if ours else None
    troubles = [] if _tells(document, told, manifest.sha256) else [MANIFEST_CHANGED]
    exhibits = []
    for case in manifest.cases:
        for exhibit in case.exhibits:
            found = _exhibit(case, exhibit, held)
            exhibits.append(found)
            if found.sound is False:
                why = EXHIBIT_CHANGED if found.embedded else EXHIBIT_GONE
                case_number = case.number or case.id[:8]
                troubles.append(
                    said(
                        why, number=exhibit.number, name=found.name[:60], case=visible(case_number)
                    )
                )
    troubles += [said(FILE_ADDED, name=visible(name)[:60]) for name in _unlisted(held, manifest)]
    cases = tuple(visible(case.number or case.id) for case in manifest.cases)
    return Contents(cases, tuple(exhibits), manifest.sha256, tuple(troubles))


def _exhibit(case: ListedCase, listed: ListedExhibit, held: HeldFiles) -> FoundExhibit:
    file, sound = listed.file, None
    embedded = file is not None and file.name in held
    if file is not None:
        sound = embedded and held.digest(file.name, file.size) == file.sha256
    return FoundExhibit(
        case=visible(case.number or case.id),
        number=listed.number,
        kind=visible(listed.kind),
        name=visible(listed.name),
        sha256=listed.sha256,
        received_sha256=listed.received_sha256,
        embedded=embedded,
        sound=sound,
    )


def _unlisted(held: HeldFiles, manifest: ReadManifest) -> list[str]:
    """Return the names of files that the manifest does not list, or that are there twice."""
    left = {MANIFEST_NAME} | {
        exhibit.file.name for case in manifest.cases for exhibit in case.exhibits if exhibit.file
    }
    added = []
    for name, _ in held.listed:
        if name in left:
            left.remove(name)
        else:
            added.append(name)
    return added


def _tells(document: Any, told: str, digest: str) -> bool:
    """Return whether the document says the digest of this manifest, in both its tables."""
    metadata = document.Root.get("/Metadata")
    if told != digest:
        return False
    return metadata is None or digest.encode() in b"".join(unpacked(metadata, MOST_BYTES))


def _is_digest(text: str) -> bool:
    return len(text) == 64 and set(text) <= _HEX
