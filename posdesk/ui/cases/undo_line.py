"""The line that takes the last change back: for a minute, or until something else is changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import Theme

FOR_SO_LONG = 60_000
"""Milliseconds for which a change can be taken back."""


class UndoLine(Card):
    """Says what was done and offers to take it back; hidden while there is nothing."""

    undone = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("sunken", padding=0)
        self._undo: Callable[[], object] | None = None
        self._words = Words(style="body", ink="text2")
        self._button = Button(tr("Undo"), theme, "link")
        self._button.clicked.connect(self.undo)
        icon = QLabel()
        icon.setPixmap(pixmap("return", theme.colour("text2"), 16, 2.0))
        row = QHBoxLayout()
        row.setContentsMargins(13, 0, 5, 0)
        row.setSpacing(8)
        row.addWidget(icon)
        row.addWidget(self._words, 1)
        row.addWidget(key_cap("Ctrl+Z"))
        row.addWidget(self._button)
        self.body.addLayout(row)
        self._end = QTimer(self, singleShot=True, interval=FOR_SO_LONG)
        self._end.timeout.connect(self.clear)
        self._new = QTimer(self, singleShot=True, interval=0)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def offer(self, words: str, undo: Callable[[], object]) -> None:
        """Say what was done; ``undo`` takes it back."""
        self._undo = undo
        self._words.say(words)
        self.setAccessibleName(words)
        self.show()
        self._end.start()
        self._new.start()

    def forget(self) -> None:
        """Let go of what was offered before the change that is just told of."""
        if not self._new.isActive():
            self.clear()

    def clear(self) -> None:
        """Offer nothing any more."""
        self._undo = None
        self._end.stop()
        self.hide()

    def undo(self) -> None:
        """Take the change back, where there is one."""
        undo = self._undo
        if undo is None:
            return
        self.clear()
        try:
            undo()
        except PosDeskError as error:
            self.failed.emit(error)
        else:
            self.undone.emit()
