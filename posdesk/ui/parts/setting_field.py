"""One setting: its name, its value, where it is found, and what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme, font

KeepValue = Callable[[str], str]
"""Stores what was typed and returns it as it is stored; raises ``PosDeskError``."""


class SettingLine(GuardedLine):
    """A line that shows what was stored once it is; a card number does not stay in it."""

    def __init__(self, tr: Translator, trouble: Trouble, value: str, keep: KeepValue) -> None:
        super().__init__(tr, trouble, self._keep_value, Rules())
        self._store = keep
        self._kept = value
        self.setFont(font("body"))
        self.begin(value)
        self.setCursorPosition(0)
        self.stored.connect(self._show_kept)

    def _keep_value(self, text: str, _sure: bool) -> None:
        self._kept = self._store(text)

    def _show_kept(self) -> None:
        self.begin(self._kept)


class Saved(QWidget):
    """A tick with “saved”, shown where something was just stored."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        tick = QLabel()
        tick.setPixmap(pixmap("check", theme.colour("text2"), 16, 2.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(tick)
        row.addWidget(Words(tr("Saved"), "small", "go"))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def follow(self, line: GuardedLine) -> None:
        """Show that ``line`` was stored, until something else is typed into it."""
        line.stored.connect(self.show)
        line.textEdited.connect(self.hide)


class SettingField(QWidget):
    """A labelled line with its hint; stored on leaving it."""

    def __init__(
        self, theme: Theme, tr: Translator, label: str, hint: str, value: str, keep: KeepValue
    ) -> None:
        super().__init__()
        self.trouble = Trouble(theme)
        self.line = SettingLine(tr, self.trouble, value, keep)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.line.setFont(font("input"))
        self._saved = Saved(theme, tr)
        self._saved.follow(self.line)
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(label, "strong"))
        head.addStretch(1)
        head.addWidget(self._saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        column.addWidget(Words(hint, "small", "text2", wrap=True))

    def hold(self, lock: Lock) -> None:
        """Show the value as the installer's, which nobody changes here."""
        lock.hold(self.line)
        self._head.replaceWidget(self._saved, lock.sign())
        self._saved.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
