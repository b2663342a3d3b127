"""Pictures of the payment terminal: its screen, its memory and its printer."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from posdesk.ui.counter.pictures.canvas import Canvas


def _body(c: Canvas, *, keys_from: float) -> None:
    c.box(14, 40, 112, 200, fill="sunken", radius=12, width=2)
    for row in range(4):
        for column in range(3):
            c.box(27 + column * 31, keys_from + row * 20, 24, 14, line="border", radius=4)
    bottom = keys_from + 3 * 20
    c.box(27, bottom, 24, 14, fill="stop.soft", line="stop.line", radius=4)
    c.box(58, bottom, 24, 14, fill="wait.soft", line="wait.line", radius=4)
    c.box(89, bottom, 24, 14, fill="go.soft", line="go.line", radius=4)


def screen(c: Canvas) -> None:
    """The terminal's screen: the one line to read out."""
    shown, tr = c.shown, c.tr
    c.box(34, 22, 72, 22, line="control", radius=2)
    c.bar(44, 30, 52)
    _body(c, keys_from=154)
    c.mark(22, 54, 96, 86)
    c.words(22, 61, 96, tr("Sale"), ink="wait.soft_text", align="centre")
    c.words(
        22, 78, 96, f"¥{shown.amount}", size=16, bold=True, ink="wait.soft_text", align="centre"
    )
    c.line(32, 104, 108, 104, ink="wait.line")
    c.words(
        22, 111, 96, tr("What is here?"), size=13, bold=True, ink="wait.soft_text", align="centre"
    )


def history(c: Canvas) -> None:
    """The terminal's memory: enquire, last payment."""
    shown, tr = c.shown, c.tr
    c.box(34, 22, 72, 22, line="control", radius=2)
    c.bar(44, 30, 52)
    _body(c, keys_from=160)
    c.box(22, 52, 96, 96, line="border")
    c.words(30, 58, 84, tr("Enquiry"), bold=True)
    c.mark(18, 78, 104, 42)
    c.words(28, 82, 88, tr("Last payment"), ink="wait.soft_text")
    c.words(28, 99, 40, shown.time, ink="wait.soft_text")
    c.words(56, 98, 60, shown.amount, size=13, bold=True, ink="wait.soft_text", align="right")
    c.bar(30, 131, 60)


def printer(c: Canvas) -> None:
    """The printer: paper, cover and the key for a reprint."""
    shown, tr = c.shown, c.tr
    path = QPainterPath(QPointF(36, 50))
    path.lineTo(36, 6)
    for step in range(8):
        path.lineTo(40.5 + step * 8.5, 2 if step % 2 else 6)
    path.lineTo(104, 6)
    path.lineTo(104, 50)
    c.shape(path)
    c.bar(46, 13, 48)
    c.words(46, 19, 50, shown.amount, bold=True)
    _body(c, keys_from=160)
    c.mark(28, 46, 84, 14)
    c.box(22, 70, 96, 44, line="border")
    c.words(22, 75, 96, tr("Paper? Cover?"), align="centre")
    c.words(22, 92, 96, tr("Closed tight?"), align="centre", ink="text2")
    c.box(22, 124, 96, 24, fill="accentSoft", line="accentLine", radius=6)
    c.words(22, 128, 96, tr("Reprint"), size=13, bold=True, ink="accent", align="centre")
