"""The three steps to encryption: where the key is kept, the sheet on paper, the number on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk import paths
from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.passphrase import SHORTEST, read_new_passphrase, strength
from posdesk.i18n import Translator
from posdesk.services.encryption import Encryption, Prepared
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.secret_line import secret_line
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class EncryptionSteps(Card):
    """Hidden until they are begun; ``confirmed`` brings the turn that is ready to be done."""

    confirmed = Signal(object)
    left = Signal()

    def __init__(
        self,
        encryption: Encryption,
        tasks: Tasks,
        questions: Questions,
        theme: Theme,
        tr: Translator,
    ) -> None:
        super().__init__("sunken", padding=16)
        self._encryption, self._tasks, self._questions = encryption, tasks, questions
        self._tr = tr
        self._key: Key | None = None
        self._sheet: Path | None = None
        self._theme = theme
        self.passphrase = secret_line(tr("Passphrase"))
        self.again = secret_line(tr("The passphrase once more"))
        self.strength = Words(style="small", ink="text2")
        self.passphrase.textChanged.connect(self._say_strength)
        self.pass_trouble = Trouble(theme)
        self.secret = QWidget()
        self.kept = Words(style="body", wrap=True)
        self.make = Button(tr("Make the recovery sheet…"), theme, icon_name="file")
        self.make.clicked.connect(self.make_sheet)
        self.notice = Notice(theme, tr)
        self.notice.pressed.connect(self._open_sheet)
        self.number = QLineEdit()
        self.number.setMaxLength(12)
        self.number.setFixedWidth(160)
        self.number.setAccessibleName(tr("Check number on the sheet"))
        self.number.setPlaceholderText(tr("six digits"))
        self.number.textChanged.connect(self._enable)
        self.number.returnPressed.connect(self._confirm)
        self.trouble = Trouble(theme)
        self.turn_on = Button(tr("Turn encryption on"), theme, "primary")
        self.turn_on.clicked.connect(self._confirm)
        self.cancel = Button(tr("Not now"), theme)
        self.cancel.clicked.connect(self._leave)
        self._lay_out()
        self.hide()

    def start(self) -> None:
        """Begin with the first step."""
        tr, needs = self._tr, self._encryption.needs_passphrase()
        self._forget()
        self.secret.setVisible(needs)
        self.kept.say(
            tr("This computer has no key store, so a passphrase is asked at each start.")
            if needs
            else tr("This computer's key store keeps the key; nobody is asked at the start.")
        )
        self.show()
        first = self.passphrase if needs else self.make
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_sheet(self) -> None:
        """Make and keep the key, and write the sheet where the person wants it."""
        tr = self._tr
        self.pass_trouble.clear()
        self.trouble.clear()
        if not self.secret.isHidden() and not self._passphrase_is_fit():
            return
        name = tr("PosDesk recovery sheet") + ".pdf"
        target = self._questions.path_to_save(paths.documents_folder() / name)
        if target is None:
            return
        given = self.passphrase.text(), self.again.text()
        try:
            work = self._encryption.preparing(target, tr.lang, *given)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self.notice.show_progress(tr("Making {name} …", name=target.name), 0, 0)
        self.make.setEnabled(False)
        self._tasks.run(self, lambda _report: work(), self._made, self._failed)

    def _made(self, made: Prepared) -> None:
        self._key, self._sheet = made.key, made.sheet
        self.make.setEnabled(True)
        words = self._tr("Print it and lock it away: {name}", name=made.sheet.name)
        self.notice.show_done(words, self._tr("Open it"))
        self.number.setEnabled(True)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: PosDeskError) -> None:
        self.make.setEnabled(True)
        if isinstance(error, WrongInput) and not self._encryption.prepared.is_there():
            # A key store that keeps nothing shows only when it is tried.
            self.secret.show()
        self.notice.show_error(error)

    def _passphrase_is_fit(self) -> bool:
        try:
            read_new_passphrase(self.passphrase.text(), self.again.text())
        except PosDeskError as error:
            self.pass_trouble.say(self._tr.error(error))
            line = self.again if len(self.passphrase.text()) >= SHORTEST else self.passphrase
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _confirm(self) -> None:
        if self._key is None:
            return
        try:
            turn = self._encryption.turning_on(self._key, self.number.text())
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))
            self.number.selectAll()
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._forget()
        self.confirmed.emit(turn)

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        """Let nothing secret stay in the fields."""
        self._key = None
        for line in (self.passphrase, self.again, self.number):
            line.clear()
        self.number.setEnabled(False)
        self.notice.hide()
        self.trouble.clear()
        self.pass_trouble.clear()
        self._enable()

    def _say_strength(self, text: str) -> None:
        tr = self._tr
        self.strength.say(tr("Strength: {words}", words=tr.text(strength(text))) if text else "")

    def _enable(self) -> None:
        self.turn_on.setEnabled(self._key is not None and bool(self.number.text().strip()))

    def _open_sheet(self) -> None:
        if self._sheet is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sheet)))

    def _lay_out(self) -> None:
        tr = self._tr
        lines = QHBoxLayout()
        lines.setSpacing(8)
        lines.addWidget(self.passphrase)
        lines.addWidget(self.again)
        secret = QVBoxLayout(self.secret)
        secret.setContentsMargins(0, 0, 0, 0)
        secret.setSpacing(4)
        secret.addLayout(lines)
        secret.addWidget(self.strength)
        secret.addWidget(self.pass_trouble)
        confirm = QHBoxLayout()
        confirm.setSpacing(8)
        confirm.addWidget(self.number)
        confirm.addWidget(self.turn_on)
        confirm.addWidget(self.cancel)
        confirm.addStretch(1)
        why = tr("Without the key store or the passphrase only this sheet opens the data.")
        body = self.body
        body.addWidget(Words(tr("1  Where the key is kept"), "h3"))
        body.addWidget(self.kept)
        body.addWidget(self.secret)
        body.addSpacing(8)
        body.addWidget(Words(tr("2  The recovery sheet, on paper"), "h3"))
        body.addWidget(Words(why, "body", "text2", wrap=True))
        body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.notice)
        body.addSpacing(8)
        body.addWidget(Words(tr("3  The check number on the sheet"), "h3"))
        body.addLayout(confirm)
        body.addWidget(self.trouble)
