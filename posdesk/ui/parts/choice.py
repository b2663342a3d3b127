"""A list to choose from, dressed as the rest of the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from posdesk.ui.icons import paint_icon
from posdesk.ui.theme import Theme


class Choice(QComboBox):
    """A list to choose from, with an arrow in the ink of the theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        where = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        paint_icon(QPainter(self), "chevron-down", self._theme.colour("text2"), where)
