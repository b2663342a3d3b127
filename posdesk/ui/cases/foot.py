"""The foot of the table: how many cases, how much money, and by what they are sorted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.asked import PAGED, Asked, Order
from posdesk.domain.money import show_amount
from posdesk.i18n import Translator
from posdesk.ui.cases.finding import Found
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class Foot(QWidget):
    """Sums up the lines above; its button sorts them otherwise."""

    order_pressed = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._count = Words(style="body", ink="text2")
        self._sum = Words(style="strong")
        self._hidden = Words(style="strong", ink="wait")
        self._hidden.hide()
        self._order = Button("", theme, "link")
        self._order.setToolTip(tr("S sorts by the next"))
        self._order.clicked.connect(self.order_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.setSpacing(6)
        row.addWidget(self._count)
        row.addWidget(self._sum)
        row.addWidget(self._hidden)
        row.addStretch(1)
        row.addWidget(self._order)

    @property
    def words(self) -> str:
        """What the foot says."""
        parts = (self._count.text(), self._sum.text(), self._hidden.text())
        return " ".join(part for part in parts if part)

    def tell(self, chip: str, found: Found) -> None:
        """Sum up what was found under the chip of that name, as far as it is known."""
        tr, rows = self._tr, found.rows
        if rows is None:
            return
        total = f"{len(rows):,}"
        amount = rows.amount
        if not rows.complete:
            said = tr("{chip}: {some}+ cases, still counting", chip=chip, some=total)
        elif amount is None:
            said = tr("{chip}: {total} cases", chip=chip, total=total)
        elif len(rows) == 1:
            said = tr("{chip}: 1 case, total", chip=chip)
        else:
            said = tr("{chip}: {total} cases, total", chip=chip, total=total)
        self._count.say(said)
        self._sum.say("" if amount is None else show_amount(amount))
        hidden = found.hidden if found.asked.chip not in PAGED else 0
        self._hidden.say(tr("{n} older open ones: see All", n=f"{hidden:,}") if hidden else "")
        self._hidden.setVisible(bool(hidden))

    def show_order(self, asked: Asked) -> None:
        """Say by what the lines are sorted."""
        tr, order, backwards = self._tr, asked.order, asked.backwards
        paged = asked.chip in PAGED
        words = {
            Order.DUE: tr("the newest first") if paged else tr("what is due first"),
            Order.NUMBER: tr("by number"),
            Order.OPENED: tr("by day opened"),
            Order.AMOUNT: tr("by amount"),
        }
        turned = tr("{order}, backwards", order=words[order])
        self._order.say(turned if backwards else words[order])
