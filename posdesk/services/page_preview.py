"""The pages of a bundle that is not written yet, as pictures: what is seen is what goes out."""

from __future__ import annotations

from posdesk.intake.exhibits import PDF
from posdesk.intake.page_pictures import page_picture


def page_png(data: bytes, page: int, width: int) -> bytes:
    """Return ``page`` (from 1) of the PDF in ``data`` as a PNG of ``width`` pixels; for a worker.

    Raises ``WrongInput`` where there is no such page, ``DataTrouble`` where it cannot be drawn.
    """
    return page_picture(data, PDF, page, width)
