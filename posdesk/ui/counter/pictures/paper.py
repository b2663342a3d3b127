"""Pictures of paper and plastic: the slip, the line on it to read, and the back of a card."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from posdesk.ui.counter.pictures.canvas import Canvas


def _paper(c: Canvas) -> None:
    path = QPainterPath(QPointF(14, 4))
    path.lineTo(126, 4)
    path.lineTo(126, 234)
    for step in range(14):
        path.lineTo(126 - (step + 0.5) * 8, 241)
        path.lineTo(126 - (step + 1) * 8, 234)
    path.closeSubpath()
    c.shape(path)
    c.words(14, 12, 112, "签购单", size=14, bold=True, align="centre")
    c.line(22, 36, 118, 36)


def _row(c: Canvas, top: float, name: str, value: str, *, marked: bool = False) -> None:
    if marked:
        c.mark(16, top - 4, 108, 24)
    ink = "wait.soft_text" if marked else "text2"
    c.words(22, top, 44, name, size=11, ink=ink)
    c.words(58, top - 1, 60, value, size=12, bold=marked, ink=ink, align="right")


def slip(c: Canvas) -> None:
    """The slip, with the four places that decide: terminal, type, date and amount."""
    shown = c.shown
    _paper(c)
    _row(c, 44, "终端号", shown.terminal, marked=True)
    _row(c, 70, "卡号", f"**** {shown.card[-4:]}")
    _row(c, 98, "类型", "消费", marked=True)
    _row(c, 128, "日期", f"{shown.day} {shown.time}", marked=True)
    _row(c, 158, "金额", f"¥{shown.amount}", marked=True)
    for top, width in ((186, 70), (197, 52), (208, 84)):
        c.bar(22, top, width)


def slip_rrn(c: Canvas) -> None:
    """The slip, with the line of the reference number."""
    shown = c.shown
    _paper(c)
    _row(c, 44, "终端号", shown.terminal)
    _row(c, 66, "批次号", "000218")
    _row(c, 88, "凭证号", shown.trace)
    _row(c, 110, "日期", f"{shown.day} {shown.time}")
    c.mark(12, 130, 116, 42)
    c.words(20, 133, 100, "参考号", size=12, ink="wait.soft_text")
    c.words(20, 149, 100, shown.rrn, size=14, bold=True, ink="wait.soft_text")
    _row(c, 180, "金额", f"¥{shown.amount}")
    c.bar(22, 206, 84)


def card_back(c: Canvas) -> None:
    """The back of a bank card, with the hotline."""
    tr = c.tr
    c.box(2, 66, 136, 88, fill="sunken", radius=8, width=2)
    c.box(3, 78, 134, 16, fill="control", line="", radius=0)
    c.box(12, 100, 72, 12, line="border", radius=2)
    c.box(88, 100, 22, 12, line="border", radius=2)
    c.mark(10, 118, 120, 26)
    c.icon("phone", 17, 123, 16, ink="wait.soft_text")
    c.words(38, 122, 90, "955xx / 95xxx", size=14, bold=True, ink="wait.soft_text")
    c.words(0, 164, 140, tr("Number on the card"), size=13, bold=True, align="centre")
    c.words(0, 184, 140, tr("never one from a message"), ink="text2", align="centre")
