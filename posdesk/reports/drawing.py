"""What is drawn on one page, told once: boxes, lines, signs and set words, in order.

Measured in points from the top left corner; ``drawing_pdf`` and ``drawing_svg`` write it.
"""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Lang
from posdesk.reports.typeset.pieces import SetLine
from posdesk.reports.typeset.style import FRAME, INK, Colour

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, outlined, filled or both; ``name`` says whose it is, for tests and readers."""

    x: float
    y: float
    width: float
    height: float
    line: Colour | None = FRAME
    fill: Colour | None = None
    thick: float = 0.6
    radius: float = 0.0
    dashed: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through ``points`` with rounded bends; ``arrow`` is the length of its head."""

    points: tuple[Point, ...]
    colour: Colour = INK
    thick: float = 0.6
    arrow: float = 0.0
    dashed: bool = False
    bend: float = 0.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawn sign of ``signs.SIGNS`` in a square of ``side`` points."""

    sign: str
    x: float
    y: float
    side: float
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Words:
    """A set line whose box has its top left corner at ``x``, ``y``."""

    line: SetLine
    x: float
    y: float


Item = Box | Line | Sign | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """One page of ``width`` and ``height`` points; ``at`` (ISO) is its date where it has one."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str
    lang: Lang
    author: str = ""
    at: str = ""


def centred(line: SetLine, x: float, y: float) -> Words:
    """Return a set line whose middle is at ``x``."""
    return Words(line, x - line.width / 2, y)


def ended(line: SetLine, x: float, y: float) -> Words:
    """Return a set line that ends at ``x``."""
    return Words(line, x - line.width, y)
