"""The card at the top right of the counter's home: what is due, and the most urgent of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel

from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class DueStrip(Card):
    """Hidden while nothing is due."""

    case_wanted = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("trouble", padding=12)
        self._tr = tr
        self._case = ""
        self._theme = theme
        self._icon = QLabel()
        self.words = Words(style="strong", wrap=True)
        self.button = Button(tr("Look") + "  F8", theme)
        self.button.clicked.connect(self._press)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self._dress(late=False)
        self.hide()

    def show_due(self, said: str, number: str, case: str, *, late: bool) -> None:
        """Say what is due; ``case`` is where the button leads, empty while nothing is due."""
        self._case = case
        self._dress(late=late)
        self.words.say(said)
        self.setAccessibleName(said)
        self.button.setAccessibleName(self._tr("Look at {number}", number=number))
        self.setVisible(bool(case))

    def _dress(self, *, late: bool) -> None:
        """Show in red what is late, in amber what is due today."""
        tone, part = ("stop", "rule") if late else ("wait", "trouble")
        ink = QColor(self._theme.tones[tone].soft_text)
        self._icon.setPixmap(pixmap("wait", ink, 20, self.devicePixelRatioF()))
        self.words.set_ink(tone)
        if self.property("part") != part:
            self.setProperty("part", part)
            self.style().unpolish(self)
            self.style().polish(self)

    def _press(self) -> None:
        if self._case:
            self.case_wanted.emit(self._case)
