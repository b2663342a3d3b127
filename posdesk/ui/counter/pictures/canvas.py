"""The pen of all pictures: frames, words and the amber mark "look here", in the theme's colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.theme import FAMILY, Theme

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the case a picture shows; made-up values stand in for what is not known."""

    amount: str = "500.00"
    time: str = "14:32"
    day: str = "11-20"
    shop: str = ""
    card: str = "•••• 1234"
    trace: str = "004731"
    terminal: str = "61203847"
    rrn: str = "632414004731"


class Canvas:
    """A painter that knows the theme and the case; every picture is 140 wide and 244 high."""

    def __init__(self, painter: QPainter, theme: Theme, tr: Translator, shown: Shown) -> None:
        self.painter, self.theme, self.tr, self.shown = painter, theme, tr, shown

    def colour(self, name: str) -> QColor:
        """Return a colour of the theme; ``wait.soft`` names a colour of a tone."""
        tone, _, part = name.partition(".")
        return QColor(getattr(self.theme.tones[tone], part)) if part else self.theme.colour(name)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: str = "surface",
        line: str = "control",
        radius: float = 4,
        width: float = 1.25,
        dashed: bool = False,
    ) -> None:
        """Draw a frame."""
        pen = QPen(self.colour(line), width) if line else QPen(Qt.PenStyle.NoPen)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(self.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(QRectF(x, y, w, h), radius, radius)

    def mark(self, x: float, y: float, w: float, h: float) -> None:
        """Draw the mark that says: look here."""
        self.box(x, y, w, h, fill="wait.soft", line="wait.soft_text", radius=4, width=2)

    def words(
        self,
        x: float,
        y: float,
        w: float,
        words: str,
        *,
        size: int = 12,
        bold: bool = False,
        ink: str = "text",
        align: str = "left",
    ) -> None:
        """Write one line with its top at ``y``, smaller where it would be too long."""
        face = QFont(FAMILY)
        face.setPixelSize(size)
        face.setBold(bold)
        self.painter.setFont(face)
        while size > 9 and self.painter.fontMetrics().horizontalAdvance(words) > w:
            size -= 1
            face.setPixelSize(size)
            self.painter.setFont(face)
        self.painter.setPen(self.colour(ink))
        flags = _ALIGN[align] | Qt.AlignmentFlag.AlignTop
        self.painter.drawText(QRectF(x, y, w, size * 2), flags, words)

    def bar(self, x: float, y: float, w: float, h: float = 5, *, fill: str = "border") -> None:
        """Draw a bar that stands for words one need not read."""
        self.box(x, y, w, h, fill=fill, line="", radius=h / 2)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, ink: str = "border") -> None:
        """Draw a thin line."""
        self.painter.setPen(QPen(self.colour(ink), 1))
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def icon(self, name: str, x: float, y: float, size: float, ink: str = "text2") -> None:
        """Draw an icon."""
        paint_icon(self.painter, name, self.colour(ink), QRectF(x, y, size, size))

    def shape(self, path: QPainterPath, *, fill: str = "surface", line: str = "control") -> None:
        """Draw a free form."""
        self.painter.setPen(QPen(self.colour(line), 1.25))
        self.painter.setBrush(self.colour(fill))
        self.painter.drawPath(path)
