"""Words that never take a second line: what has no room is cut with dots."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from posdesk.ui.parts.words import Words


class OneLine(Words):
    """Words on one line, cut with dots where there is no room; the tip has all of them."""

    def __init__(self, style: str, ink: str = "text") -> None:
        super().__init__(style=style, ink=ink)
        self._all = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        self._all = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(40, self.width())
        end = Qt.TextElideMode.ElideRight
        super().say(self.fontMetrics().elidedText(self._all, end, room))
