"""The head of the detail: number, where the money and the case stand, how much, whose card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.life import LIFE_WORDS, PARTY_WORDS, Life
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import money_words, outcome_words
from posdesk.domain.timeline import GOODS_WORDS
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.flow_layout import FlowLayout
from posdesk.ui.cases.one_line import OneLine
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.tag import Tag
from posdesk.ui.parts.tones import tone_of_state
from posdesk.ui.parts.words import Words, tight

_APART = 8
_LIFE_ICONS = {
    Life.OPEN: "ring",
    Life.WAITING: "wait",
    Life.SETTLED: "check",
    Life.CLOSED: "lock",
}


class CaseHead(QWidget):
    """``linked_pressed`` names the case behind a number of the same money."""

    linked_pressed = Signal(str)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.number = Words(style="h2")
        self.amount = Words(style="amount")
        self.state = Tag(around.theme)
        self.life = Tag(around.theme)
        self.goods = Tag(around.theme)
        self.about = OneLine("small", "text2")
        self.links: list[Button] = []
        self._flow = FlowLayout(6)
        self._beside, self._low = True, False
        self._lay_out()

    def show_case(self, case: Case) -> None:
        """Show another case, or the same anew."""
        tr = self._around.tr
        self.number.say(case.number)
        amount = case.slip.amount
        self.amount.say("" if amount is None else show_amount(amount))
        tone = tone_of_state(case.verdict.charge_again, case.money)
        self.state.show_state(tone, tr.text(money_words(case.money, case.outcome)))
        self.life.show_state("idle", self._life_words(case), _LIFE_ICONS[case.life])
        held = tr.text(GOODS_WORDS[case.goods]) if case.goods == "held" else ""
        self.goods.show_state("wait", held, "lock")
        self.goods.setVisible(bool(held))
        self.about.say(self._about(case))
        self._show_about()
        self._show_links(case)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_low(self, low: bool) -> None:
        """Leave away what the details say too, where the window is low."""
        self._low = low
        self._show_about()

    def _show_about(self) -> None:
        self.about.setVisible(bool(self.about.toolTip()) and not self._low)

    def _fit(self) -> None:
        """Put the state below where number, state and amount have no room beside each other."""
        parts = (self.number, self.state, self.amount)
        beside = sum(part.sizeHint().width() for part in parts) + 2 * _APART <= self.width()
        if beside == self._beside:
            return
        self._beside = beside
        for part in (self.state, self.life, self.goods, *self.links):
            self._flow.removeWidget(part)
        if beside:
            self._top.insertWidget(1, self.state)
        else:
            self._top.removeWidget(self.state)
            self._flow.addWidget(self.state)
        for part in (self.life, self.goods, *self.links):
            self._flow.addWidget(part)

    def _life_words(self, case: Case) -> str:
        tr = self._around.tr
        if case.waiting_for is not None:
            return tr("Waiting: {whom}", whom=PARTY_WORDS[case.waiting_for])
        words = tr.text(LIFE_WORDS[case.life])
        if case.outcome and case.life in (Life.SETTLED, Life.CLOSED):
            ended = tr.text(outcome_words(case.outcome))
            return f"{words}（{ended}）" if tr.lang == "zh_CN" else f"{words}: {ended}"
        return words

    def _about(self, case: Case) -> str:
        tr, slip = self._around.tr, case.slip
        named = " ".join(
            word for word in (slip.issuer, tight(slip.card.shown()) if slip.card else "") if word
        )
        terminal = tr("terminal {id}", id=slip.terminal_id) if slip.terminal_id else ""
        wallet = "" if slip.card else " ".join(w for w in (slip.channel, slip.order_no) if w)
        parts = (named, wallet, terminal)
        return tr(", ").join(part for part in parts if part)

    def _show_links(self, case: Case) -> None:
        for button in self.links:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.links = []
        tr = self._around.tr
        for link in case.links:
            button = Button(
                tr("Same money {number}", number=link.number), self._around.theme, "link"
            )
            button.setStyleSheet("min-height: 30px; padding: 0 4px 0 0;")
            button.setToolTip(link.why)
            button.clicked.connect(lambda _=False, other=link.other: self._press(other))
            self._flow.addWidget(button)
            self.links.append(button)

    def _press(self, other: str) -> None:
        self.linked_pressed.emit(other)

    def _lay_out(self) -> None:
        self._top = top = QHBoxLayout()
        top.setSpacing(_APART)
        top.addWidget(self.number)
        top.addWidget(self.state)
        top.addStretch(1)
        top.addWidget(self.amount)
        tags = QWidget()
        tags.setLayout(self._flow)
        for part in (self.life, self.goods):
            self._flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.about)
        column.addWidget(tags)
