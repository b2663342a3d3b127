"""A page of an exhibit, large: fits, zooms around the mouse, is dragged; nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from posdesk.i18n import Translator
from posdesk.ui.exhibits.page_view import PageView
from posdesk.ui.theme import Theme, font

ZOOM_STEP = 1.25


class PageCanvas(QWidget):
    """Shows one page; plus, minus, 0 and the wheel zoom, PgUp and PgDn ask for another page.

    ``in_column`` leaves the wheel to the column it stands in until somebody is at work here.
    """

    page_wanted = Signal(int)

    def __init__(
        self, theme: Theme, tr: Translator, *, beside: float = 0.0, in_column: bool = False
    ) -> None:
        super().__init__()
        self.theme, self.tr_ = theme, tr
        self.view = PageView(beside)
        self.page = 1
        self._image = QImage()
        self._scaled = QPixmap()
        self._share = 0.0
        self._in_column = in_column
        self._pulled: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)

    @property
    def is_loading(self) -> bool:
        """Whether the page has not arrived yet."""
        return self._image.isNull()

    def show_page(self, page: int, image: QImage, *, share: float = 0.0) -> None:
        """Show the picture of ``page``, empty while it is on its way.

        ``share`` is how much of the width is written on, for a text; 0 shows the whole page.
        """
        self.page, self._image, self._scaled = page, image, QPixmap()
        self._share = share
        if not image.isNull():
            self.view.paper = image.size().toSizeF()
            self.fit()
        self.update()

    def zoom(self, by: float, around: QPointF | None = None) -> None:
        """Zoom by a factor; what is ``around`` stays where it is, else the middle."""
        self.view.zoom_to(self.view.zoom * by, around)
        self.update()

    def fit(self) -> None:
        """Show the whole page, of a text its head."""
        self.view.fit()
        if self._share:
            self.view.open_head(self._share)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / ZOOM_STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_PageUp: lambda: self.page_wanted.emit(self.page - 1),
            Qt.Key.Key_PageDown: lambda: self.page_wanted.emit(self.page + 1),
        }
        if event.key() not in actions:
            super().keyPressEvent(event)
            return
        actions[event.key()]()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pulled = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pulled is not None:
            self.view.drag(event.position() - self._pulled)
            self._pulled = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pulled = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._in_column and not self.hasFocus():
            event.ignore()
            return
        self.zoom(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        whole = self.view.zoom == 1.0 or bool(self._share)
        self.view.size = event.size().toSizeF()
        if whole:
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(640, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("sunken"))
        if self.is_loading:
            painter.setPen(self.theme.colour("text2"))
            painter.setFont(font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr_("Loading…"))
            return
        page = self.view.page
        self._paint_page(painter, page)
        painter.setPen(QPen(self.theme.colour("control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_over(painter)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what stands on the page; here only the frame of the focus."""
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.colours["focus"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_page(self, painter: QPainter, page: QRectF) -> None:
        """Paint the page; one that is not much larger than the window is scaled once and kept."""
        if page.width() * page.height() > 4 * self.width() * self.height():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self._image)
            return
        ratio = self.devicePixelRatioF()
        size = (page.size() * ratio).toSize()
        if self._scaled.size() != size:
            how = Qt.AspectRatioMode.IgnoreAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(self._image.scaled(size, how, smooth))
            self._scaled.setDevicePixelRatio(ratio)
        painter.drawPixmap(page.topLeft(), self._scaled)
