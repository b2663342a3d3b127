"""Pictures of the shop's own side: the portal, the calendar and the goods."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen

from posdesk.ui.counter.pictures.canvas import Canvas


def portal(c: Canvas) -> None:
    """The merchant portal, with the one row to look for."""
    shown, tr = c.shown, c.tr
    c.box(1, 30, 138, 172, fill="surface", radius=6, width=2)
    c.box(2, 31, 136, 20, fill="sunken", line="", radius=5)
    for place in range(3):
        c.box(9 + place * 10, 38, 6, 6, fill="control", line="", radius=3)
    c.words(9, 58, 122, tr("Merchant portal"), size=13, bold=True)
    c.box(9, 80, 122, 20, line="control", radius=4)
    c.icon("search", 13, 83, 14)
    c.words(32, 82, 96, tr("day, amount"), ink="text2")
    c.mark(5, 108, 130, 42)
    c.words(13, 112, 80, f"{shown.day} {shown.time}", ink="wait.soft_text")
    c.words(13, 130, 60, tr("Status?"), bold=True, ink="wait.soft_text")
    c.words(66, 129, 62, shown.amount, size=13, bold=True, ink="wait.soft_text", align="right")
    for top in (160, 172, 184):
        c.bar(13, top, 66)
        c.bar(100, top, 28)


def calendar(c: Canvas) -> None:
    """A calendar page: when to look again."""
    c.box(10, 44, 120, 150, radius=8, width=2)
    c.box(11, 45, 118, 28, fill="accentSoft", line="", radius=7)
    for place in (38, 96):
        c.box(place, 36, 6, 18, fill="control", line="", radius=3)
    for row in range(5):
        for column in range(7):
            weekend = column > 4
            x, y = 18 + column * 15.4, 84 + row * 21
            fill = "hover" if weekend else "border"
            if (row, column) == (2, 1):
                c.mark(x - 5, y - 6, 21, 21)
                c.icon("check", x - 2, y - 3, 15, ink="wait.soft_text")
            else:
                c.box(x, y, 10, 9, fill=fill, line="", radius=2)


def goods(c: Canvas) -> None:
    """A bag with the goods and the label they carry."""
    shown, tr = c.shown, c.tr
    path = QPainterPath(QPointF(22, 84))
    path.lineTo(118, 84)
    path.lineTo(126, 214)
    path.lineTo(14, 214)
    path.closeSubpath()
    c.shape(path, fill="sunken")
    c.painter.setPen(QPen(c.colour("control"), 3))
    c.painter.drawArc(QRectF(46, 52, 48, 62), 0, 180 * 16)
    c.mark(34, 124, 72, 58)
    c.words(34, 130, 72, tr("Goods"), ink="wait.soft_text", align="centre")
    c.words(
        34, 147, 72, f"¥{shown.amount}", size=14, bold=True, ink="wait.soft_text", align="centre"
    )
    c.words(34, 165, 72, shown.time, ink="wait.soft_text", align="centre")
