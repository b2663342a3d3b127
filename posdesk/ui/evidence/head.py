"""The head of the evidence page: whose evidence, where the money stands, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import money_words
from posdesk.i18n import Translator
from posdesk.ui.cases.one_line import OneLine
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.tag import Tag
from posdesk.ui.parts.tones import tone_of_state
from posdesk.ui.parts.words import Words, tight
from posdesk.ui.theme import Theme


class EvidenceHead(QWidget):
    """One case with its state and amount, or how many of them with what they come to."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.back = Button(tr("Back"), theme, "icon", icon_name="chevron-left")
        self.back.setProperty("framed", True)
        self.title = Words(style="h2")
        self._state = Tag(theme)
        self._amount = Words(style="h2")
        self._about = OneLine("small", "text2")
        first = QHBoxLayout()
        first.setSpacing(10)
        for part in (self.title, self._state, self._amount):
            first.addWidget(part)
        first.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addLayout(first)
        said.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.back)
        row.addLayout(said, 1)

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show whose evidence this is."""
        tr, first = self._tr, cases[0]
        amounts = [case.slip.amount for case in cases if case.slip.amount is not None]
        self._amount.say(show_amount(sum(amounts)) if amounts else "")
        self._state.setVisible(len(cases) == 1)
        if len(cases) == 1:
            self.title.say(tr("Evidence {number}", number=first.number))
            words = tr.text(money_words(first.money, first.outcome))
            self._state.show_state(tone_of_state(first.verdict.charge_again, first.money), words)
            self._about.say(self._one_case(first))
        else:
            self.title.say(tr("Evidence of {count} cases", count=len(cases)))
            self._about.say(tr(", ").join(case.number for case in cases))

    def _one_case(self, case: Case) -> str:
        slip = case.slip
        card = tight(slip.card.shown()) if slip.card else ""
        at = case.opened_at[:16].replace("T", " ")
        parts = (case.symptom, slip.issuer, card, at)
        return self._tr(", ").join(part for part in parts if part)
