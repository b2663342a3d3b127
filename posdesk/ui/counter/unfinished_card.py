"""Walks that were begun and not finished: everything is as it was, one key from going on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.flow import FlowBook
from posdesk.domain.moment import clock_time, from_iso
from posdesk.domain.money import show_amount
from posdesk.i18n import Translator
from posdesk.storage.queries import UnfinishedWalk
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import Theme

MOST = 4


class UnfinishedCard(Card):
    """Lists the walks to go on with; Enter in the empty home field takes the first."""

    case_chosen = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, book: FlowBook) -> None:
        super().__init__()
        self._theme, self._tr, self._book = theme, tr, book
        self._head = Words(tr("Unfinished"), "h2")
        self._kept = Words(tr("kept as they were"), "small", "text2")
        self._empty = Words(
            tr("Nothing is waiting. A walk that is left stays here as it was."),
            "body",
            "text2",
            wrap=True,
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._head)
        head.addWidget(self._kept, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._rows)
        self.first: UnfinishedWalk | None = None

    def show_walks(self, walks: Sequence[UnfinishedWalk]) -> None:
        """Show ``walks``, the newest first."""
        self.first = walks[0] if walks else None
        while (item := self._rows.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self._empty.setVisible(not walks)
        self._kept.setVisible(bool(walks))
        for place, walk in enumerate(walks[:MOST]):
            self._rows.addWidget(rule())
            self._rows.addWidget(self._row(walk, first=place == 0))

    def _row(self, walk: UnfinishedWalk, *, first: bool) -> QWidget:
        tr, row = self._tr, QWidget()
        amount = show_amount(walk.amount) if walk.amount is not None else ""
        column = QVBoxLayout()
        column.setSpacing(2)
        title = Words(f"{tr.text(walk.title)}  {amount}".strip(), "strong", wrap=True)
        column.addWidget(title)
        column.addWidget(
            Words(tr("At: {step}", step=self._step(walk)), "small", "text2", wrap=True)
        )
        when = f"{from_iso(walk.at):%m-%d} {clock_time(walk.at)}  {walk.number}"
        column.addWidget(Words(when, "small", "text3"))
        button = Button(tr("Go on"), self._theme)
        button.setAccessibleName(tr("Go on with {number}", number=walk.number))
        button.setProperty("case", walk.case)
        button.clicked.connect(self._clicked)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 10, 0, 10)
        line.setSpacing(10)
        line.addLayout(column, 1)
        if first:
            line.addWidget(key_cap(tr("Enter")))
        line.addWidget(button)
        return row

    def _step(self, walk: UnfinishedWalk) -> str:
        """Return the question the walk waits at, as the flow has it today."""
        flow, _, node = walk.node.partition("/")
        try:
            return self._tr.text(self._book.node(self._book.place(flow, node)).text)
        except PosDeskError:
            return self._tr.text(walk.step)

    def _clicked(self) -> None:
        self.case_chosen.emit(str(self.sender().property("case")))
