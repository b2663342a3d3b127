"""Today's cases at this counter, in a strip below the walk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.storage.queries import CaseRow
from posdesk.ui.counter.case_rows import StripCard, case_line
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

MOST = 4


class TodayStrip(QWidget):
    """Four cases at most, the newest first, the one on screen marked."""

    case_chosen = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, till: str) -> None:
        super().__init__()
        self._tr = tr
        self._head = Words(tr("Today, till {till}", till=till) if till else tr("Today"), "strong")
        self._count = Words(style="small", ink="text2")
        self._cards = [StripCard(theme) for _ in range(MOST)]
        for card in self._cards:
            card.clicked.connect(self._clicked)
        self._lay_out()

    def show_cases(self, rows: Sequence[CaseRow], current: str) -> None:
        """Show the cases of today; ``current`` is the id of the one on screen."""
        unfinished = sum(row.unfinished and row.id != current for row in rows)
        self._count.say(
            self._tr(
                "{cases} today, {unfinished} unfinished", cases=len(rows), unfinished=unfinished
            )
        )
        open_ = [row for row in rows if row.id == current]
        shown = (open_ + [row for row in rows if row.id != current])[:MOST]
        for card, row in zip(self._cards, shown, strict=False):
            here = row.id == current
            card.show_case(case_line(row, self._tr, current=here), current=here)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(shown))

    def set_compact(self, compact: bool) -> None:
        """Leave the heading away where the window is low."""
        for words in (self._head, self._count):
            words.setVisible(not compact)

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, StripCard):
            self.case_chosen.emit(card.line.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(12)
        for card in self._cards:
            policy = card.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            card.setSizePolicy(policy)
            row.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(row)
