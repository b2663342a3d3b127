"""One of a few: buttons in rows of which one is chosen, none before somebody does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from posdesk.ui.parts.button import Button
from posdesk.ui.theme import Theme

_COLUMNS, _GAP = 3, 6


class Choices(QWidget):
    """``chosen`` says the value of the button that was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, label: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for value, words in options:
            button = Button(words, theme, "choice")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, v=value: self.chosen.emit(v))
            self._group.addButton(button)
            self.buttons[value] = button
        self._place(min(_COLUMNS, len(options)))

    @property
    def value(self) -> str:
        """The value chosen, empty where none is."""
        return next((v for v, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose a value; an unknown or empty one lets go of whatever was chosen."""
        self._group.setExclusive(False)
        for known, button in self.buttons.items():
            button.setChecked(known == value)
        self._group.setExclusive(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        fitting = (self.width() + _GAP) // (widest + _GAP)
        self._place(max(1, min(_COLUMNS, len(self.buttons), fitting)))

    def _place(self, columns: int) -> None:
        """Put the buttons into so many columns, none with its words cut."""
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)

    def focusInEvent(self, event: QFocusEvent) -> None:
        first = next(iter(self.buttons.values()))
        (self.buttons.get(self.value) or first).setFocus()
