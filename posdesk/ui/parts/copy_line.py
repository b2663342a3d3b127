"""A line that is read out or copied: its name, its digits in groups, a button to copy them."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class CopyLine(QWidget):
    """``copy`` puts the plain value on the clipboard and says so in its own words."""

    def __init__(self, name: str, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr, self._value = tr, ""
        self._shown = Words(style="small", wrap=True)
        self.copy = Button(tr("Copy"), theme)
        self.copy.setAccessibleName(tr("Copy: {name}", name=name))
        self._name = name
        self.copy.clicked.connect(self._copy)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Words(name, "small", "text2"))
        said.addWidget(self._shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(said, 1)
        row.addWidget(self.copy)

    @property
    def value(self) -> str:
        """What is copied."""
        return self._value

    def show_value(self, value: str, shown: str = "") -> None:
        """Show ``value``, in the form of ``shown`` where that is easier to read."""
        self._value = value
        self._shown.say(shown or value)
        self.copy.say(self._tr("Copy"))
        self.copy.setAccessibleName(self._tr("Copy: {name}", name=self._name))
        self.setVisible(bool(value))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        self.copy.say(self._tr("Copied"))
        self.copy.setAccessibleName(self._tr("Copied: {name}", name=self._name))
