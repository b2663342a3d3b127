"""Which part of a map is seen, and how large: zoom and place, without any widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from posdesk.services.map_layout import TEXT_SIZE

READABLE = 11 / TEXT_SIZE
"""The zoom below which the words of a box are under 11 px."""

MARGIN = 20.0
_MOST_ZOOM = 3.0
_MOST_FITTING = 1.5
_HEIGHT_OF_CURRENT = 0.45
_ASIDE = 0.1
"""How far from the middle, in widths, the present step may stand to let others be seen."""


class Viewport:
    """A window of ``size`` onto a map that fills ``whole``; ``offset`` is where its origin lies."""

    def __init__(self) -> None:
        self.size = QSizeF(1, 1)
        self.whole = QRectF()
        self.zoom = 1.0
        self.offset = QPointF()

    def on_screen(self, rect: QRectF) -> QRectF:
        """Return where ``rect`` of the map stands in the window."""
        return QRectF(rect.topLeft() * self.zoom + self.offset, rect.size() * self.zoom)

    def seen(self) -> QRectF:
        """Return the part of the map that the window shows."""
        return QRectF(self.offset * (-1 / self.zoom), self.size / self.zoom)

    def open_readable(self) -> None:
        """Show the map at its own size, at which its words can be read."""
        self.zoom = max(1.0, READABLE)

    def fit(self) -> None:
        """Show the whole map in the middle."""
        self.zoom = self._fitting()
        middle = QPointF(self.size.width() / 2, self.size.height() / 2)
        self.offset = middle - self.whole.center() * self.zoom

    def zoom_to(self, zoom: float, around: QPointF) -> None:
        """Show the map at ``zoom``; what is at ``around`` in the window stays there."""
        held = (around - self.offset) / self.zoom
        self.zoom = min(max(zoom, min(READABLE, self._fitting())), _MOST_ZOOM)
        self.offset = self.within(around - held * self.zoom)

    def fits(self, width: float) -> bool:
        """Return whether ``width`` of the map can be seen at once."""
        return width * self.zoom <= self.size.width() - 2 * MARGIN

    def aimed_at(self, current: QPointF, beside: float) -> QPointF:
        """Return the offset that shows ``current``, moved a little so that ``beside`` is nearer."""
        aside = self.size.width() * _ASIDE / self.zoom
        across = min(max(beside, current.x() - aside), current.x() + aside)
        return self.within(
            QPointF(
                self.size.width() / 2 - across * self.zoom,
                self.size.height() * _HEIGHT_OF_CURRENT - current.y() * self.zoom,
            )
        )

    def within(self, offset: QPointF) -> QPointF:
        """Return ``offset`` so that no more than a margin of emptiness stands beside the map."""
        whole, zoom = self.whole, self.zoom
        return QPointF(
            _held(offset.x(), whole.x() * zoom, whole.width() * zoom, self.size.width()),
            _held(offset.y(), whole.y() * zoom, whole.height() * zoom, self.size.height()),
        )

    def brought_in(self, rect: QRectF) -> QPointF:
        """Return the offset, moved only as far as shows ``rect`` of the map."""
        shown = self.on_screen(rect)
        right, bottom = self.size.width() - MARGIN, self.size.height() - MARGIN
        across = max(MARGIN - shown.left(), 0) or min(right - shown.right(), 0)
        down = max(MARGIN - shown.top(), 0) or min(bottom - shown.bottom(), 0)
        return self.within(self.offset + QPointF(across, down))

    def _fitting(self) -> float:
        across = (self.size.width() - 2 * MARGIN) / max(self.whole.width(), 1)
        down = (self.size.height() - 2 * MARGIN) / max(self.whole.height(), 1)
        return max(0.05, min(across, down, _MOST_FITTING))


def _held(offset: float, begin: float, length: float, room: float) -> float:
    """Return ``offset`` so that the map fills ``room``, or stands in its middle if smaller."""
    if length + 2 * MARGIN <= room:
        return (room - length) / 2 - begin
    return min(MARGIN - begin, max(offset, room - length - MARGIN - begin))
