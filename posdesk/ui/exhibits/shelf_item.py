"""One exhibit on the shelf: its small picture, kind, name, and what was covered of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font

PICTURE = QSize(128, 96)
SIZE = QSize(144, 172)


class ShelfItem(PaintedButton):
    """``chosen`` carries whether it is to stand beside another: Ctrl with the press, or C."""

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme, tr: Translator, parent: QWidget) -> None:
        super().__init__(theme)
        self._tr = tr
        self._image = QImage()
        self._content = ""
        self._lines = ("", "", "")
        self.exhibit_id = ""
        self.setParent(parent)
        self.setCheckable(True)
        self.setFixedSize(SIZE)
        self.clicked.connect(lambda: self.chosen.emit(self.exhibit_id, False))

    @property
    def lines(self) -> tuple[str, str, str]:
        """Kind, name, and how many pages and covers."""
        return self._lines

    @property
    def has_picture(self) -> bool:
        """Whether its picture has arrived."""
        return not self._image.isNull()

    def show_exhibit(self, exhibit: Exhibit) -> bool:
        """Show ``exhibit`` as it is now; return whether its picture is another one."""
        tr = self._tr
        self.exhibit_id = exhibit.id
        told = []
        if exhibit.pages > 1:
            told.append(tr("{n} pages", n=exhibit.pages))
        if exhibit.boxes:
            told.append(tr("covered {n}", n=len(exhibit.boxes)))
        kind = tr.text(EXHIBIT_KINDS[exhibit.kind])
        self._lines = (kind, exhibit.name, tr(", ").join(told))
        words = tr(", ").join(line for line in self._lines if line)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setAccessibleDescription(tr("C: side by side"))
        self.update()
        other = self._content != exhibit.sha256
        if other:
            self._content, self._image = exhibit.sha256, QImage()
        return other

    def show_picture(self, image: QImage) -> None:
        """Show the picture, made for this screen's pixels."""
        self._image = image
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setDown(False)
            self.chosen.emit(self.exhibit_id, True)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and not event.modifiers():
            self.chosen.emit(self.exhibit_id, True)
            return
        super().keyPressEvent(event)

    def fill(self) -> str:
        return "accentSoft" if self.isChecked() else super().fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter, RADIUS_CONTROL, line="accent" if self.isChecked() else "border")
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(8, 8, PICTURE.width(), PICTURE.height())
        painter.fillRect(frame, theme.colour("sunken"))
        if self.has_picture:
            painter.drawImage(frame, self._image)
        else:
            paint_icon(painter, "file", theme.colour("text2"), QRectF(60, 44, 24, 24))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        kind, name, told = self._lines
        for top, style, ink, words in (
            (108.0, "strong", "text", kind),
            (128.0, "caption", "text2", name),
            (147.0, "caption", "text2", told),
        ):
            painter.setFont(font(style))
            painter.setPen(theme.colour(ink))
            paint_line(painter, QRectF(8, top, PICTURE.width(), 20), words)
