"""Whom to call about the next step, the number, and the words: F2 opens it, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.call_script import call_script
from posdesk.domain.case import Case
from posdesk.domain.life import Party
from posdesk.ui.cases.around import Around
from posdesk.ui.counter.call_box import CallBox
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import key_cap


class ScriptPanel(QWidget):
    """The counter's call box with a script made of the case."""

    left = Signal()
    call_done = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        tr = around.tr
        self.box = CallBox(tr, around.desk.contacts)
        self.log = Button(tr("Note the call"), around.theme, icon_name="phone")
        self.log.clicked.connect(self.call_done)
        leave = Button(tr("Leave"), around.theme, "link")
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.log)
        row.addWidget(key_cap("N"))
        row.addWidget(leave)
        row.addWidget(key_cap("Esc"))
        row.addStretch(1)
        self.setProperty("part", "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.box)
        column.addLayout(row)
        column.addStretch(1)

    def show_script(self, case: Case, whom: Party) -> None:
        """Show what to say to ``whom``, unfolded."""
        self.box.show_call(call_script(case, whom), case)
        self.box.toggle()
        self.log.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
