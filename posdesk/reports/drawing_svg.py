"""Writes a drawing as SVG: text as text, the typeface named, the same places as in the PDF."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from posdesk.reports.bends import arrow_head, shortened, turns
from posdesk.reports.drawing import Box, Drawing, Item, Line, Sign, Words
from posdesk.reports.signs import SIGNS, STROKE
from posdesk.reports.typeset.pieces import Piece
from posdesk.reports.typeset.style import Colour, Face

FAMILY = "Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
_LANGUAGE = {"zh_CN": "zh-CN", "en": "en"}


def write_svg(drawing: Drawing) -> bytes:
    """Return ``drawing`` as an SVG file."""
    width, height = _n(drawing.width), _n(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}" xml:lang="{_LANGUAGE[drawing.lang]}"'
        f" font-family={quoteattr(FAMILY)}>"
    )
    paper = f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>'
    parts = [head, f"<title>{escape(drawing.title)}</title>", paper]
    parts += [part for item in drawing.items for part in _item(item)]
    return "\n".join([*parts, "</svg>", ""]).encode()


def _item(item: Item) -> list[str]:
    if isinstance(item, Words):
        return [_text(piece, item.x, item.y + item.line.base) for piece in item.line.pieces]
    if isinstance(item, Box):
        radius = f' rx="{_n(item.radius)}"' if item.radius else ""
        place = f'x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}"'
        ink = _ink(item.line, item.fill, item.thick, dashed=item.dashed)
        return [f'<rect {place} height="{_n(item.height)}"{radius} {ink}/>']
    return _line(item) if isinstance(item, Line) else _sign(item)


def _line(line: Line) -> list[str]:
    way = turns(shortened(line.points, line.arrow), line.bend)
    data = " ".join(
        f"{turn.kind}{' '.join(f'{_n(x)} {_n(y)}' for x, y in turn.points)}" for turn in way
    )
    made = [f'<path d="{data}" {_ink(line.colour, None, line.thick, dashed=line.dashed)}/>']
    if line.arrow:
        corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in arrow_head(line.points, line.arrow))
        made.append(f'<polygon points="{corners}" fill="{_colour(line.colour)}"/>')
    return made


def _sign(sign: Sign) -> list[str]:
    strokes, unit = SIGNS[sign.sign], sign.side / 24
    place = f'transform="translate({_n(sign.x)} {_n(sign.y)}) scale({_n(unit)})"'
    ink = _ink(sign.colour, None, STROKE, dashed=False)
    circles = "".join(f'<circle cx="{x}" cy="{y}" r="{r}"/>' for x, y, r in strokes.circles)
    caps = 'stroke-linecap="round" stroke-linejoin="round"'
    return [f'<g {place} {ink} {caps}><path d="{strokes.path}"/>{circles}</g>']


def _text(piece: Piece, x: float, base: float) -> str:
    style = piece.style
    places = [x + piece.x + offset for offset in piece.offsets] or [x + piece.x]
    weight = ' font-weight="bold"' if style.face is Face.BOLD else ""
    where = f'x="{" ".join(map(_n, places))}" y="{_n(base)}" font-size="{_n(style.size)}"'
    words = escape(piece.text)
    return (
        f'<text {where}{weight} fill="{_colour(style.colour)}" xml:space="preserve">{words}</text>'
    )


def _ink(line: Colour | None, fill: Colour | None, thick: float, *, dashed: bool) -> str:
    stroke = f' stroke="{_colour(line)}" stroke-width="{_n(thick)}"' if line else ""
    dashes = ' stroke-dasharray="3 2.2"' if dashed else ""
    return f'fill="{_colour(fill) if fill else "none"}"{stroke}{dashes}'


def _colour(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
