"""A quiet link in the record that opens a few lines: paying otherwise, handing over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.sensitive import looks_like_card, refuse_sensitive
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

Keep = Callable[..., Case]
"""Stores what the lines hold, in their order."""


class FoldForm(QWidget):
    """A quiet link that opens a few lines, all of them needed, and a sentence on what they mean."""

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        link: str,
        explained: str,
        names: Mapping[str, str],
        keep: Keep,
    ) -> None:
        super().__init__()
        self._tr, self._keep = tr, keep
        self.link = Button(link, theme, "link")
        self.link.setCheckable(True)
        self.trouble = Trouble(theme)
        self._form = QWidget()
        self.lines = {field: self._line(name) for field, name in names.items()}
        self.store = Button(tr("Record it"), theme)
        self.store.clicked.connect(self._store)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Words(explained, "small", "text2", wrap=True))
        for line in self.lines.values():
            column.addWidget(line)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.store)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._form)
        self.link.toggled.connect(self._form.setVisible)
        self._form.hide()

    def unfold(self) -> None:
        """Open the form and wait for its first line."""
        self.link.setChecked(True)
        next(iter(self.lines.values())).setFocus()

    def fold(self) -> None:
        """Put the form away, and what was typed into it."""
        self.link.setChecked(False)
        self.trouble.clear()
        for line in self.lines.values():
            line.begin("")

    def _line(self, name: str) -> GuardedLine:
        def look(text: str, _sure: bool) -> None:
            refuse_sensitive(name, text)

        line = GuardedLine(self._tr, self.trouble, look, Rules())
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        return line

    def _store(self) -> None:
        texts = [line.text() for line in self.lines.values()]
        if any(looks_like_card(text) for text in texts):
            return
        try:
            self._keep(*texts)
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))
            return
        self.fold()
