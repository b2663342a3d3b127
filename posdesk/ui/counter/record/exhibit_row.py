"""What can be done with the exhibit that was pressed in the record: correct its kind, cover it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.choice import Choice
from posdesk.ui.theme import Theme


class ExhibitRow(QWidget):
    """One line below the pictures, hidden while none is chosen."""

    kind_chosen = Signal(str)
    cover_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.kind = Choice(theme)
        self.kind.setAccessibleName(tr("Kind of exhibit"))
        for kind, text in EXHIBIT_KINDS.items():
            self.kind.addItem(tr.text(text), kind)
        self.kind.activated.connect(lambda _: self.kind_chosen.emit(self.kind.currentData()))
        self.cover = Button(tr("Cover…"), theme, icon_name="eye-off")
        self.cover.clicked.connect(self.cover_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind, 1)
        row.addWidget(self.cover)
        self.hide()

    def show_exhibit(self, exhibit: Exhibit | None) -> None:
        """Show what can be done with ``exhibit``; nothing for none."""
        self.setVisible(exhibit is not None)
        if exhibit is not None:
            self.kind.setCurrentIndex(self.kind.findData(exhibit.kind))
