"""The frame of one part of the Data section: what it is for, its state, its one or two actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from posdesk.ui.parts.words import Words

_EDGE = 24
"""Pixels left free below what is scrolled to."""


class KeepingPart(QWidget):
    """A heading with what is below; ``body`` is its column, ``refresh`` shows what is so now."""

    def __init__(self, title: str, what_for: str) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.body.addWidget(Words(title, "h3"))
        self.body.addWidget(Words(what_for, "body", "text2", wrap=True))

    def refresh(self) -> None:
        """Show what is so now."""

    def follow(self, *parts: QWidget) -> None:
        """Scroll to each of ``parts`` as it comes: what a press brings is not below the edge."""
        for part in parts:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShowToParent and isinstance(watched, QWidget):
            # Once it has its place, which is after the layout.
            QTimer.singleShot(0, watched, lambda: self._scroll_to(watched))
        return False

    def _scroll_to(self, part: QWidget) -> None:
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and part.isVisible():
            around.ensureWidgetVisible(part, 0, _EDGE)
