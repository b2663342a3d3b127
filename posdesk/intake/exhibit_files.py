"""Takes in photos, documents and texts as evidence: upright, without metadata, nothing hostile."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.sensitive import Kind, find_sensitive, refuse_sensitive
from posdesk.domain.text import N_
from posdesk.intake.covering import flatten
from posdesk.intake.exhibit_names import claims_picture, safe_name, shown_name
from posdesk.intake.exhibits import PDF, TEXT, CleanExhibit, Progress
from posdesk.intake.file_kinds import is_pdf, picture_form, refuse_foreign
from posdesk.intake.pdf_files import clean_pdf
from posdesk.intake.pictures import clean_picture
from posdesk.intake.proposals import propose
from posdesk.intake.regular_files import MOST_BYTES, read_regular, too_large
from posdesk.intake.texts import clean_text


def take_in(
    source: Path | bytes,
    given: str,
    *,
    not_a_card: bool = False,
    cover_found: bool = False,
    progress: Progress | None = None,
) -> CleanExhibit:
    """Return the clean copy of a file, or of bytes that are called ``given``.

    What the content is decides, not the name. The bytes as they came go along as ``original``
    where they differ, act on nothing and show nothing that had to be covered. ``cover_found``
    covers what the text shows and may never be kept, which is refused otherwise.
    Raises ``WrongInput`` or ``Refused`` with a sentence that says why the file cannot be used.
    """
    name = shown_name(given)
    for said in (given, name):
        refuse_sensitive("name", said, not_a_card=not_a_card)
    data = read_regular(source) if isinstance(source, Path) else source
    if not data:
        raise WrongInput(N_("{name} is empty; nothing was stored; choose another file."), name=name)
    if len(data) > MOST_BYTES:
        raise too_large(name)
    form = picture_form(data)
    if form is not None:
        mime, fresh, pages = clean_picture(data, name, form)
        return _kept(name, mime, fresh, data, pages=pages)
    if is_pdf(data):
        return _pdf(data, name, not_a_card, cover_found, progress)
    return _text(data, name, not_a_card=not_a_card, cover_found=cover_found)


def _kept(name: str, mime: str, fresh: bytes, data: bytes, *, pages: int) -> CleanExhibit:
    received = hashlib.sha256(data).hexdigest()
    original = None if fresh == data else data
    return CleanExhibit(safe_name(name, mime), mime, fresh, received, pages, original)


def _pdf(
    data: bytes, name: str, not_a_card: bool, cover_found: bool, progress: Progress | None
) -> CleanExhibit:
    found = clean_pdf(data, name, not_a_card=not_a_card, cover_found=cover_found, progress=progress)
    kept = _kept(name, PDF, found.data, data, pages=found.pages)
    if found.shows_secrets:
        return _covered(kept, progress)
    return kept if found.is_harmless else replace(kept, original=None)


def _text(data: bytes, name: str, *, not_a_card: bool, cover_found: bool) -> CleanExhibit:
    text = clean_text(data, name)
    if text is None:
        refuse_foreign(data, name)
    if text is None or claims_picture(name):
        raise WrongInput(
            N_(
                "{name} is neither a picture, a PDF nor a text; nothing was stored;"
                " take a photo or a screenshot of it."
            ),
            name=name,
        )
    kept = _kept(name, TEXT, text.encode(), data, pages=1)
    secret = [f for f in find_sensitive(text) if not (f.kind is Kind.CARD and not_a_card)]
    if not secret:
        return kept
    if not cover_found:
        refuse_sensitive(name, text, not_a_card=not_a_card)
    return _covered(kept, None)


def _covered(kept: CleanExhibit, progress: Progress | None) -> CleanExhibit:
    """Return ``kept`` with everything covered that its text shows, and without its original."""
    boxes = propose(kept.data, kept.mime)
    covered = flatten(kept.data, kept.mime, boxes, progress)
    if kept.mime == TEXT and find_sensitive(covered.data.decode()):
        raise Refused(
            N_("{name} cannot be covered well enough; nothing was stored; take a photo of it."),
            name=kept.name,
        )
    return replace(kept, data=covered.data, pages=covered.pages, original=None, covered=covered)
