"""The words to say to the customer: always in sight, large at F1 so that both can read them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from posdesk.i18n import Translator
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import font


class SayBox(QFrame):
    """One sentence for the customer; ``toggle`` makes it large and small again."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.setProperty("part", "sunken")
        self.setAccessibleName(tr("Say to the customer"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = Words(style="answer", wrap=True)
        self._large = self._tight = False
        self._caption = Words(tr("Say to the customer"), "small", "text2")
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self._caption)
        column.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 9)
        row.setSpacing(12)
        row.addWidget(key_cap("F1"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    @property
    def words(self) -> str:
        """The sentence shown."""
        return self._words.text()

    @property
    def is_large(self) -> bool:
        """Whether the words are shown large."""
        return self._large

    def show_words(self, words: str) -> None:
        """Show another sentence, at its usual size."""
        self._words.say(words)
        self._set_large(False)

    def toggle(self) -> None:
        """Make the words large, or small again."""
        self._set_large(not self._large)

    def set_tight(self, tight: bool) -> None:
        """Leave the caption away and write smaller, where the step needs the room."""
        if tight != self._tight:
            self._tight = tight
            self._caption.setHidden(tight)
            self._write()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.toggle()

    def _set_large(self, large: bool) -> None:
        if large != self._large:
            self._large = large
            self._write()

    def _write(self) -> None:
        usual = "answer-small" if self._tight else "answer"
        self._words.setFont(font("step" if self._large else usual))
