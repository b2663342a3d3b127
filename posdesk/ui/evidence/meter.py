"""The meter of what is wanted: a piece for each, filled, dashed, or left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.domain.bundle.slots import Slot, SlotState
from posdesk.ui.theme import Theme

_GAP, _HIGH = 4, 8


class SlotMeter(QWidget):
    """There is filled, missing is dashed; what does not apply has no piece."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._there, self._missing = 0, 0
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show how much of ``slots`` is there."""
        states = [slot.state for slot in slots]
        self._there = states.count(SlotState.THERE)
        self._missing = states.count(SlotState.MISSING)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        pieces = self._there + self._missing
        if not pieces:
            return
        painter, tones = QPainter(self), self._theme.tones
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = (self.width() - _GAP * (pieces - 1)) / pieces
        for at in range(pieces):
            box = QRectF(at * (wide + _GAP), 0, wide, _HIGH).adjusted(0.5, 0.5, -0.5, -0.5)
            there = at < self._there
            tone = tones["go" if there else "wait"]
            pen = QPen(QColor(tone.soft_text if there else tone.line), 1)
            if not there:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(QColor(tone.soft_text if there else tone.soft))
            painter.drawRoundedRect(box, 2, 2)
