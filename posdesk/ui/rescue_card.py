"""The card of the rescue window, apart from the search: the one press first, other ways below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from posdesk.domain.day_words import list_moment
from posdesk.domain.moment import iso
from posdesk.i18n import Translator
from posdesk.services.backup_list import ListedBackup, Where
from posdesk.services.restore import Inside
from posdesk.ui.icons import pixmap
from posdesk.ui.keeping.inside_view import InsideView
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

WIDTH, OTHERS = 720, 3


class RescueCard(Card):
    """Shows what was found; ``other_chosen`` has the path of another backup that was pressed."""

    other_chosen = Signal(object)

    def __init__(
        self, why: str, theme: Theme, tr: Translator, clock: Callable[[], datetime], *, lost: bool
    ) -> None:
        """``why`` says what is wrong; ``lost`` data are not there, so one may begin anew."""
        super().__init__(padding=32)
        self._theme, self._tr, self._clock = theme, tr, clock
        self.now = Words(tr("Looking for the best backup…"), "body", "text2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Looking for the best backup…"))
        self.inside = InsideView(tr, clock())
        self.trouble = Trouble(theme)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMaxLength(300)
        words = tr("Passphrase or recovery code of that backup")
        self.secret.setPlaceholderText(words)
        self.secret.setAccessibleName(words)
        self.go = Button("", theme, "primary")
        self.others: list[Button] = []
        self.file = Button(tr("From a file…"), theme)
        self.folder = Button(tr("Open the data folder"), theme, icon_name="file")
        self.anew = Button(tr("Begin with an empty shop"), theme)
        self.anew.setVisible(lost)
        self.leave = Button(tr("Quit"), theme)
        self._lay_out(why, lost)
        for part in (self.inside, self.secret, self.go):
            part.hide()

    def show_busy(self, words: str) -> None:
        """Say what is being done, or that nothing is where ``words`` are empty."""
        self.now.say(words)
        for part in (self.now, self.bar):
            part.setVisible(bool(words))
        self.bar.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of it is done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_inside(self, inside: Inside) -> None:
        """Show what a backup holds, and the one press where it is sound."""
        is_sound = inside.trouble is None
        self.show_busy("")
        self.inside.show_inside(inside)
        self.inside.show()
        self.secret.hide()
        self.go.say(self._tr("Go back to {when}", when=self.inside.when(inside)))
        self.go.setVisible(is_sound)
        first = self.go if is_sound else self.file
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, words: str, *, may_unlock: bool) -> None:
        """Say what went wrong; ``may_unlock`` offers the line for a passphrase or a code."""
        self.show_busy("")
        self.trouble.say(words)
        self.secret.setVisible(may_unlock)

    def offer(self, one: ListedBackup) -> None:
        """Offer another backup, where there are not enough of them yet."""
        if len(self.others) >= OTHERS:
            return
        when = list_moment(iso(one.made), self._clock(), self._tr.lang)
        tr = self._tr
        where = tr("this computer") if one.where is Where.HERE else tr("second place")
        words = tr("Backup of {when}", when=when)
        button = Button(f"{words}  ·  {where}", self._theme, "link")
        button.setProperty("flush", True)
        button.clicked.connect(lambda _on=False, path=one.path: self.other_chosen.emit(path))
        self._older.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.others.append(button)
        self.older.show()

    def _lay_out(self, why: str, lost: bool) -> None:
        tr = self._tr
        self.setFixedWidth(WIDTH)
        self.body.setSpacing(12)
        self.body.addLayout(self._head(lost))
        self.body.addWidget(Words(why, "body", "text", wrap=True))
        calm = tr("Nothing is thrown away: the damaged files are put aside first.")
        if lost:
            calm = tr("If they lie on a stick or a network drive, plug it in and start again.")
        self.body.addWidget(Words(calm, "body", "text2", wrap=True))
        for part in (self.now, self.bar, self.trouble, self.secret, self.inside):
            self.body.addWidget(part)
        main = QHBoxLayout()
        main.addWidget(self.go)
        main.addStretch(1)
        self.body.addLayout(main)
        self.older = QWidget()
        older = QVBoxLayout(self.older)
        older.setContentsMargins(0, 8, 0, 0)
        older.addWidget(Words(tr("Older or other backups"), "strong"))
        older.setSpacing(4)
        self._older = QVBoxLayout()
        self._older.setSpacing(0)
        older.addLayout(self._older)
        self.older.hide()
        self.body.addWidget(self.older)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for button in (self.file, self.folder, self.anew, self.leave):
            ways.addWidget(button)
        ways.addStretch(1)
        self.body.addLayout(ways)

    def _head(self, lost: bool) -> QHBoxLayout:
        tr = self._tr
        head = QHBoxLayout()
        head.setSpacing(12)
        sign = QLabel()
        ink = QColor(self._theme.tones["stop"].soft_text)
        sign.setPixmap(pixmap("warning", ink, 32, self.devicePixelRatioF()))
        head.addWidget(sign)
        title = tr("The data are not there") if lost else tr("The data cannot be opened")
        head.addWidget(Words(title, "title"), 1)
        return head
