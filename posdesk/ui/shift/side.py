"""The card beside the sheet: who hands over or takes over, a note, and the one button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.given import check_words
from posdesk.ui.cases.flow_layout import FlowLayout
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

MOST_PEOPLE = 8
"""Names offered as buttons; others are typed."""


class Side(Card):
    """``wanted`` carries the name and the note; Enter in a filled note goes to the button."""

    wanted = Signal(str, str)
    print_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self.title = Words(style="h2", wrap=True)
        self.told = Words(style="body", ink="text2", wrap=True)
        self.asked = Words(style="strong")
        self.trouble = Trouble(theme)
        self.name = GuardedLine(tr, self.trouble, partial(self._look, "by"), Rules())
        self.name.setMaxLength(40)
        self.people: list[Button] = []
        self._row = FlowLayout(8)
        self.note = GuardedLine(tr, self.trouble, partial(self._look, "note"), Rules())
        self.note.setAccessibleName(tr("Note for the next one"))
        self.note.setPlaceholderText(tr("Note, if any"))
        self.notice = Notice(theme, tr)
        self.button = Button("", theme, "primary")
        self.button.clicked.connect(self._press)
        self.note.stored.connect(self._noted)
        self.paper = Button(tr("Save as PDF, print"), theme, icon_name="printer")
        self.paper.clicked.connect(self.print_wanted)
        above: tuple[QWidget, ...] = (self.title, self.told, self.asked, self.name)
        below = (self.note, self.trouble, self.notice, self.button, self.paper)
        for part in above:
            self.body.addWidget(part)
        self.body.addLayout(self._row)
        for part in below:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def ask(self, title: str, told: str, asked: str, button: str) -> None:
        """Ask who it is; ``button`` is what is done then."""
        self.title.say(title)
        self.told.say(told)
        self.told.setVisible(bool(told))
        self.asked.say(asked)
        self.name.setAccessibleName(asked)
        self.name.setPlaceholderText(self._tr("Name"))
        self.button.say(button)
        self.name.begin("")
        self.note.begin("")
        for part in (self.asked, self.name, self.note, self.button):
            part.show()

    def offer(self, people: Sequence[str], chosen: str) -> None:
        """Offer names as buttons, ``chosen`` among them where it is known."""
        for button in self.people:
            self._row.removeWidget(button)
            button.deleteLater()
        self.people = []
        for name in people[:MOST_PEOPLE]:
            button = Button(name, self._theme, "choice")
            button.clicked.connect(partial(self._choose, name))
            self._row.addWidget(button)
            self.people.append(button)
        self._choose(chosen)

    def tell(self, title: str, told: str) -> None:
        """Say that it is done; only the paper is left to be made."""
        self.title.say(title)
        self.told.say(told)
        self.told.setVisible(bool(told))
        for part in (self.asked, self.name, self.note, self.button, *self.people):
            part.hide()
        self.trouble.clear()
        self.notice.hide()
        self.paper.setFocus()

    def refuse(self, error: PosDeskError) -> None:
        """Say in place why it could not be done."""
        self.trouble.say(self._tr.error(error))
        if not self.name.text().strip():
            self.name.setFocus()

    def _choose(self, name: str, _on: bool = False) -> None:
        self.name.begin(name)
        for button in self.people:
            button.setChecked(button.text() == name)

    def _look(self, field: str, text: str, _sure: bool) -> None:
        check_words(field, text)
        if field == "by":
            for button in self.people:
                button.setChecked(button.text() == " ".join(text.split()))

    def _noted(self) -> None:
        if self.note.hasFocus():
            self.button.setFocus()

    def press(self) -> None:
        """Do what the button does; nothing where there is none any more."""
        if self.button.isVisible():
            self._press()

    def _press(self) -> None:
        if self.name.commit() and self.note.commit():
            self.wanted.emit(self.name.text(), self.note.text())
