"""What stands in the place of a table without a line: why it is empty and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from posdesk.domain.chip import Chip
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class Empty(QWidget):
    """An icon, a sentence, one more line and perhaps a button."""

    counter_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._first = Words(style="h2")
        self._more = Words(style="body", ink="text2", wrap=True)
        self.button = Button(tr("Back to the counter"), theme, icon_name="counter")
        self.button.clicked.connect(self.counter_wanted)
        icon = QLabel()
        icon.setPixmap(pixmap("cases", theme.colour("text3"), 48, 2.0))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addStretch(2)
        for part in (icon, self._first, self._more):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    @property
    def words(self) -> str:
        """What is said."""
        return self._first.text()

    def explain(self, chip: Chip, words: str, *, any_case: bool) -> None:
        """Say why nothing is listed under ``chip`` for the ``words`` searched."""
        tr = self._tr
        first, more = self._sentences(chip, words, any_case=any_case)
        self._first.say(first)
        self._more.say(more)
        self.setAccessibleName(tr("{first} {more}", first=first, more=more))
        self.button.setVisible(not any_case and not words)

    def _sentences(self, chip: Chip, words: str, *, any_case: bool) -> tuple[str, str]:
        tr = self._tr
        if words:
            return (
                tr("Nothing found for “{words}”.", words=words[:40]),
                tr("Try a number, an amount or the last four digits; or look under another chip."),
            )
        if not any_case:
            return tr("No case yet."), tr("Go to the counter and say what the customer says.")
        if chip is Chip.OVERDUE:
            return tr("Nothing is overdue."), ""
        if chip is Chip.TODAY:
            return tr("Nothing is due today."), ""
        return tr("No case here now."), tr("The chips above show where there are some.")
