"""The attempts to pay within one trouble, quietly: the record is about the last one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class AttemptsRow(QWidget):
    """第 1 次 · 第 2 次, and a link for one more."""

    paid_again = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._words = Words(style="small", ink="text2", wrap=True)
        self.again = Button(tr("Paid once more"), theme, "link", icon_name="plus")
        self.again.clicked.connect(self.paid_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self.again)

    def show_case(self, case: Case) -> None:
        """Show how often was tried."""
        names = [self._tr("Attempt {n}", n=a.number) for a in case.attempts]
        if len(names) > 1:
            names[-1] = self._tr("{attempt} (this one)", attempt=names[-1])
        self._words.say(" · ".join(names))
