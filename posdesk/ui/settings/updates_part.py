"""Newer versions in Settings: whether they are asked for, where, and what was heard."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from posdesk import __version__
from posdesk.domain.errors import PosDeskError
from posdesk.domain.provision import UPDATES_KEY
from posdesk.domain.updates import host_of
from posdesk.domain.yes_no import NO, YES
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.services.updates import Updates
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class UpdatesPart(QWidget):
    """Two buttons and a line; nothing is downloaded or installed from here."""

    def __init__(self, updates: Updates, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._updates, self._book, self._tr = updates, book, tr
        self.line = Words(style="body", ink="text2", wrap=True)
        self.notes = Words(style="body", ink="text2", wrap=True)
        self.trouble = Trouble(theme)
        group, row = QButtonGroup(self), QHBoxLayout()
        row.setSpacing(8)
        self.choices: dict[str, Button] = {}
        for value, words in ((YES, tr("On")), (NO, tr("Off"))):
            button = Button(words, theme, "choice")
            button.setMinimumWidth(112)
            button.clicked.connect(partial(self._choose, value))
            group.addButton(button)
            row.addWidget(button)
            self.choices[value] = button
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Words(tr("Ask for newer versions once a day"), "strong"))
        column.addLayout(row)
        for part in (self.trouble, self.line, self.notes):
            column.addWidget(part)
        self.refresh()

    def refresh(self) -> None:
        """Show what is set and what was heard by now."""
        settings = self._updates.settings
        self.choices[YES if settings.updates == YES else NO].setChecked(True)
        free = bool(settings.updates_address) and not self._book.is_locked(UPDATES_KEY)
        for button in self.choices.values():
            button.setEnabled(free)
        self.line.say(self._said(settings.updates_address, is_on=settings.updates == YES))
        newer = self._updates.heard().newer if settings.updates == YES else None
        self.line.set_ink("wait" if newer else "text2")
        self.notes.say(self._tr.text(newer.notes) if newer else "")
        self.notes.setVisible(bool(newer and self.notes.text()))

    def _said(self, address: str, *, is_on: bool) -> str:
        tr = self._tr
        if not address:
            return tr(
                "This is PosDesk {version}. No address to ask is set, so nothing is asked; whoever"
                " installed this counter can set one.",
                version=__version__,
            )
        heard = self._updates.heard()
        if is_on and heard.newer:
            return tr(
                "PosDesk {version} is out since {day}; this is {installed}. Whoever installed this"
                " counter brings it in; nothing changes by itself.",
                version=heard.newer.version,
                day=heard.newer.released,
                installed=__version__,
            )
        if is_on and heard.asked_at:
            return tr(
                "This is PosDesk {version}. Last asked at {host} on {day}.",
                version=__version__,
                host=host_of(address),
                day=heard.asked_at[:10],
            )
        return tr(
            "This is PosDesk {version}. {host} is asked, and told nothing of this shop.",
            version=__version__,
            host=host_of(address),
        )

    def _choose(self, value: str) -> None:
        try:
            self._book.save_updates(value)
        except PosDeskError as error:
            self.refresh()
            self.trouble.say(self._tr.error(error))
            return
        self.trouble.clear()
        self.refresh()
