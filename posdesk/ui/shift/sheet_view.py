"""The hand-over sheet on screen: figures, the note, then the cases, the most urgent first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.shift_sheet import ShiftSheet
from posdesk.i18n import Translator
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.words import Words
from posdesk.ui.shift.sections import Reading, Section
from posdesk.ui.shift.sheet_row import SheetRow
from posdesk.ui.theme import Theme

_GROUP = 4
"""Digits of the hash that stand together, so that two people can compare them aloud."""


class SheetView(QScrollArea):
    """Shows one sheet; ``case_chosen`` with the number of a case that was pressed."""

    case_chosen = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self.rows: list[SheetRow] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Hand-over sheet"))

    def show_sheet(self, sheet: ShiftSheet, reading: Reading) -> None:
        """Show ``sheet`` as it reads now."""
        inside = QWidget()
        inside.setProperty("part", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._figures(reading))
        if sheet.note:
            column.addWidget(self._note(sheet))
        self.rows = []
        for section in reading.sections():
            column.addWidget(self._section(section))
        if not self.rows:
            column.addWidget(self._nothing())
        column.addWidget(self._foot(sheet, reading))
        column.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def _figures(self, reading: Reading) -> Card:
        card = Card(padding=12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(10, 0, 10, 0)
        for figure, words, ink in reading.counts():
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(Words(figure, "amount", ink))
            pair.addWidget(Words(words, "small", "text2"))
            row.addLayout(pair, 1)
        card.body.addLayout(row)
        return card

    def _note(self, sheet: ShiftSheet) -> Card:
        card = Card("invitation", padding=14)
        card.body.addWidget(Words(self._tr("Note from {name}", name=sheet.by), "small", "wait"))
        card.body.addWidget(Words(sheet.note, "h3", "wait", wrap=True))
        return card

    def _section(self, section: Section) -> Card:
        card = Card(padding=12)
        card.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 6)
        head.addWidget(Words(section.name, "h2", section.tone))
        head.addStretch(1)
        head.addWidget(Words(str(len(section.rows)), "h3", "text2"))
        card.body.addLayout(head)
        timed = any(row.when for row in section.rows)
        for row in section.rows:
            line = SheetRow(self._theme, row, timed=timed)
            line.clicked.connect(self._pressed)
            card.body.addWidget(rule())
            card.body.addWidget(line)
            self.rows.append(line)
        return card

    def _nothing(self) -> Card:
        card = Card("done", padding=16)
        words = self._tr("Nothing is open: no case, no promise, no goods.")
        card.body.addWidget(Words(words, "h3", "go", wrap=True))
        return card

    def _foot(self, sheet: ShiftSheet, reading: Reading) -> Card:
        tr, card = self._tr, Card("sunken", padding=12)
        hashed = sheet.head.hash
        groups = [hashed[at : at + _GROUP] for at in range(0, len(hashed), _GROUP)]
        card.body.addWidget(Words(reading.shift(), "small", "text2", wrap=True))
        if sheet.erased:
            gone = tr("Erased since: {cases}", cases=tr(", ").join(sheet.erased))
            card.body.addWidget(Words(gone, "small", "text2", wrap=True))
        place = tr("End of the journal: event {seq}", seq=sheet.head.seq)
        card.body.addWidget(Words(place, "small", "text2", wrap=True))
        digest = Words(" ".join(groups), "caption", "text2", wrap=True)
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        digest.setAccessibleName(tr("Hash at the end of the journal"))
        card.body.addWidget(digest)
        return card

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, SheetRow):
            self.case_chosen.emit(row.row.number)
