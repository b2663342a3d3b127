"""The frame of a step: its name, a sentence, what is done in it, and the way to the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class Work(QWidget):
    """``body`` is the column of what is done; ``onward`` leads to the next step."""

    onward = Signal()

    def __init__(self, theme: Theme, title: str, about: str) -> None:
        super().__init__()
        self.theme = theme
        self.title = Words(title, "h2")
        self.about = Words(about, "small", "text2", wrap=True)
        self.trouble = Trouble(theme)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(16, 12, 12, 10)
        self._head.setSpacing(12)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.title)
        said.addWidget(self.about)
        self._head.addLayout(said, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(10)
        self.body.addWidget(self.trouble)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(16, 10, 16, 10)
        card = Card(padding=0)
        card.body.setSpacing(0)
        card.body.addLayout(self._head)
        card.body.addWidget(rule())
        card.body.addLayout(self.body, 1)
        self._card = card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def add_tools(self, tools: QWidget) -> None:
        """Put ``tools`` at the right of the head."""
        self._head.addWidget(tools)

    def add_next(self, words: str, said: str = "") -> Button:
        """Put the way to the next step at the foot, beside a sentence; return its button."""
        button = Button(words, self.theme, "primary")
        button.clicked.connect(self.onward)
        self._foot.addWidget(Words(said, "small", "text2", wrap=True), 1)
        self._foot.addWidget(button)
        self._card.body.addWidget(rule())
        self._card.body.addLayout(self._foot)
        return button

    def take_focus(self) -> None:
        """Stand where one begins."""
        self.setFocus()
