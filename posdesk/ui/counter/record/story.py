"""The last things that happened, in sentences with their times, and a line for a note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.moment import clock_time
from posdesk.domain.timeline import sentence
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_LAST = 3

KeepNote = Callable[[str, bool], Case]
"""Stores a note; ``True`` where a person said that it holds no card number."""


class Story(QWidget):
    """The timeline, the newest last; all of it behind a fold."""

    file_pasted = Signal()

    def __init__(self, theme: Theme, tr: Translator, keep: KeepNote) -> None:
        super().__init__()
        self._tr, self._keep = tr, keep
        self._told: list[tuple[str, str]] = []
        self._rows: list[tuple[Words, Words]] = []
        self.fold = Button("", theme, "link", icon_name="chevron-down")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._show_rows)
        self.trouble = Trouble(theme)
        rules = Rules(may_confirm=lambda _text: True)
        self.line = GuardedLine(tr, self.trouble, self._note, rules)
        self.line.setAccessibleName(tr("Note"))
        self.line.setPlaceholderText(tr("Add a note, Enter"))
        self.line.stored.connect(lambda: self.line.begin(""))
        self.line.file_pasted.connect(self.file_pasted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._lines)

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences shown."""
        return tuple(words.text() for time, words in self._rows if not words.isHidden())

    def show_case(self, case: Case) -> None:
        """Tell the story of ``case``."""
        told = ((r.at, sentence(r.event)) for r in case.history)
        self._told = [(clock_time(at), self._tr.text(said)) for at, said in told if said]
        self._show_rows()

    def forget(self) -> None:
        """Let go of what was being typed: another case is shown."""
        self.trouble.clear()
        self.line.begin("")
        self.fold.setChecked(False)

    def _note(self, text: str, sure: bool) -> None:
        if text.strip():
            self._keep(text, sure)

    def _show_rows(self) -> None:
        open_ = self.fold.isChecked()
        shown = self._told if open_ else self._told[-_LAST:]
        while len(self._rows) < len(shown):
            self._add_row()
        for place, (time, words) in enumerate(self._rows):
            is_told = place < len(shown)
            if is_told:
                time.say(shown[place][0])
                words.say(shown[place][1])
            time.setVisible(is_told)
            words.setVisible(is_told)
        tr, count = self._tr, len(self._told)
        self.fold.setVisible(count > _LAST)
        self.fold.say(tr("The last steps only") if open_ else tr("All {n} steps", n=count))

    def _add_row(self) -> None:
        time = Words(style="caption", ink="text3")
        time.setFixedWidth(40)
        words = Words(style="small", ink="text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self._lines.addLayout(row)
        self._rows.append((time, words))
