"""Draws on one page, measured in points from the top left corner."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from posdesk.reports.typeset.ink import Ink
from posdesk.reports.typeset.pieces import Piece, SetLine
from posdesk.reports.typeset.style import (
    ACCENT,
    FRAME,
    INK,
    PAGE_HEIGHT,
    PAPER,
    TAG,
    Colour,
)


class Pen:
    """A pen on the present page of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        # ReportLab gives no other way to embed a JPEG as it is than its private parts.
        self._canvas: Any = canvas
        self._ink = Ink(canvas)

    def line(self, line: SetLine, x: float, y: float) -> None:
        """Draw a set line whose box has its top left corner at ``x``, ``y``."""
        base = y + line.base
        for piece in line.pieces:
            if piece.tag:
                self.tag(piece, x, base - line.base + line.leading / 2)
            else:
                self._text(piece, x + piece.x, base)

    def right(self, line: SetLine, x: float, y: float) -> None:
        """Draw a set line that ends at ``x``."""
        self.line(line, x - line.width, y)

    def centred(self, line: SetLine, x: float, y: float) -> None:
        """Draw a set line whose middle is at ``x``."""
        self.line(line, x - line.width / 2, y)

    def lines(self, lines: tuple[SetLine, ...], x: float, y: float) -> float:
        """Draw ``lines`` one under another and return where the last one ends."""
        for line in lines:
            self.line(line, x, y)
            y += line.leading
        return y

    def _text(self, piece: Piece, x: float, base: float) -> None:
        style = piece.style
        if piece.offsets:
            self._close_set(piece, x, PAGE_HEIGHT - base)
        else:
            low = PAGE_HEIGHT - base
            self._ink.text(style.face, style.size, style.colour, x, low, piece.text)
        if piece.link:
            self.link(piece.link, x, base - style.size, piece.width, style.size * 1.3)

    def _close_set(self, piece: Piece, x: float, low: float) -> None:
        """Draw glyphs whose boxes overlap; their text is told in one, for those who take it out."""
        told, style = piece.text.encode("utf-16-be").hex().upper(), piece.style
        self._canvas.addLiteral(f"/Span <</ActualText <FEFF{told}>>> BDC")
        for character, offset in zip(piece.text, piece.offsets, strict=True):
            self._ink.text(style.face, style.size, style.colour, x + offset, low, character)
        self._canvas.addLiteral("EMC")

    def tag(self, piece: Piece, x: float, middle: float) -> None:
        """Draw an outlined tag whose box is centred on ``middle``."""
        high = TAG.size + 5.5
        self.box(x + piece.x, middle - high / 2, piece.width, high, line=ACCENT, radius=2.5)
        low = PAGE_HEIGHT - middle - TAG.size * 0.34
        self._ink.text(TAG.face, TAG.size, TAG.colour, x + piece.x + 4.0, low, piece.text)
        if piece.link:
            self.link(piece.link, x + piece.x, middle - high / 2, piece.width, high)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        line: Colour | None = FRAME,
        fill: Colour | None = None,
        thickness: float = 0.6,
        radius: float = 0.0,
    ) -> None:
        """Draw a rectangle, outlined, filled or both, with round corners where asked for."""
        low = PAGE_HEIGHT - y - height
        if not radius:
            self._ink.rectangle(x, low, width, height, line=line, fill=fill, thick=thickness)
            return
        if line is not None:
            self._canvas.setStrokeColorRGB(*line)
            self._canvas.setLineWidth(thickness)
        if fill is not None:
            self._canvas.setFillColorRGB(*fill)
        stroked, filled = int(line is not None), int(fill is not None)
        self._canvas.roundRect(x, low, width, height, radius, stroke=stroked, fill=filled)

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        *,
        colour: Colour = FRAME,
        thick: float = 0.6,
    ) -> None:
        """Draw a straight line."""
        low, to_low = PAGE_HEIGHT - y, PAGE_HEIGHT - to_y
        self._ink.rule(x, low, to_x, to_low, colour=colour, thick=thick)

    def arrow(self, x: float, y: float, to_x: float) -> None:
        """Draw a short arrow to the right, as between the steps of a walk."""
        self.rule(x, y, to_x - 3, y, colour=ACCENT, thick=0.9)
        path = self._canvas.beginPath()
        path.moveTo(to_x, PAGE_HEIGHT - y)
        path.lineTo(to_x - 4.5, PAGE_HEIGHT - y - 2.4)
        path.lineTo(to_x - 4.5, PAGE_HEIGHT - y + 2.4)
        path.close()
        self._canvas.setFillColorRGB(*ACCENT)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def pointer(self, x: float, y: float, way: str) -> None:
        """Draw a small triangle whose tip is at ``x``, ``y`` and points ``left`` or ``up``."""
        low = PAGE_HEIGHT - y
        path = self._canvas.beginPath()
        path.moveTo(x, low)
        for side in (-3.0, 3.0):
            if way == "left":
                path.lineTo(x + 5.5, low + side)
            else:
                path.lineTo(x + side, low - 5.5)
        path.close()
        self._canvas.setFillColorRGB(*INK)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def modules(self, rows: tuple[tuple[bool, ...], ...], x: float, y: float, side: float) -> None:
        """Draw a square code of ``rows`` of dark and light modules, ``side`` points wide."""
        unit = side / len(rows)
        self.box(x, y, side, side, line=None, fill=PAPER)
        for down, row in enumerate(rows):
            for begun, length in _dark(row):
                # A hair of overlap, so that no reader shows seams between the rows.
                top = y + (down + 1) * unit - unit * 1.02
                left, wide = x + begun * unit, length * unit
                self.box(left, top, wide, unit * 1.02, line=None, fill=INK)

    def jpeg(self, data: bytes, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a JPEG as it is, without decoding it; equal ``name`` means equal ``data``."""
        document = self._canvas._doc
        registered = document.getXObjectName(name)
        if registered not in document.idToObject:
            image = pdfdoc.PDFImageXObject(name)
            image.loadImageFromJPEG(io.BytesIO(data))
            document.Reference(image, registered)
            document.addForm(name, image)
        self._canvas._currentPageHasImages = 1
        self._canvas.saveState()
        self._canvas.translate(x, PAGE_HEIGHT - y - height)
        self._canvas.scale(width, height)
        self._canvas.addLiteral(f"/{registered} Do")
        self._canvas.restoreState()
        self._canvas._formsinuse.append(name)

    def picture(self, file: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw the picture in ``file`` without loss; its name comes from what it shows."""
        self._canvas.drawImage(ImageReader(str(file)), x, PAGE_HEIGHT - y - height, width, height)

    def anchor(self, name: str, y: float) -> None:
        """Make the present page's height ``y`` a place that links and bookmarks can lead to."""
        self._canvas.bookmarkPage(name, fit="XYZ", left=0, top=PAGE_HEIGHT - y, zoom=0)

    def link(self, anchor: str, x: float, y: float, width: float, height: float) -> None:
        """Make a rectangle lead to ``anchor``."""
        low = PAGE_HEIGHT - y
        self._canvas.linkAbsolute(
            "", anchor, (x, low - height, x + width, low), Border="[0 0 0]", thickness=0
        )


def _dark(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return the dark stretches of a row as (begin, length)."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
