"""Takes in PDFs: opened with care, nothing in them that acts, no card number in their text."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.sensitive import Kind, find_sensitive, refuse_sensitive
from posdesk.domain.text import N_
from posdesk.intake.exhibits import Progress
from posdesk.intake.pdf_strip import strip
from posdesk.intake.pdf_weight import TooHeavy, limit_qpdf, weigh
from posdesk.pdfium import opened

MOST_PAGES = 200
_MOST_SIGNS = 400_000
"""Characters of a page's text that are looked at; a full page has four thousand."""

_DAMAGED = N_("{name} is damaged and cannot be opened; nothing was stored; fetch the file again.")
_COVER_FIRST = N_(
    "{name} shows a full card number or another secret, which may never be kept; nothing was"
    " stored; cover it first, or take it in covered."
)


@dataclass(frozen=True, slots=True)
class CleanPdf:
    """A PDF fit to keep; ``is_harmless`` says whether it may be kept as received too.

    ``shows_secrets`` says that its text holds what may never be kept, so that it must be covered.
    """

    data: bytes
    pages: int
    is_harmless: bool
    shows_secrets: bool = False


def clean_pdf(
    data: bytes,
    name: str,
    *,
    not_a_card: bool,
    cover_found: bool,
    progress: Progress | None = None,
) -> CleanPdf:
    """Return the clean copy of a PDF; raises ``WrongInput`` or ``Refused``."""
    fresh, harmless, words = _stripped(data, name)
    for said in words:
        refuse_sensitive(name, said, not_a_card=not_a_card)
    pages, secrets = _read(fresh, name, not_a_card=not_a_card, progress=progress)
    if secrets and not cover_found:
        raise Refused(_COVER_FIRST, name=name)
    return CleanPdf(fresh, pages, harmless, secrets)


def _stripped(data: bytes, name: str) -> tuple[bytes, bool, tuple[str, ...]]:
    """Return the copy without what acts or tells, and the words outside its pages."""
    import pikepdf

    limit_qpdf()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _check_pages(len(pdf.pages), name)
            weigh(pdf)
            found = strip(pdf)
            mended = bool(pdf.get_warnings())
            if mended and not all(_has_contents(page) for page in pdf.pages):
                raise WrongInput(_DAMAGED, name=name)
            if not (found.acts or found.tells or mended or pdf.is_encrypted):
                return data, True, found.words
            harmless = not (found.acts or mended)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, compress_streams=True)
            return out.getvalue(), harmless, found.words
    except pikepdf.PasswordError:
        raise WrongInput(
            N_("{name} is locked with a password; nothing was stored; save it without one."),
            name=name,
        ) from None
    except TooHeavy:
        raise _too_heavy(name) from None
    except WrongInput:
        raise
    except Exception as error:  # noqa: BLE001 - whatever qpdf stumbles over, the file is to blame
        if "limit" in str(error).casefold():
            raise _too_heavy(name) from None
        raise WrongInput(_DAMAGED, name=name) from None


def _has_contents(page: Any) -> bool:
    """Whether what a page shows was saved when a broken document was mended."""
    import pikepdf

    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return bool(parts) and all(isinstance(part, pikepdf.Stream) for part in parts)


def _read(
    data: bytes, name: str, *, not_a_card: bool, progress: Progress | None
) -> tuple[int, bool]:
    """Return the number of pages, and whether their text holds what may never be kept."""
    import pypdfium2

    secrets = False
    try:
        with opened(data) as document:
            pages = len(document)
            _check_pages(pages, name)
            for at in range(pages):
                if progress:
                    progress(at, pages)
                page = document[at]
                layer = page.get_textpage()
                text = layer.get_text_range(0, min(layer.count_chars(), _MOST_SIGNS))
                layer.close()
                page.close()
                secrets = secrets or any(
                    not (found.kind is Kind.CARD and not_a_card) for found in find_sensitive(text)
                )
    except pypdfium2.PdfiumError:
        raise WrongInput(_DAMAGED, name=name) from None
    return pages, secrets


def _check_pages(pages: int, name: str) -> None:
    if not 0 < pages <= MOST_PAGES:
        raise WrongInput(
            N_(
                "{name} has {pages} pages, at most {most} can be kept; nothing was stored;"
                " choose the pages that matter."
            ),
            name=name,
            pages=pages,
            most=MOST_PAGES,
        )


def _too_heavy(name: str) -> WrongInput:
    return WrongInput(
        N_(
            "{name} unpacks to far more than a real document holds; nothing was stored;"
            " ask for it again, or take a photo of it."
        ),
        name=name,
    )
