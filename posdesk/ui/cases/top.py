"""The top of the cases page: the field to search in, the chips, and what can be done with cases."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.cases.chips import Chips
from posdesk.ui.counter.home_field import HomeField
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import GAP, Theme


class Top(QWidget):
    """Two rows: field and corner, chips and buttons."""

    def __init__(self, theme: Theme, tr: Translator, corner: QWidget) -> None:
        super().__init__()
        words = tr("Find cases: number, amount, last four, reference, ticket, what was said")
        self.field = HomeField(theme, tr)
        self.field.line.setPlaceholderText(words)
        self.field.line.setAccessibleName(words)
        self.chips = Chips(theme, tr)
        self.export = Button(tr("Export"), theme, "link", icon_name="export")
        self.menu = QMenu(self)
        self.export.setMenu(self.menu)
        self.new = Button(tr("New case"), theme, "primary", icon_name="plus")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self.field, 1)
        first.addWidget(corner)
        second.addWidget(self.chips, 1)
        for button in (self.export, self.new):
            second.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(second)
