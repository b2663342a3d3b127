"""PDFs that were attached, flattened page by page: no scripts, no hidden text, no way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.pdfium import opened
from posdesk.reports.picture import encode

_DPI = 150
_LONGEST = 2480


@dataclass(frozen=True, slots=True)
class Insert:
    """An attached PDF and the sizes of its pages in points."""

    name: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]


def open_insert(name: str, data: bytes) -> Insert:
    """Return the PDF in ``data``; raises ``DataTrouble`` where it is broken or wants a password."""
    with _opened(name, data) as document:
        sizes = tuple(document.get_page_size(at) for at in range(len(document)))
    if not sizes:
        raise DataTrouble(_BROKEN, name=name)
    return Insert(name, data, sizes)


def page_as_jpeg(insert: Insert, at: int) -> bytes:
    """Return a page as JPEG at 150 DPI."""
    width, height = insert.sizes[at]
    scale = min(_DPI / 72, _LONGEST / max(width, height, 1.0))
    with _opened(insert.name, insert.data) as document:
        document.init_forms()
        page = document[at]
        image = page.render(scale=scale).to_pil().convert("RGB")
    return encode(image)


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
