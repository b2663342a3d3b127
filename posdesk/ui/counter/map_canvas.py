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

from posdesk.domain.flow import Flow
from posdesk.domain.walk import Walk
from posdesk.i18n import Translator
from posdesk.services.flow_map import TEXT_SIZE, MapBox, MapLayout
from posdesk.ui.counter.map_labels import place_labels
from posdesk.ui.counter.map_marks import MarkedMap, marked_map
from posdesk.ui.counter.map_paint import MapPainter
from posdesk.ui.theme import Theme

READABLE = 11 / TEXT_SIZE
"""The zoom below which the words of a box are under 11 px."""

_STEP = 1.25
_MOST_ZOOM = 3.0
_MARGIN = 20.0
_GLIDE = 160
_ASIDE = 0.16
"""How far from the middle the present step may stand to let its next ones be seen."""


class MapCanvas(QWidget):
    """Shows one map with its marks; ``step_chosen`` is how many steps a person keeps."""

    step_chosen = Signal(int)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._theme = theme
        self._painter = MapPainter(theme)
        self._walk: Walk | None = None
        self._flow: Flow | None = None
        self._map: MarkedMap | None = None
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
            self._map = self._flow = None
            self.update()
            return
        same_map = self._flow is walk.book.flow(walk.at.flow)
        self._flow = walk.book.flow(walk.at.flow)
        self._map = marked_map(walk, self._tr.lang)
        self._labels = self._place(self._map)
        self._focused = len(self._map.way) - 1
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
        box = self._map.layout.boxes.get(name) if self._map else None
        if box is None:
            return QRectF()
        top_left = QPointF(box.x, box.y) * self._zoom + self._offset
        return QRectF(top_left.x(), top_left.y(), box.width * self._zoom, box.height * self._zoom)

    def _place(self, shown_map: MarkedMap) -> dict[int, tuple[str, QRectF]]:
        shown: dict[int, str] = {}
        sizes: dict[int, tuple[float, float]] = {}
        for index, text in shown_map.said.items():
            words = self._tr.text(text).replace("\n", "")
            shown[index], width, height = self._painter.label_size(words)
            sizes[index] = (width, height)
        spots = place_labels(shown_map.layout, sizes)
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
        if self._map is None:
            return
        self._glide.stop()
        self._follows = False
        self._zoom = self._fitting(self._map.layout)
        middle = _whole(self._map.layout).center()
        self._offset = QRectF(self.rect()).center() - middle * self._zoom
        self.update()

    def _fitting(self, layout: MapLayout) -> float:
        across = (self.width() - 2 * _MARGIN) / max(layout.width, 1)
        down = (self.height() - 2 * _MARGIN) / max(layout.height, 1)
        return max(0.05, min(across, down, 1.5))

    def _zoom_to(self, zoom: float, around: QPointF) -> None:
        if self._map is None:
            return
        self._glide.stop()
        least = min(READABLE, self._fitting(self._map.layout))
        zoom = min(max(zoom, least), _MOST_ZOOM)
        held = (around - self._offset) / self._zoom
        self._zoom = zoom
        self._offset = self._within(around - held * zoom)
        self.update()

    def _show_current(self, *, glide: bool) -> None:
        """Bring the present step into view, with what comes next and before where there is room."""
        if self._map is None or self._map.current not in self._map.layout.boxes:
            return
        seen = self._near_current(self._map)
        current = _rect(self._map.layout.boxes[self._map.current]).center()
        aside = self.width() * _ASIDE / self._zoom
        across = min(max(seen.center().x(), current.x() - aside), current.x() + aside)
        target = QPointF(
            self.width() / 2 - across * self._zoom,
            self.height() * 0.45 - current.y() * self._zoom,
        )
        target = self._within(target)
        self._glide.stop()
        if glide and self.isVisible():
            self._glide.setStartValue(self._offset)
            self._glide.setEndValue(target)
            self._glide.start()
        else:
            self._move_to(target)

    def _near_current(self, shown: MarkedMap) -> QRectF:
        """Return the box of the present step, as wide as it and its nearest next steps can show."""
        boxes = shown.layout.boxes
        seen = current = _rect(boxes[shown.current])
        middle = current.center().x()
        following = [_rect(boxes[name]) for name in shown.next]
        for rect in sorted(following, key=lambda r: abs(r.center().x() - middle)):
            wider = seen.united(rect)
            if wider.width() * self._zoom <= self.width() - 2 * _MARGIN:
                seen = QRectF(wider.x(), current.y(), wider.width(), current.height())
        return seen

    def _move_to(self, offset: QPointF) -> None:
        self._offset = offset
        self.update()

    def _within(self, offset: QPointF) -> QPointF:
        """Return ``offset`` so that no more than a margin of emptiness stands beside the map."""
        if self._map is None:
            return offset
        layout = self._map.layout
        return QPointF(
            _held(offset.x(), layout.x, layout.width, self._zoom, self.width()),
            _held(offset.y(), layout.y, layout.height, self._zoom, self.height()),
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
        way = self._map.way if self._map else ()
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
        way = self._map.way if self._map else ()
        if not way:
            return
        self._focused = min(max(index, 0), len(way) - 1)
        rect = self.box_on_screen(way[self._focused].name)
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        across = max(room.left() - rect.left(), 0) or min(room.right() - rect.right(), 0)
        down = max(room.top() - rect.top(), 0) or min(room.bottom() - rect.bottom(), 0)
        self._move_to(self._within(self._offset + QPointF(across, down)))

    def _choose(self, index: int) -> None:
        if self._map:
            self.step_chosen.emit(self._map.way[index].count)

    # ------------------------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._map
        if shown is None:
            return
        painter.translate(self._offset)
        painter.scale(self._zoom, self._zoom)
        corner = QPointF(-self._offset.x() / self._zoom, -self._offset.y() / self._zoom)
        seen = QRectF(corner, self.size() / self._zoom)
        self._paint_edges(painter, shown, seen)
        for name, box in shown.layout.boxes.items():
            if seen.intersects(_rect(box).adjusted(-6, -6, 6, 6)):
                self._painter.box(painter, box, shown.boxes[name], self._words(box))
        for words, rect in self._labels.values():
            self._painter.label(painter, rect, words)
        if self.hasFocus() and 0 <= self._focused < len(shown.way):
            name = shown.way[self._focused].name
            self._painter.focus(painter, shown.layout.boxes[name])

    def _paint_edges(self, painter: QPainter, shown: MarkedMap, seen: QRectF) -> None:
        drawn = zip(shown.layout.edges, shown.edges, strict=True)
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


def _whole(layout: MapLayout) -> QRectF:
    return QRectF(layout.x, layout.y, layout.width, layout.height)


def _held(offset: float, start: float, length: float, zoom: float, room: float) -> float:
    """Return ``offset`` so that the map fills ``room``, or stands in its middle if smaller."""
    begin, content = start * zoom, length * zoom
    if content + 2 * _MARGIN <= room:
        return (room - content) / 2 - begin
    return min(_MARGIN - begin, max(offset, room - content - _MARGIN - begin))
