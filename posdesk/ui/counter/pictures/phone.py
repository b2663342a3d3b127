"""Pictures of the customer's phone: the bank's list of payments, and a call."""

from __future__ import annotations

from posdesk.ui.counter.pictures.canvas import Canvas


def _phone(c: Canvas) -> None:
    c.box(4, 2, 132, 240, fill="sunken", radius=12, width=2)
    c.box(54, 10, 32, 4, fill="control", line="", radius=2)
    c.box(12, 22, 116, 204, radius=3, line="border")


def bank_app(c: Canvas) -> None:
    """The list of payments in the bank's app, with this very payment marked."""
    shown, tr = c.shown, c.tr
    _phone(c)
    c.words(12, 31, 116, tr("Transactions"), size=13, bold=True, align="centre")
    c.line(12, 54, 128, 54)
    c.mark(7, 59, 126, 46)
    c.words(15, 64, 110, shown.shop or tr("This shop"), size=12, bold=True, ink="wait.soft_text")
    c.words(15, 82, 60, shown.time, ink="wait.soft_text")
    c.words(60, 81, 64, f"−{shown.amount}", size=13, bold=True, ink="wait.soft_text", align="right")
    for top, name, time, sum_ in (
        (116, tr("Metro"), "08:15", "−4.00"),
        (160, tr("Breakfast"), "07:50", "−9.50"),
    ):
        c.words(17, top, 100, name, ink="text2")
        c.words(17, top + 17, 50, time, ink="text3")
        c.words(70, top + 16, 52, sum_, ink="text2", align="right")
        c.line(17, top + 39, 123, top + 39)


def phone_call(c: Canvas) -> None:
    """A call to an official number, with what to have at hand."""
    tr = c.tr
    _phone(c)
    c.words(12, 38, 116, tr("Official number"), size=13, bold=True, align="centre")
    c.words(12, 58, 116, tr("dial it yourself"), ink="text2", align="centre")
    c.mark(24, 86, 92, 26)
    c.words(24, 90, 92, "95xxx", size=15, bold=True, ink="wait.soft_text", align="centre")
    for row in range(3):
        for column in range(3):
            c.box(31 + column * 28, 124 + row * 18, 22, 13, line="border", radius=6)
    c.painter.setPen(c.colour("go.solid"))
    c.painter.setBrush(c.colour("go.solid"))
    c.painter.drawEllipse(54, 184, 32, 32)
    c.icon("phone", 61, 191, 18, ink="go.on_solid")
