"""Encryption as a manager meets it: how it is, three steps to turn it on, the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.key_file import KeptIn
from posdesk.domain.provision import ENCRYPTION_KEY
from posdesk.i18n import Translator
from posdesk.services.encryption import Encryption, State
from posdesk.services.turn import Backups, Turn
from posdesk.ui.between import Between, Done, Report
from posdesk.ui.keeping.encryption_steps import EncryptionSteps
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class EncryptionPart(KeepingPart):
    """The state in words, and below it the steps to the other one."""

    between_wanted = Signal(object)

    def __init__(
        self,
        encryption: Encryption,
        tasks: Tasks,
        questions: Questions,
        theme: Theme,
        tr: Translator,
    ) -> None:
        super().__init__(
            tr("Encryption"),
            tr("A stolen computer or stick then tells nobody anything about a customer."),
        )
        self._encryption, self._questions, self._tr = encryption, questions, tr
        self._sheet: Path | None = None
        self.state = Words(style="strong", wrap=True)
        self.backups = Words(style="body", ink="text2", wrap=True)
        self.notice = Notice(theme, tr)
        self.begin = Button(tr("Turn encryption on…"), theme, icon_name="lock")
        self.begin.clicked.connect(self._begin)
        self.again = Button(tr("Print the recovery sheet again…"), theme)
        self.again.clicked.connect(self._print_again)
        self.end = Button(tr("Turn encryption off…"), theme)
        self.end.clicked.connect(self._ask_off)
        self.steps = EncryptionSteps(encryption, tasks, questions, theme, tr)
        self.steps.confirmed.connect(self._turn_on)
        self.steps.left.connect(self._leave_steps)
        self.sure = Button(tr("Turn it off"), theme, "danger")
        self.sure.clicked.connect(self._turn_off)
        self.stay = Button(tr("Leave it on"), theme)
        self.stay.clicked.connect(self.refresh)
        self.question = Card("invitation", padding=16)
        self.wanted = Card("invitation", padding=14)
        self.notice.pressed.connect(self._open_sheet)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show how things are now; steps under way are left as they are."""
        state = self._encryption.state()
        self.state.say(self._in_words(state))
        self.state.set_ink("go" if state.is_on else "wait")
        self.backups.say(self._about_backups(state.backups, is_on=state.is_on))
        self.backups.setVisible(bool(self.backups.text()))
        self.question.hide()
        under_way = not self.steps.isHidden()
        self.begin.setVisible(not state.is_on and not under_way)
        self.again.setVisible(state.is_on)
        self.end.setVisible(state.is_on)
        wanted = self._encryption.is_wanted and not state.is_on
        self.wanted.setVisible(wanted and not under_way)

    def hold(self, lock: Lock) -> bool:
        """Show as the installer's whether the data are encrypted; return whether it is."""
        if not lock.is_locked(ENCRYPTION_KEY):
            return False
        lock.hold(self.end)
        if not self._encryption.is_wanted:
            lock.hold(self.begin)
        sign = lock.sign()
        self._row.addWidget(sign)
        sign.setVisible(self.wanted.isHidden())  # the card says it in full
        return True

    def _in_words(self, state: State) -> str:
        tr = self._tr
        if not state.is_on:
            return tr("Not encrypted: whoever takes this computer can read everything.")
        where = {
            KeptIn.KEY_STORE: tr("this computer's key store keeps the key"),
            KeptIn.PASSPHRASE: tr("a passphrase keeps the key"),
        }.get(state.kept_in or KeptIn.PAPER, tr("only the recovery sheet keeps the key"))
        return tr("Encrypted: {where}. Key number {key}.", where=where, key=_grouped(state.key_id))

    def _about_backups(self, backups: Backups, *, is_on: bool) -> str:
        tr, said = self._tr, []
        if backups.plain and is_on:
            said.append(tr("{count} backups are still in plain.", count=backups.plain))
        elif backups.encrypted:
            said.append(tr("{count} backups are encrypted.", count=backups.encrypted))
        if is_on:
            said += [
                tr("{place} is not plugged in: its backups are encrypted when it is.", place=place)
                for place in backups.unreachable
            ]
            said += [
                tr(
                    "{place} holds damaged data in plain: remove it when nobody needs it.",
                    place=one,
                )
                for one in backups.aside
            ]
        return "\n".join(said)

    def _begin(self) -> None:
        try:
            self._encryption.require_off()
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self.notice.hide()
        self.begin.hide()
        self.steps.start()

    def _leave_steps(self) -> None:
        self.steps.hide()
        self.refresh()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_off(self) -> None:
        self.notice.hide()
        self.question.show()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_on(self, turn: Turn) -> None:
        tr = self._tr
        title = tr("Turning encryption on")
        done = tr("Everything is encrypted. Lock the recovery sheet away.")
        self.between_wanted.emit(Between(title, lambda report: _do(turn, report, done, tr)))

    def _turn_off(self) -> None:
        tr = self._tr
        try:
            turn = self._encryption.turning_off()
        except PosDeskError as error:
            self.question.hide()
            self.notice.show_error(error)
            return
        title, done = tr("Turning encryption off"), tr("The data are no longer encrypted.")
        self.between_wanted.emit(Between(title, lambda report: _do(turn, report, done, tr)))

    def _print_again(self) -> None:
        name = self._tr("PosDesk recovery sheet") + ".pdf"
        target = self._questions.path_to_save(paths.documents_folder() / name)
        if target is None:
            return
        try:
            self._sheet = self._encryption.write_sheet_again(target, self._tr.lang)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        words = self._tr("Ready to print: {name}", name=self._sheet.name)
        self.notice.show_done(words, self._tr("Open it"))

    def _open_sheet(self) -> None:
        if self._sheet is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sheet)))

    def _lay_out(self) -> None:
        tr = self._tr
        self._row = row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.begin, self.again, self.end):
            row.addWidget(button)
        row.addStretch(1)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.stay)
        ways.addWidget(self.sure)
        ways.addStretch(1)
        stays = tr(
            "The data are written in plain again. Encrypted backups stay encrypted: keep the sheet."
        )
        self.question.body.addWidget(Words(tr("Turn encryption off?"), "h3", "wait"))
        self.question.body.addWidget(Words(stays, "body", "wait", wrap=True))
        self.question.body.addLayout(ways)
        never = tr(
            "Never encrypted: PDFs and tables you export, and the shop's settings, which name no"
            " customer."
        )
        asks = tr(
            "The installer asks for encryption here, and it needs a manager: three steps, a sheet"
            " to print and lock away, two minutes. Work goes on until then."
        )
        self.wanted.body.addWidget(Words(asks, "body", "wait", wrap=True))
        for part in (self.state, self.backups, self.wanted, self.notice):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self.question)
        self.body.addWidget(self.steps)
        self.body.addWidget(Words(never, "small", "text2", wrap=True))
        self.follow(self.notice, self.question, self.steps)


def _do(turn: Turn, report: Report, done: str, tr: Translator) -> Done:
    """Do the turn on the worker, and say what came of it."""
    report.say(tr("Writing the data anew…"), may_stop=True)
    turn.turn(report)
    report.say(tr("Encrypting the backups…"))
    turned = turn.finish(report)
    said = [done, *(tr.error(trouble) for trouble in turned.troubles)]
    return Done((" " if tr.lang == "en" else "").join(said), turned.key)


def _grouped(key_id: str) -> str:
    return " ".join(key_id[at : at + 4] for at in range(0, len(key_id), 4))
