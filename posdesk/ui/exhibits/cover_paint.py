"""Paints covers: solid black and numbered, proposals dashed, handles on the chosen one only."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from posdesk.ui.exhibits.draft import Draft
from posdesk.ui.exhibits.page_view import PageView
from posdesk.ui.icons import paint_icon
from posdesk.ui.theme import RADIUS_SMALL, Theme, font

HANDLE = 10.0
_ROOM = 36.0
TAG = 48.0
"""Width of a number's tag beside the page."""

_TAG_HEIGHT, _GAP = 28.0, 4.0


def handles(rect: QRectF) -> dict[str, QRectF]:
    """Return the handles of a box on screen by the sides that they move (``lt`` … ``rb``).

    A box that is low or narrow has none in the middle of its short sides.
    """
    across = {"l": rect.left(), "r": rect.right()}
    down = {"t": rect.top(), "b": rect.bottom()}
    if rect.width() >= _ROOM:
        across[""] = rect.center().x()
    if rect.height() >= _ROOM:
        down[""] = rect.center().y()
    return {
        side + edge: QRectF(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE)
        for side, x in across.items()
        for edge, y in down.items()
        if side or edge
    }


def paint_draft(
    painter: QPainter, theme: Theme, view: PageView, draft: Draft, page: int, *, focused: bool
) -> None:
    """Paint the boxes of ``page``, then the numbers beside it."""
    shown = [
        (place, view.on_screen(mark.box))
        for place, mark in enumerate(draft.marks)
        if mark.box.page == page
    ]
    for place, rect in shown:
        if draft.marks[place].proposed:
            _paint_proposal(painter, theme, rect)
        else:
            painter.fillRect(rect, Qt.GlobalColor.black)
    for place, rect in shown:
        if place == draft.chosen:
            _paint_chosen(painter, theme, rect, focused=focused)
    for place, rect, where in _tags(view, shown):
        _paint_tag(painter, theme, draft, place, rect, where)


def _paint_proposal(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    tone = theme.tones["wait"]
    veil = QColor(tone.line)
    veil.setAlpha(56)
    pen = QPen(QColor("#7a4b00"), 2)
    pen.setDashPattern([4, 2])
    painter.setPen(pen)
    painter.setBrush(veil)
    painter.drawRect(rect)


def _paint_chosen(painter: QPainter, theme: Theme, rect: QRectF, *, focused: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(Qt.GlobalColor.white, 1))
    painter.drawRect(rect.adjusted(-1, -1, 1, 1))
    painter.setPen(QPen(theme.colour("focus"), 3 if focused else 2))
    painter.drawRect(rect.adjusted(-3, -3, 3, 3))
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(Qt.GlobalColor.white)
    for handle in handles(rect.adjusted(-2, -2, 2, 2)).values():
        painter.drawRect(handle)


def _tags(view: PageView, shown: list[tuple[int, QRectF]]) -> Iterator[tuple[int, QRectF, QRectF]]:
    """Yield each box with the place of its number: beside the page, none over another."""
    seen = QRectF(QPointF(0, 0), view.size)
    left = min(view.page.right() + 20, view.size.width() - TAG - 8)
    free = 8.0
    for place, rect in sorted(shown, key=lambda item: item[1].center().y()):
        if rect.intersects(seen):
            top = max(rect.center().y() - _TAG_HEIGHT / 2, free)
            free = top + _TAG_HEIGHT + _GAP
            yield place, rect, QRectF(left, top, TAG, _TAG_HEIGHT)


def _paint_tag(
    painter: QPainter, theme: Theme, draft: Draft, place: int, rect: QRectF, where: QRectF
) -> None:
    chosen, proposed = place == draft.chosen, draft.marks[place].proposed
    tone = theme.tones["wait"]
    line = QColor(tone.line) if proposed else theme.colour("accent")
    lead = QPen(line, 1)
    lead.setDashPattern([3, 3])
    painter.setPen(lead)
    painter.drawLine(
        QPointF(rect.right() + 4, rect.center().y()), QPointF(where.left(), where.center().y())
    )
    painter.setPen(QPen(line, 2 if chosen else 1))
    fill = theme.colour("surface")
    ink = QColor(tone.soft_text) if proposed else theme.colour("accent")
    if proposed:
        fill = QColor(tone.soft)
    elif chosen:
        fill, ink = theme.colour("accent"), theme.colour("onAccent")
    painter.setBrush(fill)
    painter.drawRoundedRect(where, RADIUS_SMALL, RADIUS_SMALL)
    if proposed:
        middle = QRectF(where.center().x() - 9, where.center().y() - 9, 18, 18)
        paint_icon(painter, "question", ink, middle)
        return
    painter.setPen(ink)
    painter.setFont(font("strong"))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(draft.number(place)))
