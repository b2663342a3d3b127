"""Weighs each exhibit in a bundle that was made: its pages, and the bytes that it takes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from posdesk.domain.bundle.overview import in_order
from posdesk.domain.bundle.splitting import Weight
from posdesk.reports.bundle.compose import Draft
from posdesk.reports.casefile import CaseFile, NumberedExhibit, number_exhibits


def weigh(files: Sequence[CaseFile], draft: Draft) -> tuple[Weight, ...]:
    """Return what each exhibit of ``files`` adds to ``draft``, in their order."""
    import pikepdf

    with pikepdf.open(io.BytesIO(draft.data)) as pdf:
        sizes = [_size_of(page) for page in pdf.pages]
    begins = sorted({*draft.starts.values(), len(sizes) + 1})
    found = []
    for at, file in enumerate((files[at] for at in in_order([f.case for f in files])), 1):
        for exhibit in number_exhibits(file, at):
            first = draft.starts.get(exhibit.anchor)
            pages = range(first, next(b for b in begins if b > first)) if first else range(0)
            size = sum(sizes[page - 1] for page in pages) + _attached(exhibit, draft)
            found.append(_weight(file, exhibit, len(pages), size))
    return tuple(found)


def _weight(file: CaseFile, exhibit: NumberedExhibit, pages: int, size: int) -> Weight:
    return Weight(
        exhibit=exhibit.kept.id,
        case=file.case.number,
        number=exhibit.number,
        name=exhibit.kept.name,
        pages=pages,
        size=size,
    )


def _attached(exhibit: NumberedExhibit, draft: Draft) -> int:
    """Return about what the original weighs as an attachment; what is covered is not attached."""
    return exhibit.kept.size if draft.order.embed and not exhibit.kept.boxes else 0


def _size_of(page: Any) -> int:
    """Return the bytes of what a page draws and of the pictures on it."""
    import pikepdf

    drawn = page.obj.get("/Contents", [])
    streams = list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]
    pictures = page.obj.get("/Resources", {}).get("/XObject", {})
    streams += [stream for _, stream in pictures.items()]
    return sum(len(stream.read_raw_bytes()) for stream in streams)
