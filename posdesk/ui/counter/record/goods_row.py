"""Where the goods are: two halves of one switch, neither chosen before somebody says so."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import RADIUS_CONTROL, TARGET, Theme, font

LABEL = 68
"""Width of the name before a row's control."""


class GoodsRow(QWidget):
    """The switch; ``goods_marked`` says ``held`` or ``released``."""

    goods_marked = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.held = Half(theme, tr("Held here"), is_left=True)
        self.released = Half(theme, tr("Handed over"), is_left=False)
        self.held.setAccessibleName(tr("Goods: held in the shop"))
        self.released.setAccessibleName(tr("Goods: handed over"))
        self.held.clicked.connect(lambda: self.goods_marked.emit("held"))
        self.released.clicked.connect(lambda: self.goods_marked.emit("released"))
        label = Words(tr("Goods"), "small", "text2")
        label.setFixedWidth(LABEL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(label)
        row.addWidget(self.held, 1)
        row.addWidget(self.released, 1)

    def show_goods(self, goods: str | None) -> None:
        """Show where the goods are."""
        self.held.setChecked(goods == "held")
        self.released.setChecked(goods == "released")


class Half(PaintedButton):
    """One half of the switch."""

    def __init__(self, theme: Theme, words: str, *, is_left: bool) -> None:
        super().__init__(theme)
        self._is_left = is_left
        self.setText(words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, TARGET)

    def nextCheckState(self) -> None:
        """Stay as it is: the case decides what is checked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        around = frame.adjusted(0, 0, 40, 0) if self._is_left else frame.adjusted(-40, 0, 0, 0)
        shape = QPainterPath()
        shape.addRoundedRect(around, RADIUS_CONTROL, RADIUS_CONTROL)
        inside = QPainterPath()
        inside.addRect(frame)
        painter.setPen(QPen(self.theme.colour("control"), 1))
        painter.setBrush(self.theme.colour("accentSoft" if chosen else self.fill()))
        painter.drawPath(shape.intersected(inside))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("focus"), 2))
            painter.drawRoundedRect(frame.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.setFont(font("strong" if chosen else "body"))
        painter.setPen(self.theme.colour("accent" if chosen else "text"))
        wide = painter.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - wide) / 2
        if chosen:
            left += 11
            where = QRectF(left - 24, (self.height() - 16) / 2, 16, 16)
            paint_icon(painter, "check", self.theme.colour("accent"), where)
        room = QRectF(left, 0, wide + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
