"""The look in one place: colours of a theme, sizes and type of every theme, the style sheet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette

FAMILY: Final = "Noto Sans SC"
GAP: Final = 16
CARD_PADDING: Final = 16
STEP_PADDING: Final = 24
RADIUS_CARD: Final = 8
RADIUS_CONTROL: Final = 6
RADIUS_SMALL: Final = 4
TARGET: Final = 40
ANSWER: Final = 56
RAIL: Final = 80
STATUS: Final = 32
BANNER: Final = 76
RECORD: Final = 376
MAP: Final = 344
WIDE: Final = 1200  # width of the page from which the map has a column of its own

# size in pixels, weight; from the type scale of the look
TYPE: Final[dict[str, tuple[int, int]]] = {
    "title": (34, 700),
    "step": (26, 700),
    "banner": (24, 700),
    "amount": (22, 700),
    "h2": (18, 700),
    "answer": (17, 500),
    "answer-small": (15, 500),
    "input": (16, 400),
    "found": (16, 700),
    "h3": (15, 700),
    "body": (14, 400),
    "strong": (14, 700),
    "small": (13, 400),
    "caption": (12, 400),
    "badge": (12, 700),
}


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one money state: filled, soft, and the line around the soft one."""

    solid: str
    on_solid: str
    soft: str
    soft_text: str
    line: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme by the names of the look."""

    name: str
    colours: dict[str, str]
    tones: dict[str, Tone]

    @classmethod
    def load(cls, folder: Path, name: str) -> Theme:
        """Return the theme ``name`` (light, dark, high-contrast) from ``folder``."""
        raw = json.loads((folder / f"{name}.json").read_text("utf-8"))["colours"]
        tones = {
            key: Tone(v["solid"], v["onSolid"], v["soft"], v["softText"], v["line"])
            for key, v in raw.items()
            if isinstance(v, dict)
        }
        return cls(name, {k: v for k, v in raw.items() if isinstance(v, str)}, tones)

    def colour(self, name: str) -> QColor:
        """Return the colour of that name."""
        return QColor(self.colours[name])

    def palette(self) -> QPalette:
        """Return the palette that widgets without a style of their own take their colours from."""
        palette = QPalette()
        for role, name in {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "text3",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "onAccent",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.Mid: "control",
            QPalette.ColorRole.Dark: "border",
        }.items():
            palette.setColor(role, self.colour(name))
        return palette


@cache
def font(style: str) -> QFont:
    """Return the font of a style of the type scale; figures of this family are tabular.

    It is shared: copy it before changing it.
    """
    size, weight = TYPE[style]
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    return made


@cache
def metrics(style: str) -> QFontMetrics:
    """Return the measures of ``font(style)``; to be asked only once the typeface is loaded."""
    return QFontMetrics(font(style))
