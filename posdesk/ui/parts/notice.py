"""A line in place: what went wrong or what is done, with a button where something can follow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar

from posdesk.domain.errors import NotAllowed, PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.manager_wanted import ask_for_manager, manager_words
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class Notice(QFrame):
    """One calm line, hidden until there is something to say; Esc or its cross closes it."""

    pressed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._asks = False
        self._icon = QLabel()
        self._words = Words(style="body", wrap=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(160)
        self._button = Button("", theme)
        self._button.clicked.connect(self._press)
        self._close = Button(tr("Close this line"), theme, "icon", icon_name="close")
        self._close.clicked.connect(self.hide)
        self._close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 6, 5)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for part in (self._progress, self._button, self._close):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_error(self, error: PosDeskError) -> None:
        """Say what went wrong, what was kept and what to do; only a manager may, so ask for one."""
        refused = isinstance(error, NotAllowed)
        button = manager_words(self._tr) if refused else ""
        self._show("trouble", "warning", "wait", self._tr.error(error), button)
        self._asks = refused

    def show_hint(self, words: str) -> None:
        """Say what cannot be done here, or what to do first."""
        self._show("trouble", "warning", "wait", words)

    def show_offer(self, words: str, button: str) -> None:
        """Say what was found; ``button`` takes it."""
        self._show("trouble", "warning", "wait", words, button)

    def show_done(self, words: str, button: str = "") -> None:
        """Say what is done; ``button`` offers what can follow."""
        self._show("done", "go", "go", words, button)

    def show_progress(self, words: str, count: int, total: int) -> None:
        """Say what is under way; the button cancels it."""
        if self._progress.isHidden() or self.isHidden():
            self._show("sunken", "wait", "idle", words, self._tr("Cancel"))
        self._progress.setRange(0, total)
        self._progress.setValue(count)
        self._progress.show()

    def _press(self) -> None:
        if self._asks:
            ask_for_manager(self)
        else:
            self.pressed.emit()

    def _show(self, part: str, icon: str, tone: str, words: str, button: str = "") -> None:
        self._asks = False
        if self.property("part") != part:
            self.setProperty("part", part)
            self.style().unpolish(self)
            self.style().polish(self)
        ink = self._theme.tones[tone].soft_text
        self._icon.setPixmap(pixmap(icon, QColor(ink), 20, self.devicePixelRatioF()))
        self._words.set_ink(tone)
        self._words.say(words)
        self.setAccessibleName(words)
        self._button.say(button)
        self._button.setVisible(bool(button))
        self._progress.hide()
        self._close.setVisible(part != "sunken")
        self.show()
