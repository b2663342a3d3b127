"""Puts text and rectangles straight into a page's content: ReportLab's own way is half the cost.

The colours, the line width and the font that hold are remembered and not said again. What others
add to the page in between is noticed by the length of its content, and everything is said anew.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfmetrics

from posdesk.reports.typeset.style import Colour, Face

_PAINT = {(True, False): "S", (False, True): "f*", (True, True): "B*", (False, False): "n"}


class Ink:
    """The content of the present page of a canvas, measured from the bottom left corner."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._code: list[str] = []
        self._length = -1
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._thick = -1.0
        self._font = ""
        self._codes: dict[Face, dict[str, tuple[str, str]]] = {face: {} for face in Face}

    def text(self, face: Face, size: float, colour: Colour, x: float, y: float, text: str) -> None:
        """Write ``text``, every character of which the typeface has, on the base ``y``."""
        code = self._page()
        self._filled(code, colour)
        codes, font, shown = self._codes[face], "", list[str]()
        out = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        for character in text:
            known = codes.get(character)
            if known is None:
                known = codes[character] = self._learn(face, character)
            if known[0] != font:
                if shown:
                    out.append(f"({''.join(shown)}) Tj")
                    shown.clear()
                font = known[0]
                named = f"{font} {size:g} Tf"
                if named != self._font:
                    self._font = named
                    out.append(named)
            shown.append(known[1])
        out.append(f"({''.join(shown)}) Tj ET")
        code.append(" ".join(out))
        self._length = len(code)

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        line: Colour | None,
        fill: Colour | None,
        thick: float,
    ) -> None:
        """Draw a rectangle, outlined, filled or both."""
        code = self._page()
        self._drawn_with(code, line, thick)
        self._filled(code, fill)
        paint = _PAINT[line is not None, fill is not None]
        code.append(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re {paint}")
        self._length = len(code)

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, *, colour: Colour, thick: float
    ) -> None:
        """Draw a straight line."""
        code = self._page()
        self._drawn_with(code, colour, thick)
        code.append(f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S")
        self._length = len(code)

    def _page(self) -> list[str]:
        """Return the content of the present page; what holds on it is forgotten where it grew."""
        code: list[str] = self._canvas._code
        if code is not self._code or len(code) != self._length:
            self._code = code
            self._fill = self._stroke = None
            self._thick, self._font = -1.0, ""
        return code

    def _filled(self, code: list[str], colour: Colour | None) -> None:
        if colour is not None and colour != self._fill:
            self._fill = colour
            code.append("{:.4g} {:.4g} {:.4g} rg".format(*colour))

    def _drawn_with(self, code: list[str], colour: Colour | None, thick: float) -> None:
        if colour is None:
            return
        if colour != self._stroke:
            self._stroke = colour
            code.append("{:.4g} {:.4g} {:.4g} RG".format(*colour))
        if thick != self._thick:
            self._thick = thick
            code.append(f"{thick:g} w")

    def _learn(self, face: Face, character: str) -> tuple[str, str]:
        """Return the name of the font subset that holds a character, and its code there."""
        font: Any = pdfmetrics.getFont(face.value)
        document = self._canvas._doc
        ((subset, held),) = font.splitString(character, document)
        return font.getSubsetInternalName(subset, document), self._canvas._escape(held)
