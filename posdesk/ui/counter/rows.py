"""Rows and tiles of the home page, painted: a number key, words, and what stands at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line, paint_lines, paint_number
from posdesk.ui.theme import RADIUS_CARD, RADIUS_CONTROL, RADIUS_SMALL, Theme, font, metrics

TILE, LOW_TILE = 124, 102
"""Pixels of a tile's height, and of one in a low window, where its line is cut to one."""


class FlowTile(PaintedButton):
    """A flow on the home page: icon, number, name and one line; ``peers`` are all of its size."""

    def __init__(self, theme: Theme, number: int, icon: str, title: str, subtitle: str) -> None:
        super().__init__(theme)
        self._number, self._icon, self._subtitle = number, icon, subtitle
        self.setText(title)
        self.setAccessibleName(f"{number} {title}")
        self.setAccessibleDescription(subtitle)
        self.setMinimumSize(120, LOW_TILE)
        self.setMaximumHeight(TILE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.armed = False
        self.peers: Sequence[FlowTile] = (self,)

    def set_armed(self, armed: bool) -> None:
        """Mark the tile that Enter would open."""
        if armed != self.armed:
            self.armed = armed
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, TILE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter, RADIUS_CARD, line="accent" if self.armed else "border")
        paint_icon(painter, self._icon, theme.colour("accent"), QRectF(16, 16, 28, 28))
        width = self.width() - 32
        painter.setPen(theme.colour("text2"))
        painter.setFont(font("h3"))
        painter.drawText(QRectF(16, 14, width, 28), Qt.AlignmentFlag.AlignRight, str(self._number))
        painter.setPen(theme.colour("text"))
        # One size of words for all: a name that happens to be short is no more important.
        fit = all(metrics("h2").horizontalAdvance(one.text()) <= width for one in self.peers)
        painter.setFont(font("h2" if fit else "h3"))
        high = paint_lines(painter, QRectF(16, 48, width, 52), self.text())
        painter.setPen(theme.colour("text2"))
        painter.setFont(font("small"))
        top = 48 + max(high, 26) + 3
        room = self.height() - 6 - top
        if room >= painter.fontMetrics().lineSpacing():
            paint_lines(painter, QRectF(16, top, width, room), self._subtitle)

    def fill(self) -> str:
        return "accentSoft" if self.armed else super().fill()


@dataclass(frozen=True, slots=True)
class Face:
    """What a result shows: ``marks`` are stretches of the title, ``tag`` is tone, icon, words.

    ``note`` stands beside the title, ``below`` under it.
    """

    lead: str = ""
    title: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    note: str = ""
    below: str = ""
    amount: str = ""
    tag: tuple[str, str, str] | None = None


class ResultRow(PaintedButton):
    """A result while typing: its number, what it is, and what stands at the right."""

    def __init__(self, theme: Theme, enter: str) -> None:
        super().__init__(theme)
        self._number, self._face, self._enter = 0, Face(), enter
        self.chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(48)

    def show_face(self, face: Face, number: int) -> None:
        """Show another result under ``number``."""
        if (face, number) == (self._face, self._number):
            return
        self._face, self._number = face, number
        self.setText(face.title)
        words = (str(number), face.lead, face.title, face.note, face.amount)
        self.setAccessibleName(" ".join(word for word in words if word))
        self.setAccessibleDescription("  ".join(filter(None, (*(face.tag or ())[2:], face.below))))
        self.setFixedHeight(56 if face.below else 48)
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the result that Enter takes."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, face = QPainter(self), self.theme, self._face
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.chosen or self.underMouse():
            self.paint_frame(painter, RADIUS_CONTROL, line="accent" if self.chosen else "border")
        middle = self.height() / 2
        number = QRectF(14, middle - 14, 28, 28)
        paint_number(painter, theme, number, self._number, filled=self.chosen)
        right = self._paint_right(painter, self.width() - 14.0)
        left = 54.0
        first = QRectF(0, 6, 0, 26) if face.below else QRectF(0, 0, 0, self.height())
        painter.setPen(theme.colour("text"))
        if face.lead:
            painter.setFont(font("input"))
            box = QRectF(left, first.top(), right - left, first.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, face.lead)
            left += metrics("input").horizontalAdvance(face.lead) + 16
        start = left
        left = self._paint_title(painter, QRectF(left, first.top(), right - left, first.height()))
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        if face.below:
            paint_line(painter, QRectF(start, 30, max(0.0, right - start), 20), face.below)
        elif face.note:
            paint_line(painter, QRectF(left + 14, 0, max(0.0, right - left - 14), 48), face.note)

    def _paint_title(self, painter: QPainter, box: QRectF) -> float:
        """Paint the title with what was typed marked in it; return where it ends."""
        face, theme, left = self._face, self.theme, box.left()
        at = 0
        for start, end in (*face.marks, (len(face.title), len(face.title))):
            for words, marked in ((face.title[at:start], False), (face.title[start:end], True)):
                style = "found" if marked else "input"
                room = box.right() - left
                if not words or room < 12:
                    continue
                painter.setFont(font(style))
                painter.setPen(theme.colour("accent" if marked else "text"))
                wide = min(room, metrics(style).horizontalAdvance(words))
                paint_line(painter, QRectF(left, box.top(), wide + 1, box.height()), words)
                if marked:
                    below = box.center().y() + 13
                    painter.setPen(QPen(theme.colour("accentLine"), 2))
                    painter.drawLine(QPointF(left, below), QPointF(left + wide, below))
                left += wide
            at = end
        return left

    def _paint_right(self, painter: QPainter, right: float) -> float:
        """Paint tag, amount and the Enter key from the right; return where they begin."""
        face, theme = self._face, self.theme
        if face.tag:
            right -= paint_tag(painter, theme, face.tag, right, self.height() / 2 - 12) + 16
        painter.setPen(theme.colour("text"))
        if face.amount:
            right = self._at_right(painter, face.amount, "h3", right)
        if self.chosen:
            painter.setPen(theme.colour("text2"))
            right = self._at_right(painter, self._enter, "small", right)
        return right

    def _at_right(self, painter: QPainter, words: str, style: str, right: float) -> float:
        painter.setFont(font(style))
        wide = metrics(style).horizontalAdvance(words)
        box = QRectF(right - wide, 0, wide + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        return right - wide - 16

    def fill(self) -> str:
        return "accentSoft" if self.chosen else super().fill()


def paint_tag(
    painter: QPainter, theme: Theme, tag: tuple[str, str, str], right: float, top: float
) -> float:
    """Paint a tag (tone, icon, words) that ends at ``right``; return how wide it is."""
    tone, icon, words = theme.tones[tag[0]], tag[1], tag[2]
    width = 36 + metrics("small").horizontalAdvance(words)
    left = right - width
    painter.setPen(QPen(QColor(tone.line), 1))
    painter.setBrush(QColor(tone.soft))
    painter.drawRoundedRect(QRectF(left, top, width, 24), RADIUS_SMALL, RADIUS_SMALL)
    ink = QColor(tone.soft_text)
    paint_icon(painter, icon, ink, QRectF(left + 7, top + 4, 16, 16))
    painter.setPen(ink)
    painter.setFont(font("small"))
    box = QRectF(left + 28, top, width - 30, 24)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
    return width
