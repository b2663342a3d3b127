"""The sizes, weights and the few colours of every page, so that all pages look like one hand's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

Colour = tuple[float, float, float]


def rgb(code: str) -> Colour:
    """Return the colour that a theme writes as ``125A6B``."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (red, green, blue)


ACCENT = rgb("125A6B")
INK = rgb("17201E")
SOFT_INK = rgb("46524F")
FRAME = rgb("8A9391")
HAIRLINE = rgb("C8CECC")
PAPER = rgb("FFFFFF")
TINT = rgb("F1F3F2")

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT = 54.0, 541.28
WIDTH = RIGHT - LEFT
TOP, BOTTOM = 66.0, 784.0
"""The text area, measured from the top of an A4 page in points."""


class Face(StrEnum):
    """The two weights of the one typeface, by their PostScript names."""

    REGULAR = "NotoSansSC-Regular"
    BOLD = "NotoSansSC-Bold"


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is set: weight, size and line height in points, colour."""

    face: Face
    size: float
    leading: float
    colour: Colour = INK

    def bold(self) -> Style:
        """Return the same in bold."""
        return replace(self, face=Face.BOLD)

    def in_colour(self, colour: Colour) -> Style:
        """Return the same in another colour."""
        return replace(self, colour=colour)


TITLE = Style(Face.BOLD, 20, 28)
PART = Style(Face.BOLD, 16, 24)
HEADING = Style(Face.BOLD, 12.5, 19)
BODY = Style(Face.REGULAR, 10.5, 16.5)
SMALL = Style(Face.REGULAR, 9.5, 14.5, SOFT_INK)
CAPTION = Style(Face.REGULAR, 8.5, 12.5, SOFT_INK)
FINE = Style(Face.REGULAR, 7.5, 10, SOFT_INK)
TAG = Style(Face.REGULAR, 8, 11, ACCENT)
AMOUNT = Style(Face.BOLD, 12.5, 16.5)
