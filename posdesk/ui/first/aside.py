"""What stands beside a question that no slip answers: a card of lines, each with an icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.ui.icons import pixmap
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP, Theme

AsideLine = tuple[str, str, str]
"""The icon, the words, and smaller words below them, empty where there are none."""


class Aside(QWidget):
    """A card in the middle of its room; ``foot`` is one line below a rule."""

    def __init__(
        self, theme: Theme, title: str, lines: Sequence[AsideLine], foot: str = ""
    ) -> None:
        super().__init__()
        card = Card(padding=24)
        card.setFixedWidth(360)
        card.body.setSpacing(GAP)
        card.body.addWidget(Words(title, "h2", wrap=True))
        for icon, words, below in lines:
            card.body.addLayout(_line(theme, icon, words, below))
        if foot:
            card.body.addWidget(rule())
            card.body.addWidget(Words(foot, "small", "text2", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _line(theme: Theme, icon: str, words: str, below: str) -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(pixmap(icon, theme.colour("accent"), 24, 2.0))
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(Words(words, "body", wrap=True))
    if below:
        lines.addWidget(Words(below, "small", "text2", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(lines, 1)
    return row
