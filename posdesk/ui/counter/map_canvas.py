"""The surface of the map: it zooms, pans, follows the walk, and can be walked by keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
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
from posdesk.services.map_layout import MapBox
from posdesk.ui.counter.map_labels import fitted_labels
from posdesk.ui.counter.map_marks import MarkedMap, marked_map
from posdesk.ui.counter.map_paint import MapPainter
from posdesk.ui.counter.map_viewport import Viewport
from posdesk.ui.theme import Theme

_STEP = 1.25
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
        self._flow: Flow | None = None
        self._map: MarkedMap | None = None
        self._labels: dict[int, tuple[str, QRectF]] = {}
        self._view = Viewport()
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
        layout = self._map.layout
        self._view.whole = QRectF(layout.x, layout.y, layout.width, layout.height)
        self._labels = fitted_labels(self._map, self._tr, self._painter.label_size)
        self._focused = len(self._map.way) - 1
        self._follows = True
        if not same_map:
            self._view.open_readable()
        self._show_current(glide=same_map)
        self.update()

    @property
    def zoom(self) -> float:
        """Screen pixels to one pixel of the map."""
        return self._view.zoom

    def box_on_screen(self, name: str) -> QRectF:
        """Return where the box ``name`` stands in this widget; empty where the map has none."""
        rect = self._box(name)
        return self._view.on_screen(rect) if rect.isValid() else rect

    # ------------------------------------------------------------------------------- zoom and place

    def zoom_in(self) -> None:
        """Show it larger, around the middle."""
        self._zoom_by(_STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """Show it smaller, around the middle."""
        self._zoom_by(1 / _STEP, QRectF(self.rect()).center())

    def fit(self) -> None:
        """Show the whole map."""
        self._leave_current()
        self._view.fit()
        self.update()

    def _zoom_by(self, factor: float, around: QPointF) -> None:
        if self._map is not None:
            self._glide.stop()
            self._view.zoom_to(self._view.zoom * factor, around)
            self.update()

    def _leave_current(self) -> None:
        """Let the person look around, until the walk moves."""
        self._glide.stop()
        self._follows = False

    def _show_current(self, *, glide: bool) -> None:
        """Bring the present step into view, with what comes next and before where there is room."""
        if self._map is None or self._map.current not in self._map.layout.boxes:
            return
        current = _rect(self._map.layout.boxes[self._map.current])
        target = self._view.aimed_at(current.center(), self._middle_of_next(self._map, current))
        self._glide.stop()
        if glide and self.isVisible():
            self._glide.setStartValue(self._view.offset)
            self._glide.setEndValue(target)
            self._glide.start()
        else:
            self._move_to(target)

    def _middle_of_next(self, shown: MarkedMap, current: QRectF) -> float:
        """Return the middle of the present step and those of its next ones that fit beside it."""
        seen, middle = current, current.center().x()
        following = [_rect(shown.layout.boxes[name]) for name in shown.next]
        for rect in sorted(following, key=lambda r: abs(r.center().x() - middle)):
            if self._view.fits(seen.united(rect).width()):
                seen = seen.united(rect)
        return seen.center().x()

    def _move_to(self, offset: QPointF) -> None:
        self._view.offset = offset
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.size = QSizeF(self.size())
        if self._follows:
            self._show_current(glide=False)
        else:
            self._move_to(self._view.within(self._view.offset))

    # --------------------------------------------------------------------------------- mouse, wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self._leave_current()
            self._zoom_by(_STEP**notches, event.position())
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
        self._was_dragged, self._dragged = True, here
        self._leave_current()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._move_to(self._view.within(self._view.offset + QPointF(moved)))

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
        self._move_to(self._view.brought_in(self._box(way[self._focused].name)))

    def _box(self, name: str) -> QRectF:
        box = self._map.layout.boxes.get(name) if self._map else None
        return _rect(box) if box else QRectF()

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
        painter.translate(self._view.offset)
        painter.scale(self._view.zoom, self._view.zoom)
        seen = self._view.seen()
        self._painter.map(painter, shown, seen, self._words)
        for words, rect in self._labels.values():
            self._painter.label(painter, rect, words)
        if self.hasFocus() and 0 <= self._focused < len(shown.way):
            name = shown.way[self._focused].name
            self._painter.focus(painter, shown.layout.boxes[name])

    def _words(self, box: MapBox) -> str:
        if box.node is not None:
            return self._tr.text(box.node.label)
        flow = box.name.partition("/")[0]
        known = self._walk.book.flows.get(flow) if self._walk else None
        return self._tr.text(known.title) if known else flow


def _rect(box: MapBox) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
