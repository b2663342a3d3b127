"""Words on a card: a label in a style of the type scale and an ink of the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from posdesk.ui.theme import font


class Words(QLabel):
    """A plain-text label: ``style`` of the type scale, ``ink`` a colour or tone of the theme."""

    def __init__(
        self, words: str = "", style: str = "body", ink: str = "text", *, wrap: bool = False
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(style))
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """Show ``words``; nothing is laid out again where they are there already."""
        if words != self.text():
            self.setText(words)

    def set_ink(self, ink: str) -> None:
        """Show the words in another colour."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)


def tight(words: str) -> str:
    """Return ``words`` with the dots of a masked card set tight: the usual ones are too wide."""
    return words.replace("•", "∙")


def key_cap(key: str) -> QLabel:
    """Return a key as a small cap."""
    cap = QLabel(key)
    cap.setTextFormat(Qt.TextFormat.PlainText)
    cap.setFont(font("caption"))
    cap.setProperty("part", "keycap")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap
