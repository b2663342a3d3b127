"""The frame of one part of the Data section: what it is for, its state, its one or two actions."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.ui.parts.words import Words


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
