"""Writes a drawing as a PDF of one page whose bytes depend on nothing but the drawing."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from posdesk import __version__
from posdesk.domain.moment import from_iso
from posdesk.reports.bends import Turn, arrow_head, shortened, turns
from posdesk.reports.drawing import Box, Drawing, Item, Line, Sign, Words
from posdesk.reports.signs import SIGNS, STROKE
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.style import PAGE_HEIGHT, Face

_LANGUAGE = {"zh_CN": "zh-CN", "en": "en"}
_DASHES = (3.0, 2.2)


def write_drawing(drawing: Drawing) -> bytes:
    """Return the PDF of ``drawing``; its typeface must have been loaded."""
    # ASCII85 makes files larger and slower.
    rl_config.useA85 = 0
    out = io.BytesIO()
    canvas: Any = Canvas(
        out,
        pagesize=(drawing.width, drawing.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=_LANGUAGE[drawing.lang],
        initialFontName=Face.REGULAR.value,  # type: ignore[arg-type] # the stubs say float
    )
    _inform(canvas, drawing)
    # The pen measures from the top of an A4 page; other pages are moved under it.
    canvas.translate(0, drawing.height - PAGE_HEIGHT)
    pen = Pen(canvas)
    for item in drawing.items:
        _draw(canvas, pen, item)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _inform(canvas: Any, drawing: Drawing) -> None:
    canvas.setTitle(drawing.title)
    canvas.setAuthor(drawing.author)
    canvas.setCreator(f"PosDesk {__version__}")
    canvas.setProducer("ReportLab")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    if drawing.at:
        moment = from_iso(drawing.at)
        canvas.setSubject(moment.isoformat())


def _draw(canvas: Any, pen: Pen, item: Item) -> None:
    if isinstance(item, Words):
        pen.line(item.line, item.x, item.y)
    elif isinstance(item, Box):
        canvas.setDash(*((_DASHES, 0) if item.dashed else ((), 0)))
        pen.box(
            item.x,
            item.y,
            item.width,
            item.height,
            line=item.line,
            fill=item.fill,
            thickness=item.thick,
            radius=item.radius,
        )
        canvas.setDash([], 0)
    elif isinstance(item, Line):
        _line(canvas, item)
    else:
        _sign(canvas, item)


def _line(canvas: Any, line: Line) -> None:
    canvas.setStrokeColorRGB(*line.colour)
    canvas.setLineWidth(line.thick)
    canvas.setDash(*((_DASHES, 0) if line.dashed else ((), 0)))
    path = canvas.beginPath()
    for turn in turns(shortened(line.points, line.arrow), line.bend):
        _turn(path, turn)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([], 0)
    if line.arrow:
        canvas.setFillColorRGB(*line.colour)
        head = canvas.beginPath()
        tip, *rest = arrow_head(line.points, line.arrow)
        head.moveTo(tip[0], PAGE_HEIGHT - tip[1])
        for x, y in rest:
            head.lineTo(x, PAGE_HEIGHT - y)
        head.close()
        canvas.drawPath(head, stroke=0, fill=1)


def _turn(path: Any, turn: Turn) -> None:
    points = [(x, PAGE_HEIGHT - y) for x, y in turn.points]
    if turn.kind == "M":
        path.moveTo(*points[0])
    elif turn.kind == "L":
        path.lineTo(*points[0])
    else:
        path.curveTo(*points[0], *points[1], *points[2])


def _sign(canvas: Any, sign: Sign) -> None:
    strokes, unit = SIGNS[sign.sign], sign.side / 24
    canvas.saveState()
    canvas.setStrokeColorRGB(*sign.colour)
    canvas.setLineWidth(STROKE * unit)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path, words = canvas.beginPath(), strokes.path.split()
    starts = [at for at, word in enumerate(words) if word.isalpha()]
    for at, until in pairwise([*starts, len(words)]):
        numbers = [float(word) * unit for word in words[at + 1 : until]]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if words[at] == "Z":
            path.close()
        else:
            _turn(path, Turn(words[at], tuple((sign.x + x, sign.y + y) for x, y in points)))
    for x, y, radius in strokes.circles:
        path.circle(sign.x + x * unit, PAGE_HEIGHT - sign.y - y * unit, radius * unit)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
