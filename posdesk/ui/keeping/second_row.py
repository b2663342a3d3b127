"""The second place of the backups: chosen, told while it is away, given up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.day_words import day_words
from posdesk.domain.errors import NotAllowed, PosDeskError
from posdesk.domain.moment import iso
from posdesk.i18n import Translator
from posdesk.services.backup_list import Overview
from posdesk.services.backups import Backups
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.manager_wanted import manager_offer
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.theme import Theme


class SecondRow(QWidget):
    """Which place, if it is there, when it had its last backup; a button to choose another."""

    changed = Signal()

    def __init__(
        self, backups: Backups, questions: Questions, theme: Theme, tr: Translator
    ) -> None:
        super().__init__()
        self._backups, self._questions, self._tr = backups, questions, tr
        self._is_held = False
        self.place = Words(style="strong", wrap=True)
        self.state = Words(style="body", ink="text2", wrap=True)
        self.choose = Button(tr("Choose a second place"), theme)
        self.choose.clicked.connect(self._choose)
        self.remove = Button(tr("Without a second place"), theme, "link")
        self.remove.clicked.connect(lambda: self._keep(""))
        self.remove.hide()
        self.trouble = Trouble(theme)
        self._lay_out()

    def show_overview(self, overview: Overview) -> None:
        """Show the place as it is now."""
        tr, second = self._tr, overview.second
        self.remove.setVisible(second is not None and not self._is_held)
        if second is None:
            self.place.say(tr("No second place yet"))
            self.state.say(
                tr("A USB stick or network drive keeps the data when this computer is lost.")
            )
            self.state.set_ink("text2")
            self.choose.say(tr("Choose a second place"))
            return
        self.choose.say(tr("Choose another"))
        self.place.say(tr("Second place: {place}", place=str(second.place)))
        words = [tr("Plugged in.") if second.is_there else tr("Not plugged in just now.")]
        if second.last is not None:
            when = day_words(iso(second.last), overview.at, tr.lang)
            words.append(tr("Last backup there: {when}.", when=when))
        if second.last is not None and overview.second_is_old:
            days = (overview.at - second.last).days
            words.append(tr("That is {days} days ago: plug it in and back up now.", days=days))
        elif second.last is None:
            words.append(tr("No backup there yet: back up now."))
        self.state.say(" ".join(words) if tr.lang == "en" else "".join(words))
        self.state.set_ink("wait" if overview.second_is_old else "text2")

    def hold(self, lock: Lock) -> None:
        """Show the place as the installer's, which nobody changes here."""
        self._is_held = True
        self.remove.hide()
        self._row.replaceWidget(self.choose, lock.sign())
        self.choose.hide()

    def _choose(self) -> None:
        folder = self._questions.folder()
        if folder is not None:
            self._keep(str(folder))

    def _keep(self, folder: str) -> None:
        tr = self._tr
        try:
            self._backups.choose_second_place(folder)
        except PosDeskError as error:
            offers = [manager_offer(tr, self)] if isinstance(error, NotAllowed) else []
            self.trouble.say(tr.error(error), offers)
            return
        self.trouble.clear()
        self.changed.emit()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.place)
        words.addWidget(self.state)
        self._row = row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.remove)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.trouble)
