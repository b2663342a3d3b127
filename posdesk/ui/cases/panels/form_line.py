"""A line of a panel: nothing is stored on leaving it, and no card number stays in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from posdesk.domain.sensitive import refuse_sensitive
from posdesk.i18n import Translator
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.trouble import Trouble


class FormLine(GuardedLine):
    """Enter says ``entered`` once its words are fit to be kept, Esc says ``left``."""

    entered = Signal()
    left = Signal()

    def __init__(self, tr: Translator, trouble: Trouble, label: str, hint: str = "") -> None:
        super().__init__(tr, trouble, self._look_at, Rules(may_confirm=lambda _text: True))
        self._label = label
        self._confirmed = ""
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)

    @property
    def words(self) -> str:
        """What was typed, without the spaces around."""
        return self.text().strip()

    @property
    def is_confirmed(self) -> bool:
        """Whether a person said that what looks like a card number here is none."""
        return bool(self._confirmed) and self._confirmed == self.text()

    def clear_line(self) -> None:
        """Forget what was typed."""
        self._confirmed = ""
        self.begin("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.commit():
            self.entered.emit()
        elif self._trouble.offers:
            self._trouble.offers[0].setFocus()

    def _look_at(self, text: str, sure: bool) -> None:
        refuse_sensitive(self._label, text, not_a_card=sure)
        if sure:
            self._confirmed = text
            self.begin(text)
