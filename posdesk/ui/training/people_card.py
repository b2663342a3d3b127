"""Who has done what: for the manager, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu

from posdesk.domain.lesson import Card as PrintedCard
from posdesk.domain.moment import from_iso
from posdesk.i18n import Translator
from posdesk.services.printouts import COUNTER_CARD
from posdesk.services.training import Progress
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

MOST = 12


class PeopleCard(Card):
    """The learner's name, the way to a practice walk, and what everyone has done."""

    name_changed = Signal(str)
    practice_wanted = Signal()
    card_wanted = Signal(str)

    def __init__(
        self, theme: Theme, tr: Translator, total: int, cards: Sequence[PrintedCard]
    ) -> None:
        super().__init__()
        self._tr, self._total = tr, total
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Who is learning?"))
        self.name.setPlaceholderText(tr("Name"))
        self.name.setMaxLength(40)
        self.trouble = Trouble(theme)
        CardGuard(self.name, tr("Name"), tr, self.trouble)
        self.name.editingFinished.connect(self._named)
        practice = Button(tr("Practise a walk"), theme, icon_name="counter")
        practice.clicked.connect(self.practice_wanted)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._empty = Words(tr("Nobody has begun yet."), "small", "text3", wrap=True)
        self.body.addWidget(Words(tr("Who is learning?"), "h3"))
        self.body.addWidget(self.name)
        self.body.addWidget(self.trouble)
        self.body.addSpacing(8)
        self.body.addWidget(practice)
        self.body.addWidget(
            Words(
                tr("Practice has data of its own; nothing in it is real."),
                "small",
                "text2",
                wrap=True,
            )
        )
        print_card = Button(tr("Print a card"), theme, icon_name="printer")
        print_card.setMenu(self._card_menu(cards))
        self.body.addWidget(print_card)
        self.body.addSpacing(8)
        self.body.addWidget(rule())
        self.body.addWidget(Words(tr("Who has done what"), "h3"))
        self.body.addWidget(self._empty)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_people(self, people: Sequence[Progress]) -> None:
        """Show what each person has done, whoever learnt last first."""
        self._empty.setVisible(not people)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line, person in enumerate(people[:MOST]):
            when = from_iso(person.last_at).strftime("%m-%d")
            done = f"{len(person.done)} / {self._total}"
            self._grid.addWidget(Words(person.person, "body"), line, 0)
            self._grid.addWidget(Words(done, "strong"), line, 1)
            self._grid.addWidget(Words(when, "small", "text2"), line, 2)

    def _card_menu(self, cards: Sequence[PrintedCard]) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self._tr("For the counter, one page")).setData(COUNTER_CARD)
        menu.addSeparator()
        for card in cards:
            menu.addAction(self._tr.text(card.title)).setData(card.id)
        menu.triggered.connect(self._card_chosen)
        return menu

    def _card_chosen(self, action: QAction) -> None:
        self.card_wanted.emit(str(action.data()))

    def _named(self) -> None:
        self.name_changed.emit(self.name.text().strip())
