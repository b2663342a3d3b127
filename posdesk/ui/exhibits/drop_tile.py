"""The dashed place where files are dropped, lying in a row or standing among pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font


class DropTile(PaintedButton):
    """Where files are dropped; a press is for whoever has no mouse to drag with."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._busy = ""
        self._lines = [tr("Drop files here"), tr("or Ctrl+V")]
        self._hot = False
        self.setAccessibleName(tr("Add photos and files"))
        self.setAccessibleDescription(tr("Drop files here, or Ctrl+V"))

    def say(self, first: str, second: str) -> None:
        """Say in other words what may be dropped."""
        self._lines = [first, second]
        self.update()

    def show_busy(self, words: str) -> None:
        """Say what is under way; nothing where ``words`` is empty."""
        self._busy = words
        self.update()

    def set_hot(self, hot: bool) -> None:
        """Show that what is dragged may be dropped."""
        self._hot = hot
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(148, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        line = "accent" if self._hot else "control"
        self.paint_frame(painter, RADIUS_CONTROL, line=line, dashed=True)
        ink = theme.colour("accent" if self._hot else "text2")
        lines = [self._busy] if self._busy else self._lines
        painter.setFont(font("body"))
        if self.height() > 2 * self.sizeHint().height():
            self._paint_standing(painter, ink, lines)
        else:
            self._paint_lying(painter, ink, lines)

    def _paint_lying(self, painter: QPainter, ink: QColor, lines: list[str]) -> None:
        widest = max(painter.fontMetrics().horizontalAdvance(words) for words in lines)
        room = min(widest, self.width() - 56)
        left = max(12.0, (self.width() - room - 30) / 2)
        paint_icon(painter, "wait" if self._busy else "image", ink, QRectF(left, 18, 20, 20))
        painter.setPen(ink)
        top = (self.height() - 20 * len(lines)) / 2
        for number, words in enumerate(lines):
            paint_line(painter, QRectF(left + 30, top + number * 20, room + 4, 20), words)

    def _paint_standing(self, painter: QPainter, ink: QColor, lines: list[str]) -> None:
        middle = self.width() / 2
        top = (self.height() - 32 - 20 * len(lines)) / 2
        paint_icon(
            painter, "wait" if self._busy else "image", ink, QRectF(middle - 12, top, 24, 24)
        )
        painter.setPen(ink)
        for number, words in enumerate(lines):
            where = QRectF(6, top + 32 + number * 20, self.width() - 12, 20)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)

    def fill(self) -> str:
        return "accentSoft" if self._hot or self.isChecked() else super().fill()
