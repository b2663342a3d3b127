"""One exhibit as a small picture, and the dashed place where more can be dropped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen

from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.theme import RADIUS_SMALL, Theme, font

SIZE = QSize(80, 56)


class Thumb(PaintedButton):
    """A kept exhibit; a document or a text shows its icon and its kind. A press chooses it."""

    exhibit: Exhibit

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._theme, self._tr = theme, tr
        self._image = QImage()
        self._kind = ""
        self._content = ""
        self.setCheckable(True)
        self.setFixedSize(SIZE)

    def show_exhibit(self, exhibit: Exhibit) -> bool:
        """Show ``exhibit`` as it is now; return whether its picture is another one."""
        self.exhibit = exhibit
        self._kind = self._tr.text(EXHIBIT_KINDS[exhibit.kind])
        self.setToolTip(f"{self._kind}: {exhibit.name}")
        self.setAccessibleName(f"{self._kind}: {exhibit.name}")
        self.update()
        other = self._content != exhibit.sha256
        if other:
            self._content, self._image = exhibit.sha256, QImage()
        return other

    @property
    def has_picture(self) -> bool:
        """Whether its picture has arrived."""
        return not self._image.isNull()

    def show_picture(self, image: QImage) -> None:
        """Show the picture, made for this screen's pixels."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        painter.fillPath(shape, self._theme.colour("sunken"))
        if self.has_picture:
            painter.setClipPath(shape)
            painter.drawImage(QRectF(self.rect()), self._image)
            painter.setClipping(False)
        else:
            name = "image" if self.exhibit.mime.startswith("image/") else "file"
            paint_icon(painter, name, self._theme.colour("text2"), QRectF(30, 9, 20, 20))
            painter.setPen(self._theme.colour("text2"))
            painter.setFont(font("caption"))
            wide = painter.fontMetrics().horizontalAdvance(self._kind)
            paint_line(painter, QRectF(max(5.0, (80 - wide) / 2), 32, 72, 18), self._kind)
        marked = self.hasFocus() or self.isChecked()
        line = "focus" if self.hasFocus() else "accent" if marked else "border"
        painter.setPen(QPen(self._theme.colour(line), 3 if marked else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
