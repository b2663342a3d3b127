"""Where a page of an exhibit stands on screen, and which thousandth of it is under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from posdesk.domain.cover import WHOLE, Box

MOST_ZOOM = 8.0
_EDGE = 16.0


class PageView:
    """A window of ``size`` onto a page; ``zoom`` 1 shows all of it. Boxes are in thousandths."""

    def __init__(self, beside: float = 0.0) -> None:
        self.size = QSizeF(1, 1)
        self.paper = QSizeF(1, 1)
        self.zoom = 1.0
        self._beside = beside
        self._middle = QPointF(0.5, 0.5)

    @property
    def page(self) -> QRectF:
        """The page on screen."""
        paper = self.paper * (self._fitting() * self.zoom)
        room = self._room()
        return QRectF(
            _placed(room.left(), room.width(), paper.width(), self._middle.x()),
            _placed(room.top(), room.height(), paper.height(), self._middle.y()),
            paper.width(),
            paper.height(),
        )

    def on_screen(self, box: Box) -> QRectF:
        """Return where ``box`` stands on screen."""
        page = self.page
        across, down = page.width() / WHOLE, page.height() / WHOLE
        return QRectF(
            page.left() + box.x * across, page.top() + box.y * down, box.w * across, box.h * down
        )

    def thousandths(self, point: QPointF) -> tuple[int, int]:
        """Return the place of the page that is under ``point``."""
        page = self.page
        across = (point.x() - page.left()) / max(page.width(), 1) * WHOLE
        down = (point.y() - page.top()) / max(page.height(), 1) * WHOLE
        return round(across), round(down)

    def fit(self) -> None:
        """Show the whole page."""
        self.zoom, self._middle = 1.0, QPointF(0.5, 0.5)

    def open_head(self, share: float) -> None:
        """Show the head of the page so large that the left ``share`` of its width is seen."""
        whole = self.paper.width() * self._fitting()
        self.zoom = min(max(1.0, self._room().width() / (whole * share)), MOST_ZOOM)
        self._middle = QPointF(0.0, 0.0)
        self._hold()

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Show the page at ``zoom``; what is at ``around`` on screen stays there."""
        at = around or self._room().center()
        held = self._share(at)
        self.zoom = min(max(zoom, 1.0), MOST_ZOOM)
        shift = held - self._share(at)
        self._middle += shift
        self._hold()

    def drag(self, by: QPointF) -> None:
        """Move the page under the window."""
        page = self.page
        self._middle -= QPointF(by.x() / page.width(), by.y() / page.height())
        self._hold()

    def bring_in(self, box: Box) -> None:
        """Move the page so far that ``box`` is seen."""
        room, shown = self._room(), self.on_screen(box)
        if not room.contains(shown):
            aside = QPointF(
                _outside(shown.left(), shown.right(), room.left(), room.right()),
                _outside(shown.top(), shown.bottom(), room.top(), room.bottom()),
            )
            self.drag(-aside)

    def _share(self, point: QPointF) -> QPointF:
        page = self.page
        return QPointF(
            (point.x() - page.left()) / page.width(), (point.y() - page.top()) / page.height()
        )

    def _hold(self) -> None:
        room, paper = self._room(), self.paper * (self._fitting() * self.zoom)
        half = QPointF(
            room.width() / 2 / max(paper.width(), 1), room.height() / 2 / max(paper.height(), 1)
        )
        self._middle = QPointF(
            _within(self._middle.x(), half.x()), _within(self._middle.y(), half.y())
        )

    def _room(self) -> QRectF:
        whole = QRectF(QPointF(0, 0), self.size)
        return whole.adjusted(_EDGE, _EDGE, -max(_EDGE, self._beside), -_EDGE)

    def _fitting(self) -> float:
        room = self._room()
        across = room.width() / max(self.paper.width(), 1)
        return max(0.01, min(across, room.height() / max(self.paper.height(), 1)))


def _placed(begin: float, room: float, length: float, middle: float) -> float:
    """Return where a page of ``length`` begins, its ``middle`` share in the middle of the room."""
    if length <= room:
        return begin + (room - length) / 2
    return begin + room / 2 - length * middle


def _within(share: float, half: float) -> float:
    return 0.5 if half >= 0.5 else min(max(share, half), 1 - half)


def _outside(first: float, last: float, least: float, most: float) -> float:
    """Return how far a stretch stands outside of ``least`` to ``most``."""
    if first < least:
        return first - least
    return max(0.0, min(last - most, first - least))
