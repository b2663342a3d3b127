"""The line for a passphrase, which shows dots and which no input method learns from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from posdesk.domain.passphrase import LONGEST


def secret_line(words: str) -> QLineEdit:
    """Return an empty one; ``words`` say what it is for."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
    line.setMaxLength(LONGEST)
    line.setAccessibleName(words)
    line.setPlaceholderText(words)
    return line
