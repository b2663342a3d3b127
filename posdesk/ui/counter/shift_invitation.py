"""Says on the home page that somebody handed over, and that nobody has taken over yet."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from posdesk.domain.day_words import told_moment
from posdesk.domain.shift_sheet import ShiftSheet
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class ShiftInvitation(Card):
    """Hidden unless a sheet waits."""

    wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("invitation", padding=12)
        self._tr = tr
        self.words = Words(style="strong", ink="wait", wrap=True)
        self.button = Button(tr("See the sheet"), theme)
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.hide()

    def show_sheet(self, sheet: ShiftSheet | None, now: datetime) -> None:
        """Say whose sheet waits and what is on it; nothing where there is none."""
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        tr = self._tr
        known = {
            "name": sheet.by,
            "time": told_moment(sheet.made_at, now, tr.lang),
            "open": len(sheet.active),
            "held": len(sheet.held),
        }
        if sheet.held:
            said = tr("{name} handed over at {time}: {open} open, goods held in {held}.", **known)
        else:
            said = tr("{name} handed over at {time}: {open} open.", **known)
        self.words.say(said)
