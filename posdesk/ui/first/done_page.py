"""The end of the first start: what was kept, what is still missing, and two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from posdesk.i18n import Translator
from posdesk.services.first_start import FirstStart, Said, missing
from posdesk.ui.first.question import Question
from posdesk.ui.first.slip_drawing import SlipDrawing
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_ON_SLIP = ("name", "merchant_id", "terminal_id", "acquirer")


class DonePage(Question):
    """Two cards and two buttons; what is missing leads back to its question."""

    question_wanted = Signal(str)
    practice_wanted = Signal()

    def __init__(
        self, first: FirstStart, theme: Theme, tr: Translator, *, may_practise: bool
    ) -> None:
        said = first.said()
        left, kept = missing(said), tuple(one for one in said if one.value.zh_CN)
        why = tr("From now on every case knows this.") if kept else tr("Nothing is kept yet.")
        super().__init__(theme, tr, tr("Ready to begin"), why)
        self._first = first
        self.links: list[Button] = []
        if kept:
            self.body.addWidget(self._kept(kept))
        if left:
            self.body.addWidget(self._missing(left))
        self.go.say_words(tr("Start"))
        self.skip.say(tr("Try a practice walk first"))
        self.skip.setVisible(may_practise)
        self.skip.clicked.disconnect()
        self.skip.clicked.connect(self.practice_wanted)
        self.later.say(tr("Practice is on made-up cases, in a window of its own."))
        self.later.setVisible(may_practise)

    def make_picture(self) -> QWidget:
        shop = self._first.book.shop
        known = [name for name in _ON_SLIP if getattr(shop, name)]
        slip = SlipDrawing(self.theme, self._tr, tuple(known))
        for name in known:
            slip.show_value(name, getattr(shop, name))
        return slip

    def _kept(self, said: tuple[Said, ...]) -> Card:
        card = Card(padding=14)
        card.body.setSpacing(4)
        for one in said:
            tick = QLabel()
            tick.setPixmap(pixmap("check", self.theme.colour("accent"), 16, 2.0))
            name = Words(self._tr.text(one.what), "body", "text2")
            name.setFixedWidth(128)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(tick)
            row.addWidget(name)
            row.addWidget(Words(self._tr.text(one.value), "strong", wrap=True), 1)
            card.body.addLayout(row)
        return card

    def _missing(self, left: tuple[Said, ...]) -> Card:
        card = Card("invitation", padding=10)
        card.body.setSpacing(0)
        for one in left:
            what, where = self._tr.text(one.what), self._tr.text(one.where)
            button = Button(self._tr("Fill in"), self.theme, "link")
            button.setAccessibleName(self._tr("Fill in: {what}", what=what))
            button.clicked.connect(
                lambda _on=False, question=one.question: self.question_wanted.emit(question)
            )
            self.links.append(button)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Words(self._tr("Missing: {what}", what=what), "body", "wait"))
            row.addWidget(Words(where, "small", "wait"), 1)
            row.addWidget(button)
            card.body.addLayout(row)
        return card
