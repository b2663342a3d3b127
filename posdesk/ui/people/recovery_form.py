"""The way back in: the code from the paper, and a new PIN."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.pin import GROUP, GROUPS, LONGEST
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class RecoveryForm(QWidget):
    """``given`` brings the code and the new PIN."""

    given = Signal(str, str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.code = QLineEdit()
        self.code.setMaxLength(GROUPS * (GROUP + 3))
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST)
        self.keep = Button(tr("Set the new PIN"), theme, "primary")
        self.keep.clicked.connect(self._give)
        self.code.returnPressed.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        labels = ((tr("Recovery code on the paper"), self.code), (tr("New PIN"), self.pin))
        for label, line in labels:
            line.setAccessibleName(label)
            column.addWidget(Words(label, "strong"))
            column.addWidget(line)
            column.addSpacing(8)
        column.addWidget(Words(tr("4 to 8 digits, not 1234."), "small", "text2"))
        column.addSpacing(8)
        column.addWidget(self.keep)

    def _give(self) -> None:
        code, pin = self.code.text(), self.pin.text()
        self.pin.clear()
        if code.strip() and pin:
            self.given.emit(code, pin)
