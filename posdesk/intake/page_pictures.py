"""Pages of PDFs as pictures, small enough for memory whatever size they claim to have."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.text import N_
from posdesk.intake.exhibits import PDF
from posdesk.pdfium import opened

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 4096
"""Pixels of a page's longer side at most."""

UNREADABLE = N_(
    "The exhibit cannot be shown page by page; nothing was changed; what is kept of it stays."
)


def page_picture(data: bytes, mime: str, page: int, width: int) -> bytes:
    """Return ``page`` (from 1) of a kept picture or PDF as a PNG of ``width`` pixels."""
    wide = max(1, min(width, LONGEST))
    try:
        image = _pdf_page(data, page, wide) if mime == PDF else _picture(data, page, wide)
    except (OSError, ValueError, SyntaxError, RuntimeError) as error:
        raise DataTrouble(UNREADABLE) from error
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def rendered(document: Any, at: int, scale: float) -> Image:
    """Return page ``at`` (from 0) at ``scale`` pixels a point, no side over ``LONGEST``."""
    page = document[at]
    try:
        longest = max(*page.get_size(), 1.0)
        image: Image = page.render(scale=min(scale, LONGEST / longest)).to_pil().convert("RGB")
    finally:
        page.close()
    return image


def _pdf_page(data: bytes, page: int, width: int) -> Image:
    with opened(data) as document:
        _check_page(page, len(document))
        document.init_forms()
        across = max(document.get_page_size(page - 1)[0], 1.0)
        return rendered(document, page - 1, width / across)


def _picture(data: bytes, page: int, width: int) -> Image:
    from PIL import Image

    _check_page(page, 1)
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as kept:
        height = max(1, round(kept.height * width / kept.width))
        kept.draft("RGB", (width, height))
        return kept.convert("RGB").resize((width, min(height, 4 * LONGEST)))


def _check_page(page: int, pages: int) -> None:
    if not 1 <= page <= pages:
        raise WrongInput(
            N_("There is no page {page}; the exhibit has {pages}; nothing was changed."),
            page=page,
            pages=pages,
        )
