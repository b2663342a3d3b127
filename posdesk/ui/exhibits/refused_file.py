"""A file that could not be taken in: its one sentence stays, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.trouble import Offer
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class RefusedFile(QFrame):
    """One sentence and its offers; the cross closes the line."""

    closed = Signal()

    def __init__(
        self, theme: Theme, tr: Translator, name: str, sentence: str, offers: Sequence[Offer]
    ) -> None:
        super().__init__()
        self.name, self.words = name, sentence
        self.setProperty("part", "trouble")
        self.setAccessibleName(sentence)
        self.offers: list[Button] = []
        close = Button(tr("Close this line"), theme, "icon", icon_name="close")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(Words(sentence, "small", "wait", wrap=True), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 4, 8)
        column.setSpacing(6)
        column.addLayout(head)
        for words, take in offers:
            button = Button(words, theme)
            button.clicked.connect(take)
            self.offers.append(button)
            column.addWidget(button)
