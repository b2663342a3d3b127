"""What stands before encrypted data whose key this computer does not have: one line to type."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.keys import Unlocked, has_passphrase, unlock
from posdesk.ui import window_place
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.key_button import KeyButton
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme, font

WIDTH = 600
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class UnlockWindow(QWidget):
    """Takes the passphrase or the recovery code; Esc quits. ``unlocked`` is what came of it."""

    def __init__(self, folder: Path, theme: Theme, tr: Translator) -> None:
        super().__init__()
        # The loop below waits for it; closing it is no reason for the program to end by itself.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setProperty("part", "page")
        self.setWindowTitle("PosDesk")
        self.resize(1366, 768)
        window_place.restore(self, folder)
        self._folder, self._theme, self._tr = folder, theme, tr
        self._tasks = Tasks()
        self._loop = QEventLoop()
        self._by_passphrase = has_passphrase(folder)
        self.unlocked: Unlocked | None = None
        self.line = QLineEdit()
        self.line.setFont(font("input"))
        self.line.setMinimumHeight(48)
        self.line.setMaxLength(300)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.shown = Button(tr("Show"), theme, "choice")
        self.shown.setChecked(not self._by_passphrase)
        self.shown.toggled.connect(self._echo)
        self.trouble = Trouble(theme)
        self.open = KeyButton(tr("Open"), tr("Enter"), theme)
        self.open.clicked.connect(self._try)
        self.leave = Button(tr("Quit"), theme)
        self.leave.clicked.connect(self.close)
        self.status = StatusLine(theme, tr, tr("Encrypted"))
        self.status.show_keys(((tr("Enter"), tr("open")), ("Esc", tr("quit"))))
        self._echo(self.shown.isChecked())
        self._lay_out()

    def ask(self) -> Unlocked | None:
        """Show the window until the key is there or the person quits."""
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._loop.exec()
        return self.unlocked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _ENTER:
            self._try()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._loop.isRunning():
            self.line.clear()
            self._tasks.finish()
            self._loop.quit()
        super().closeEvent(event)

    def _try(self) -> None:
        given, folder = self.line.text(), self._folder
        if not given.strip() or not self.open.isEnabled():
            return
        self.trouble.clear()
        self.open.setEnabled(False)
        self._tasks.run(self, lambda _report: unlock(folder, given), self._done, self._failed)

    def _done(self, unlocked: Unlocked) -> None:
        self.unlocked = unlocked
        self.close()

    def _failed(self, error: PosDeskError) -> None:
        self.open.setEnabled(True)
        self.trouble.say(self._tr.error(error))
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _echo(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)

    def _lay_out(self) -> None:
        tr = self._tr
        if self._by_passphrase:
            label, hint = (
                tr("Passphrase or recovery code"),
                tr("Passphrase forgotten? Type the recovery code from the sheet."),
            )
        else:
            label, hint = (
                tr("Recovery code from the sheet"),
                tr("The key is not in this computer's key store, so the sheet is needed once."),
            )
        self.line.setAccessibleName(label)
        card = Card(padding=32)
        card.setFixedWidth(WIDTH)
        head = QHBoxLayout()
        head.setSpacing(12)
        lock = QLabel()
        lock.setPixmap(pixmap("lock", self._theme.colour("accent"), 32, self.devicePixelRatioF()))
        head.addWidget(lock)
        head.addWidget(Words(tr("The data are encrypted"), "title"), 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.shown)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        ways.addWidget(self.open)
        ways.addWidget(self.leave)
        ways.addStretch(1)
        card.body.addLayout(head)
        card.body.addSpacing(8)
        card.body.addWidget(Words(label, "strong"))
        card.body.addLayout(row)
        card.body.addWidget(self.trouble)
        card.body.addWidget(Words(hint, "body", "text2", wrap=True))
        card.body.addSpacing(8)
        card.body.addLayout(ways)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        column.addWidget(self.status)
