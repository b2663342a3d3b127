"""Today's cases on the home page; before the first one, what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.storage.queries import CaseRow
from posdesk.ui.counter.case_rows import ListRow, case_line, due_line
from posdesk.ui.counter.first_use import FirstUse
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

MOST = 40


class TodayCard(Card):
    """A list of cases that open when pressed."""

    case_chosen = Signal(str)
    case_wanted = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._count = Words(style="small", ink="text2")
        self._first_use = FirstUse(theme, tr)
        self._rows: list[ListRow] = []
        self._followed: set[str] = set()  # to be followed up, not walked on
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        inside = QWidget()
        inside.setProperty("part", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._first_use)
        column.addLayout(self._list)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(tr("Today"), "h2"))
        head.addStretch(1)
        head.addWidget(self._count)
        every = Button(tr("All cases"), theme, "link")
        every.clicked.connect(lambda: self.case_wanted.emit(""))
        head.addWidget(every)
        self.body.addLayout(head)
        self.body.addWidget(rule())
        self.body.addWidget(area, 1)

    def show_cases(self, rows: Sequence[CaseRow], due: Sequence[Listed], now: datetime) -> None:
        """Show what is due, the most urgent first, then the cases of today, the newest first."""
        urgent = {one.row.id for one in due}
        self._followed = {one.row.id for one in due if not one.row.unfinished}
        lines = [due_line(one, now, self._tr) for one in due]
        lines += [case_line(row, self._tr) for row in rows if row.id not in urgent]
        shown = lines[:MOST]
        self._first_use.setVisible(not lines)
        self._count.say(self._tr("{count} cases", count=len(lines)) if lines else "")
        while len(self._rows) < len(shown):
            row = ListRow(self._theme)
            row.clicked.connect(self._clicked)
            row.aside.connect(self._aside)
            self._rows.append(row)
            self._list.addWidget(row)
        for row, line in zip(self._rows, shown, strict=False):
            row.show_case(line)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(shown))

    def _aside(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.case_wanted.emit(row.line.id)

    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            wanted = self.case_wanted if row.line.id in self._followed else self.case_chosen
            wanted.emit(row.line.id)
