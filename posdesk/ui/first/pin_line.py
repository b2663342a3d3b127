"""A line for a PIN: nothing of it is shown, stored or offered again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from posdesk.domain.pin import LONGEST
from posdesk.ui.theme import font

_TALL = 48
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PinLine(QLineEdit):
    """Takes Enter for itself, so that it never presses what comes on screen next."""

    entered = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setMaxLength(LONGEST)
        self.setFont(font("answer"))
        self.setAccessibleName(words)
        self.setPlaceholderText(words)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _TALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
