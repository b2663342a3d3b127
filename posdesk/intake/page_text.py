"""What stands where on a PDF page: each character by its corners, as the page is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from posdesk.domain.cover import WHOLE

_FINE = 20
"""Steps in a thousandth: rows of small type stand closer than a thousandth tells apart."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A character and its corners, in thousandths of the page's width and height."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """How far down its middle stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


def signs_of(page: Any, most: int) -> tuple[Sign, ...]:
    """Return at most ``most`` characters that can be seen, in the order of the text layer."""
    from pypdfium2 import raw

    layer = page.get_textpage()
    found = []
    try:
        for at in range(min(layer.count_chars(), most)):
            point = raw.FPDFText_GetUnicode(layer, at)
            text = chr(point) if 0x20 < point < 0xD800 else ""
            if text and not text.isspace():
                left, bottom, right, top = layer.get_charbox(at, loose=True)
                found.append(_sign(page, text, (left, top), (right, bottom)))
    finally:
        layer.close()
    return tuple(sign for sign in found if sign.right > sign.left and sign.bottom > sign.top)


def _sign(page: Any, text: str, one: tuple[float, float], other: tuple[float, float]) -> Sign:
    (x0, y0), (x1, y1) = _seen(page, *one), _seen(page, *other)
    return Sign(text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _seen(page: Any, x: float, y: float) -> tuple[float, float]:
    from ctypes import byref, c_int

    from pypdfium2 import raw

    side = WHOLE * _FINE
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, side, side, 0, x, y, byref(across), byref(down))
    return across.value / _FINE, down.value / _FINE
