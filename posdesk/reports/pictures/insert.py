"""PDFs that were attached, flattened page by page: no scripts, no hidden text, no way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image

from posdesk.domain.bundle.order import FINE, Quality
from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.pdfium import opened
from posdesk.reports.pictures.jpeg import encode
from posdesk.reports.pictures.picture import printed_box

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Insert:
    """An attached PDF and the sizes of its pages in points, as they are seen."""

    name: str
    data: bytes
    sizes: tuple[Size, ...]


def open_insert(name: str, data: bytes) -> Insert:
    """Return the PDF in ``data``; raises ``DataTrouble`` where it is broken or wants a password."""
    with _opened(name, data) as document:
        sizes = tuple(document.get_page_size(at) for at in range(len(document)))
    if not sizes:
        raise DataTrouble(_BROKEN, name=name)
    return Insert(name, data, sizes)


def page_as_jpeg(
    insert: Insert,
    at: int,
    quality: Quality = FINE,
    *,
    turned: bool = False,
    box: tuple[int, int] | None = None,
) -> bytes:
    """Return a page as JPEG of the pixels that it is printed with, or that fill ``box``.

    ``turned`` lays it on its left side. Only this page is in memory.
    """
    room = box or printed_box(quality)
    wide, high = (room[1], room[0]) if turned else room
    width, height = (max(side, 1.0) for side in insert.sizes[at])
    scale = min(wide / width, high / height)
    if box is None:
        scale = min(scale, quality.dpi / 72)
    with _opened(insert.name, insert.data) as document:
        document.init_forms()
        page = document[at]
        try:
            image: Image.Image = page.render(scale=scale, grayscale=quality.grey).to_pil()
        finally:
            page.close()
    image = image.convert("L" if quality.grey else "RGB")
    return encode(image.transpose(Image.Transpose.ROTATE_90) if turned else image, quality.jpeg)


_BROKEN = N_(
    "The PDF “{name}” is damaged or locked with a password; no bundle was written;"
    " attach a copy that opens without a password."
)


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[Any]:
    try:
        with opened(data) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        raise DataTrouble(_BROKEN, name=name) from error
