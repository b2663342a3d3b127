"""Shows that a setting is the installer's: a lock with words, where nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import icon, pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class LockSign(QWidget):
    """A small lock and words beside it; ``words`` are those of one setting where none are given."""

    def __init__(self, theme: Theme, tr: Translator, words: str = "") -> None:
        super().__init__()
        said = words or tr("Set by the installer")
        lock = QLabel()
        lock.setPixmap(pixmap("lock", theme.colour("text2"), 16, 2.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop if words else Qt.AlignmentFlag.AlignCenter)
        row.addWidget(Words(said, "small", "text2", wrap=bool(words)), 1 if words else 0)
        if not words:
            row.addStretch(1)
        self.setAccessibleName(said)


class Lock:
    """What a part of the window needs to show that: which settings, in what look and language.

    ``whence`` is the file, and since when it holds.
    """

    def __init__(
        self, theme: Theme, tr: Translator, is_locked: Callable[[str], bool], whence: str
    ) -> None:
        self._theme, self._tr, self.is_locked, self.whence = theme, tr, is_locked, whence

    def sign(self, words: str = "") -> LockSign:
        """Return the lock with what it says."""
        made = LockSign(self._theme, self._tr, words)
        made.setToolTip(self.whence)
        return made

    def hold(self, *parts: QLineEdit | Button) -> None:
        """Let nobody type into ``parts`` or press them; Tab goes past, and their names say why."""
        why = self._tr("Set by the installer")
        for part in parts:
            part.setEnabled(False)
            part.setCursor(Qt.CursorShape.ArrowCursor)
            part.setProperty("held", True)
            if isinstance(part, Button) and part.property("part") == "icon":
                part.setIcon(icon("lock", self._theme.colour("text2")))
            part.setToolTip(f"{why}: {self.whence}")
            if why not in part.accessibleName():
                part.setAccessibleName(f"{part.accessibleName()} ({why})")
