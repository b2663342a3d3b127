"""The field of a look-up: a response code, whose meaning shows while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.codes import CodeBook, Consequence
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card_guard import CardGuard
from posdesk.ui.parts.tag import Tag
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme, font


class CodeField(QWidget):
    """Takes a code of two characters; Enter takes it into the walk."""

    entered = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, codes: CodeBook) -> None:
        super().__init__()
        self._tr, self._codes = tr, codes
        self.line = _CodeLine()
        self.line.setFont(font("amount"))
        self.line.setMaxLength(24)
        self.line.setFixedSize(132, 48)
        self.line.setPlaceholderText("68")
        self.line.setAccessibleName(tr("Response code"))
        self.trouble = Trouble(theme)
        CardGuard(self.line, tr("Response code"), tr, self.trouble)
        self._take = Button(tr("Look it up"), theme, "primary", icon_name="enter")
        self._take.setFixedHeight(48)
        self._meaning = Words(style="h3", wrap=True)
        self._tag = Tag(theme)
        self._lay_out()
        self.line.textChanged.connect(self._explain)
        self.line.returnPressed.connect(self._enter)
        self._take.clicked.connect(self._enter)
        self.clear()

    def clear(self) -> None:
        """Empty the field for another step."""
        self.line.clear()
        self._explain("")

    def sizeHint(self) -> QSize:
        return QSize(300, 132)

    def _explain(self, typed: str) -> None:
        """Say what the code typed so far means."""
        found = self._codes.find(typed) if typed.strip() else None
        self._take.setEnabled(bool(typed.strip()))
        self._tag.setVisible(found is not None)
        if found is None:
            unlisted = len(typed.strip()) > 1
            self._meaning.say(self._tr("Not in the list: not clear") if unlisted else "")
            return
        self._meaning.say(self._tr.text(found.meaning))
        tone, words = self._told(found.consequence)
        self._tag.show_state(tone, words)

    def _told(self, consequence: Consequence) -> tuple[str, str]:
        return {
            Consequence.APPROVED: ("paid", self._tr("Approved")),
            Consequence.DECLINED: ("idle", self._tr("Declined, no money moved")),
            Consequence.UNCERTAIN: ("wait", self._tr("Money may have moved")),
        }[consequence]

    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text().strip())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.line)
        row.addWidget(self._take)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.trouble)
        column.addWidget(self._meaning)
        column.addWidget(self._tag)
        column.addStretch(1)


class _CodeLine(QLineEdit):
    """A line that hands Backspace on while it is empty, so that it still means one step back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            event.ignore()
            return
        super().keyPressEvent(event)
