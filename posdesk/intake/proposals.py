"""Proposes what to cover: card and telephone numbers where an exhibit's text layer holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Protocol

from posdesk.domain.cover import WHOLE, Box
from posdesk.domain.phone import find_phones
from posdesk.domain.sensitive import find_sensitive
from posdesk.domain.text_grid import boxes_of
from posdesk.intake.exhibits import PDF, TEXT
from posdesk.pdfium import opened

_MARGIN = 4
"""Thousandths around what is found: glyphs reach beyond the boxes that a font claims."""


class Reader(Protocol):
    """Reads one kind of exhibit and finds on it what should be covered.

    Pictures have no text layer: a reader that recognises text is added to ``READERS`` for them.
    """

    def __call__(self, data: bytes) -> Iterable[Box]:
        """Return the boxes over card numbers, telephone numbers and the like."""


def propose(data: bytes, mime: str) -> tuple[Box, ...]:
    """Return what the reader for ``mime`` finds, in order; nothing where there is none."""
    reader = READERS.get(mime)
    return tuple(sorted(set(reader(data)), key=attrgetter("place"))) if reader else ()


def spans(text: str) -> list[tuple[int, int]]:
    """Return where ``text`` holds what should be covered."""
    return sorted({*((f.start, f.end) for f in find_sensitive(text)), *find_phones(text)})


def read_text(data: bytes) -> Iterator[Box]:
    """Yield boxes on a text."""
    text = data.decode("utf-8", "replace")
    for start, end in spans(text):
        yield from boxes_of(text, start, end)


def read_pdf(data: bytes) -> Iterator[Box]:
    """Yield boxes on the pages of a PDF, by its text layer."""
    import pypdfium2

    try:
        with opened(data) as document:
            for at in range(len(document)):
                yield from _page_boxes(document[at], at + 1)
    except pypdfium2.PdfiumError:
        return


READERS: Mapping[str, Reader] = {TEXT: read_text, PDF: read_pdf}
"""Who reads which kind."""


def _page_boxes(page: Any, number: int) -> Iterator[Box]:
    layer = page.get_textpage()
    try:
        if spans(layer.get_text_range()):
            text = _characters(layer)
            for start, end in spans(text):
                yield from _lines(page, layer, number, range(start, end))
    finally:
        layer.close()
        page.close()


def _characters(layer: Any) -> str:
    """Return the text with one sign for each place in the layer, so that places agree."""
    from pypdfium2 import raw

    signs = (raw.FPDFText_GetUnicode(layer, at) for at in range(layer.count_chars()))
    return "".join(chr(sign) if 0 < sign < 0xD800 else " " for sign in signs)


def _lines(page: Any, layer: Any, number: int, places: range) -> Iterator[Box]:
    """Yield one box for each line that the characters at ``places`` stand on."""
    line: tuple[int, int, int, int] | None = None
    for at in places:
        corners = _corners(page, layer, at)
        if corners is None:
            continue
        if line is not None and _same_line(line, corners):
            line = _around(line, corners)
        else:
            if line is not None:
                yield from _box(number, line)
            line = corners
    if line is not None:
        yield from _box(number, line)


def _corners(page: Any, layer: Any, at: int) -> tuple[int, int, int, int] | None:
    """Return left, top, right, bottom of a character as the page is seen, in thousandths."""
    left, bottom, right, top = layer.get_charbox(at, loose=True)
    if right <= left and top <= bottom:
        return None
    one, other = _seen(page, left, top), _seen(page, right, bottom)
    across, down = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return across[0], down[0], across[1], down[1]


def _seen(page: Any, x: float, y: float) -> tuple[int, int]:
    from ctypes import byref, c_int

    from pypdfium2 import raw

    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, x, y, byref(across), byref(down))
    return across.value, down.value


def _same_line(line: tuple[int, int, int, int], corners: tuple[int, int, int, int]) -> bool:
    """Whether a character goes on where the line is, whichever way the page lies."""
    joined = _around(line, corners)
    across = joined[2] - joined[0] <= (line[2] - line[0]) + (corners[2] - corners[0]) + 30
    down = joined[3] - joined[1] <= (line[3] - line[1]) + (corners[3] - corners[1]) + 30
    level = min(line[3], corners[3]) > max(line[1], corners[1])
    upright = min(line[2], corners[2]) > max(line[0], corners[0])
    return (level and across) or (upright and down)


def _around(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _box(page: int, line: tuple[int, int, int, int]) -> Iterator[Box]:
    left, top = max(0, line[0] - _MARGIN), max(0, line[1] - _MARGIN)
    right, bottom = min(WHOLE, line[2] + _MARGIN), min(WHOLE, line[3] + _MARGIN)
    box = Box(page, left, top, right - left, bottom - top)
    if box.is_sound:
        yield box
