"""Rows and tiles of the home page, painted: a number key, words, and what stands at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line, paint_number
from posdesk.ui.theme import RADIUS_CARD, RADIUS_CONTROL, Theme, font, metrics


class FlowTile(PaintedButton):
    """A flow on the home page: icon, number, name and one line."""

    def __init__(self, theme: Theme, number: int, icon: str, title: str, subtitle: str) -> None:
        super().__init__(theme)
        self._number, self._icon, self._subtitle = number, icon, subtitle
        self.setText(title)
        self.setAccessibleName(f"{number} {title}")
        self.setAccessibleDescription(subtitle)
        self.setMinimumSize(156, 124)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.armed = False

    def set_armed(self, armed: bool) -> None:
        """Mark the tile that Enter would open."""
        if armed != self.armed:
            self.armed = armed
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 124)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter, RADIUS_CARD, line="accent" if self.armed else "border")
        paint_icon(painter, self._icon, theme.colour("accent"), QRectF(16, 16, 28, 28))
        width = self.width() - 32
        painter.setPen(theme.colour("text2"))
        painter.setFont(font("h3"))
        painter.drawText(QRectF(16, 14, width, 28), Qt.AlignmentFlag.AlignRight, str(self._number))
        painter.setPen(theme.colour("text"))
        painter.setFont(font("h2"))
        paint_line(painter, QRectF(16, self.height() - 62, width, 26), self.text())
        painter.setPen(theme.colour("text2"))
        painter.setFont(font("small"))
        paint_line(painter, QRectF(16, self.height() - 36, width, 20), self._subtitle)

    def fill(self) -> str:
        return "accentSoft" if self.armed else super().fill()


class HitRow(PaintedButton):
    """A result while typing: number, the flow, and the symptom that fits."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self._number, self._symptom, self._enter = number, "", ""
        self.chosen = False
        self.setFixedHeight(48)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_hit(self, title: str, symptom: str, enter: str) -> None:
        """Show another result; ``enter`` is the name of the Enter key."""
        self.setText(title)
        self._symptom, self._enter = symptom if symptom != title else "", enter
        self.setAccessibleName(f"{self._number} {title} {symptom}")
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the result that Enter takes."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.chosen or self.underMouse():
            self.paint_frame(painter, RADIUS_CONTROL, line="accent" if self.chosen else "border")
        paint_number(painter, theme, QRectF(14, 10, 28, 28), self._number, filled=self.chosen)
        painter.setFont(font("input"))
        painter.setPen(theme.colour("text"))
        wide = metrics("input").horizontalAdvance(self.text())
        painter.drawText(QRectF(54, 0, wide + 2, 48), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        rest = QRectF(54 + wide + 16, 0, self.width() - wide - 150, 48)
        paint_line(painter, rest, self._symptom)
        if self.chosen:
            _at_right(painter, QRectF(self.width() - 90, 0, 74, 48), self._enter)

    def fill(self) -> str:
        return "accentSoft" if self.chosen else super().fill()


def _at_right(painter: QPainter, box: QRectF, words: str) -> None:
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
