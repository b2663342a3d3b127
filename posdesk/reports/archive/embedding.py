"""Chooses which bytes of an exhibit lie inside the bundle, for who wants more than its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from posdesk.reports.archive.harmless_pdf import is_harmless
from posdesk.reports.archive.stripped_picture import JPEG_START, strip_picture
from posdesk.reports.archive.telling_pdf import without_tales
from posdesk.reports.attachment import Attachment, exhibit_name, shown_name, visible
from posdesk.reports.casefile import NumberedExhibit


def embed(exhibit: NumberedExhibit, chapter: int, *, single: bool) -> NumberedExhibit:
    """Return ``exhibit`` with the file that goes along with it, where one may.

    That is a picture as it came, without its metadata; a PDF as it came where nothing in it acts
    or tells of people, else as it is kept; a text as it is kept. Of a covered exhibit nothing goes
    along but its pages.
    """
    if exhibit.kept.boxes:
        return exhibit
    found = next(_candidates(exhibit), None)
    if found is None:
        return exhibit
    mime, data = found
    name = exhibit_name(chapter, exhibit.number, mime, single=single)
    real = exhibit.kept.name
    digest = hashlib.sha256(data).hexdigest()
    shown, at = shown_name(name, real), exhibit.kept.at
    return replace(exhibit, file=Attachment(name, shown, visible(real), mime, data, digest, at))


def _candidates(exhibit: NumberedExhibit) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes that may go along, those as they came before those that are kept."""
    mime = exhibit.kept.mime
    if mime == "text/plain":
        yield mime, exhibit.data
        return
    for data in (exhibit.original, exhibit.data):
        if data is None:
            continue
        if mime.startswith("image/"):
            stripped = strip_picture(data)
            if stripped is not None:
                yield ("image/jpeg" if stripped.startswith(JPEG_START) else "image/png"), stripped
        elif mime == "application/pdf" and data.startswith(b"%PDF-") and is_harmless(data):
            clean = without_tales(data)
            if clean == data or (clean is not None and data is exhibit.data):
                yield mime, clean
