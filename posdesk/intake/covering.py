"""Covers parts of an exhibit for good: new bytes are made, in which nothing of them is left."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from posdesk.domain.cover import WHOLE, Box
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.text import N_
from posdesk.domain.text_grid import cover_text, text_pages
from posdesk.intake.exhibits import JPEG, PDF, PNG, TEXT, CoveredExhibit, Progress
from posdesk.intake.image_pdf import PicturePage, write_image_pdf
from posdesk.intake.page_pictures import UNREADABLE, rendered
from posdesk.pdfium import opened

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 150
_QUALITY, _PAGE_QUALITY = 88, 75
_NOTHING = N_("No box was given; nothing was covered; draw at least one.")


def cover(
    data: bytes, mime: str, boxes: Sequence[Box], progress: Progress | None = None
) -> CoveredExhibit:
    """Return ``data`` with ``boxes`` covered; raises ``WrongInput`` for boxes that do not fit.

    Pictures are made anew from their pixels; every page of a PDF becomes a picture, its text layer
    goes; in texts each character under a box becomes ``█``.
    """
    if not boxes:
        raise WrongInput(_NOTHING)
    return flatten(data, mime, boxes, progress)


def flatten(
    data: bytes, mime: str, boxes: Sequence[Box], progress: Progress | None = None
) -> CoveredExhibit:
    """Do as ``cover`` does, for no boxes too."""
    drawn = tuple(sorted(set(boxes), key=attrgetter("place")))
    try:
        fresh, pages = _fresh(data, mime, drawn, progress)
    except (OSError, ValueError, SyntaxError, RuntimeError) as error:
        raise DataTrouble(UNREADABLE) from error
    return CoveredExhibit(mime, fresh, drawn, hashlib.sha256(data).hexdigest(), pages)


def _fresh(
    data: bytes, mime: str, boxes: Sequence[Box], progress: Progress | None
) -> tuple[bytes, int]:
    if mime == PDF:
        return _fresh_pdf(data, boxes, progress)
    if mime == TEXT:
        text = data.decode()
        _check(boxes, text_pages(text))
        return cover_text(text, boxes).encode(), 1
    if mime in (JPEG, PNG):
        _check(boxes, 1)
        return _fresh_picture(data, mime, boxes), 1
    raise ValueError(mime)


def _fresh_picture(data: bytes, mime: str, boxes: Sequence[Box]) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as kept:
        upright = ImageOps.exif_transpose(kept).convert("RGB")
    # Only pixels go over, so that nothing else of the old file can come along.
    fresh = Image.frombytes("RGB", upright.size, upright.tobytes())
    burn(fresh, boxes)
    out = io.BytesIO()
    if mime == PNG:
        fresh.save(out, "PNG")
    else:
        fresh.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _fresh_pdf(data: bytes, boxes: Sequence[Box], progress: Progress | None) -> tuple[bytes, int]:
    with opened(data) as document:
        pages = len(document)
        _check(boxes, pages)
        document.init_forms()

        def drawn() -> Iterator[PicturePage]:
            for at in range(pages):
                if progress:
                    progress(at, pages)
                image = rendered(document, at, _DPI / 72)
                burn(image, (box for box in boxes if box.page == at + 1))
                yield picture_page(image, document.get_page_size(at))

        return write_image_pdf(drawn()), pages


def picture_page(image: Image, size: tuple[float, float]) -> PicturePage:
    """Return ``image`` (RGB) as a page of ``size`` in points."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_PAGE_QUALITY, subsampling=0)
    width, height = (max(1.0, side) for side in size)
    return PicturePage(out.getvalue(), image.size, width, height)


def burn(image: Image, boxes: Iterable[Box]) -> None:
    """Paint ``boxes`` black, every pixel that they touch."""
    width, height = image.size
    for box in boxes:
        left, top = box.x * width // WHOLE, box.y * height // WHOLE
        right = -(-(box.x + box.w) * width // WHOLE)
        bottom = -(-(box.y + box.h) * height // WHOLE)
        image.paste((0, 0, 0), (left, top, right, bottom))


def _check(boxes: Sequence[Box], pages: int) -> None:
    for box in boxes:
        if not box.is_sound or box.page > pages:
            raise WrongInput(
                N_(
                    "The box {box} lies outside the exhibit, which has {pages} pages;"
                    " nothing was covered; correct it."
                ),
                box=box,
                pages=pages,
            )
