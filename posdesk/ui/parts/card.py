"""The flat frame that every panel stands in: one line around, radius 8, no shadow."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from posdesk.ui.theme import CARD_PADDING

Part = Literal[
    "card", "sunken", "well", "invitation", "drop", "rule", "trouble", "done", "rail", "status"
]


class Card(QFrame):
    """A frame with a column inside; ``body`` is the column.

    ``part`` says which frame: ``card`` on the page, ``sunken`` within a card, ``invitation`` amber
    and dashed for what is missing, ``rule`` red, ``trouble`` and ``done`` for a line in place.
    """

    def __init__(
        self, part: Part = "card", *, padding: int = CARD_PADDING, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", part)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)


def rule() -> QFrame:
    """Return a thin line that parts two groups."""
    line = QFrame()
    line.setProperty("part", "line")
    line.setFixedHeight(1)
    return line
