"""Writes drawings to files, whole or not at all: PDF, SVG for screens, PNG for messengers."""

from __future__ import annotations

import io

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.pdfium import opened
from posdesk.reports.drawing import Drawing
from posdesk.reports.drawing_pdf import write_drawing
from posdesk.reports.drawing_svg import write_svg

_DPI = 200


def as_file(drawing: Drawing, suffix: str) -> bytes:
    """Return ``drawing`` as a ``.pdf``, ``.svg`` or ``.png`` file; raises ``WrongInput``."""
    kind = suffix.casefold()
    if kind == ".pdf":
        return write_drawing(drawing)
    if kind == ".svg":
        return write_svg(drawing)
    if kind == ".png":
        return _as_png(write_drawing(drawing))
    raise WrongInput(
        N_("“{suffix}” is no kind of picture; nothing was written; end it in .pdf, .svg or .png."),
        suffix=suffix[:12],
    )


def _as_png(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        image = document[0].render(scale=_DPI / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(_DPI, _DPI), optimize=True)
    return out.getvalue()
