"""The foot of the table: how many cases, how much money, and by what they are sorted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.money import show_amount
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.ui.cases.case_model import Order
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
        self._order = Button("", theme, "link")
        self._order.setToolTip(tr("S sorts by the next"))
        self._order.clicked.connect(self.order_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.setSpacing(6)
        row.addWidget(self._count)
        row.addWidget(self._sum)
        row.addStretch(1)
        row.addWidget(self._order)

    @property
    def words(self) -> str:
        """What the foot says."""
        return f"{self._count.text()} {self._sum.text()}".strip()

    def tell(self, chip: str, rows: Sequence[Listed], total: int) -> None:
        """Sum up ``rows`` of ``total`` cases under the chip of that name."""
        tr, some = self._tr, len(rows)
        if some < total:
            said = tr(
                "{chip}: the newest {some} of {total}, total", chip=chip, some=some, total=total
            )
        elif total == 1:
            said = tr("{chip}: 1 case, total", chip=chip)
        else:
            said = tr("{chip}: {total} cases, total", chip=chip, total=total)
        self._count.say(said)
        self._sum.say(show_amount(sum(one.row.amount or 0 for one in rows)))

    def show_order(self, order: Order, *, backwards: bool) -> None:
        """Say by what the lines are sorted."""
        tr = self._tr
        words = {
            Order.DUE: tr("what is due first"),
            Order.NUMBER: tr("by number"),
            Order.OPENED: tr("by day opened"),
            Order.AMOUNT: tr("by amount"),
        }
        turned = tr("{order}, backwards", order=words[order])
        self._order.say(turned if backwards else words[order])
