"""The surface of the map: it zooms, pans, follows the walk, and can be walked by keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from posdesk.domain.walk import Walk
from posdesk.i18n import Translator
from posdesk.services.flow_map import TEXT_SIZE, MapBox, MapLayout, lay_out
from posdesk.ui.counter.map_labels import place_labels
from posdesk.ui.counter.map_marks import Marks, mark
from posdesk.ui.counter.map_paint import MapPainter
from posdesk.ui.theme import Theme

READABLE = 11 / TEXT_SIZE
"""The zoom below which the words of a box are under 11 px."""

_STEP = 1.25
_MOST_ZOOM = 3.0
_MARGIN = 20.0
_GLIDE = 160


class MapCanvas(QWidget):
    """Shows one map with its marks; ``step_chosen`` is how many steps a person keeps."""

    step_chosen = Signal(int)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._theme = theme
        self._painter = MapPainter(theme)
        self._walk: Walk | None = None
        self._layout: MapLayout | None = None
        self._marks: Marks | None = None
        self._labels: dict[int, tuple[str, QRectF]] = {}
        self._zoom = 1.0
        self._offset = QPointF()
        self._focused = -1
        self._dragged: QPoint | None = None
        self._was_dragged = False
        self._follows = True
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._move_to)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(312, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    # -------------------------------------------------------------------------------- what it shows

    def show_walk(self, walk: Walk | None) -> None:
        """Show where ``walk`` stands on the map of its flow, and keep that in view."""
        if walk is not None and self._walk is not None and walk == self._walk:
            return
        self._walk = walk
        if walk is None:
            self._layout = self._marks = None
            self.update()
            return
        layout = lay_out(walk.book.flow(walk.at.flow), self._tr.lang)
        same_map = layout is self._layout
        self._layout = layout
        self._marks = mark(walk, layout)
        self._labels = self._place(layout, self._marks)
        self._focused = len(self._marks.way) - 1
        self._follows = True
        if not same_map:
            self._zoom = max(1.0, READABLE)
        self._show_current(glide=same_map)
        self.update()

    @property
    def zoom(self) -> float:
        """Screen pixels to one pixel of the map."""
        return self._zoom

    def box_on_screen(self, name: str) -> QRectF:
        """Return where the box ``name`` stands in this widget; empty where the map has none."""
        box = self._layout.boxes.get(name) if self._layout else None
        if box is None:
            return QRectF()
        top_left = QPointF(box.x, box.y) * self._zoom + self._offset
        return QRectF(top_left.x(), top_left.y(), box.width * self._zoom, box.height * self._zoom)

    def _place(self, layout: MapLayout, marks: Marks) -> dict[int, tuple[str, QRectF]]:
        shown: dict[int, str] = {}
        sizes: dict[int, tuple[float, float]] = {}
        for index, text in marks.said.items():
            words = self._tr.text(text).replace("\n", "")
            shown[index], width, height = self._painter.label_size(words)
            sizes[index] = (width, height)
        spots = place_labels(layout, sizes)
        return {index: (words, spots[index]) for index, words in shown.items()}

    # ------------------------------------------------------------------------------- zoom and place

    def zoom_in(self) -> None:
        """Show it larger, around the middle."""
        self._zoom_to(self._zoom * _STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """Show it smaller, around the middle."""
        self._zoom_to(self._zoom / _STEP, QRectF(self.rect()).center())

    def fit(self) -> None:
        """Show the whole map."""
        if self._layout is None:
            return
        self._glide.stop()
        self._follows = False
        self._zoom = self._fitting(self._layout)
        middle = QPointF(self._layout.width, self._layout.height) * (self._zoom / 2)
        self._offset = QRectF(self.rect()).center() - middle
        self.update()

    def _fitting(self, layout: MapLayout) -> float:
        across = (self.width() - 2 * _MARGIN) / max(layout.width, 1)
        down = (self.height() - 2 * _MARGIN) / max(layout.height, 1)
        return max(0.05, min(across, down, 1.5))

    def _zoom_to(self, zoom: float, around: QPointF) -> None:
        if self._layout is None:
            return
        self._glide.stop()
        least = min(READABLE, self._fitting(self._layout))
        zoom = min(max(zoom, least), _MOST_ZOOM)
        held = (around - self._offset) / self._zoom
        self._zoom = zoom
        self._offset = self._within(around - held * zoom)
        self.update()

    def _show_current(self, *, glide: bool) -> None:
        """Bring the present step into view, with what comes next and before where there is room."""
        if self._layout is None or self._marks is None:
            return
        boxes = self._layout.boxes
        current = _rect(boxes[self._marks.current])
        seen = current
        near = sorted(
            self._marks.next, key=lambda n: abs(_rect(boxes[n]).center().x() - current.center().x())
        )
        for name in near:
            wider = seen.united(_rect(boxes[name]))
            if wider.width() * self._zoom <= self.width() - 2 * _MARGIN:
                seen = QRectF(wider.x(), current.y(), wider.width(), current.height())
        target = QPointF(
            self.width() / 2 - seen.center().x() * self._zoom,
            self.height() * 0.45 - current.center().y() * self._zoom,
        )
        target = self._within(target)
        self._glide.stop()
        if glide and self.isVisible():
            self._glide.setStartValue(self._offset)
            self._glide.setEndValue(target)
            self._glide.start()
        else:
            self._move_to(target)

    def _move_to(self, offset: QPointF) -> None:
        self._offset = offset
        self.update()

    def _within(self, offset: QPointF) -> QPointF:
        """Return ``offset`` so that no more than a margin of emptiness stands beside the map."""
        if self._layout is None:
            return offset
        return QPointF(
            _held(offset.x(), self._layout.width * self._zoom, self.width()),
            _held(offset.y(), self._layout.height * self._zoom, self.height()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._follows:
            self._show_current(glide=False)
        else:
            self._offset = self._within(self._offset)

    # --------------------------------------------------------------------------------- mouse, wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self._follows = False
            self._zoom_to(self._zoom * _STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged = event.position().toPoint()
            self._was_dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._dragged is None:
            self._hover(event.position())
            return
        moved = here - self._dragged
        if not self._was_dragged and moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._was_dragged, self._dragged, self._follows = True, here, False
        self._glide.stop()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._move_to(self._within(self._offset + QPointF(moved)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._dragged = self._dragged is not None, None
        self._hover(event.position())
        if pressed and not self._was_dragged:
            index = self._way_at(event.position())
            if index >= 0:
                self._choose(index)

    def _hover(self, at: QPointF) -> None:
        index = self._way_at(at)
        shape = Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)
        self.setToolTip(self._tr("Back to this step") if index >= 0 else "")

    def _way_at(self, at: QPointF) -> int:
        way = self._marks.way if self._marks else ()
        names = [back.name for back in way]
        return next((i for i, n in enumerate(names) if self.box_on_screen(n).contains(at)), -1)

    # --------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Right: 1,
        }
        zooms = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._focus_on(self._focused + moves[key])
        elif key in zooms:
            zooms[key]()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._focused >= 0:
            self._choose(self._focused)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _focus_on(self, index: int) -> None:
        way = self._marks.way if self._marks else ()
        if not way:
            return
        self._focused = min(max(index, 0), len(way) - 1)
        rect = self.box_on_screen(way[self._focused].name)
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        across = max(room.left() - rect.left(), 0) or min(room.right() - rect.right(), 0)
        down = max(room.top() - rect.top(), 0) or min(room.bottom() - rect.bottom(), 0)
        self._move_to(self._within(self._offset + QPointF(across, down)))

    def _choose(self, index: int) -> None:
        if self._marks:
            self.step_chosen.emit(self._marks.way[index].count)

    # ------------------------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._layout is None or self._marks is None:
            return
        painter.translate(self._offset)
        painter.scale(self._zoom, self._zoom)
        corner = QPointF(-self._offset.x() / self._zoom, -self._offset.y() / self._zoom)
        seen = QRectF(corner, self.size() / self._zoom)
        self._paint_edges(painter, self._layout, self._marks, seen)
        for name, box in self._layout.boxes.items():
            if seen.intersects(_rect(box).adjusted(-6, -6, 6, 6)):
                self._painter.box(painter, box, self._marks.boxes[name], self._words(box))
        for words, rect in self._labels.values():
            self._painter.label(painter, rect, words)
        if self.hasFocus() and 0 <= self._focused < len(self._marks.way):
            name = self._marks.way[self._focused].name
            self._painter.focus(painter, self._layout.boxes[name])

    def _paint_edges(
        self, painter: QPainter, layout: MapLayout, marks: Marks, seen: QRectF
    ) -> None:
        drawn = zip(layout.edges, marks.edges, strict=True)
        for edge, how in sorted(drawn, key=lambda pair: pair[1].value):
            left, right = min(x for x, _ in edge.points), max(x for x, _ in edge.points)
            top, bottom = min(y for _, y in edge.points), max(y for _, y in edge.points)
            if seen.intersects(QRectF(left - 4, top - 4, right - left + 8, bottom - top + 8)):
                self._painter.edge(painter, edge, how)

    def _words(self, box: MapBox) -> str:
        if box.node is not None:
            return self._tr.text(box.node.label)
        flow = box.name.partition("/")[0]
        known = self._walk.book.flows.get(flow) if self._walk else None
        return self._tr.text(known.title) if known else flow


def _rect(box: MapBox) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _held(offset: float, content: float, room: float) -> float:
    """Return ``offset`` so that ``content`` fills ``room``, or stands in its middle if smaller."""
    if content + 2 * _MARGIN <= room:
        return (room - content) / 2
    return min(_MARGIN, max(offset, room - content - _MARGIN))
