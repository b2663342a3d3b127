"""Taking the shop's key along to another computer: a file that only its passphrase opens."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.passphrase import read_new_passphrase
from posdesk.i18n import Translator
from posdesk.services.seals import Seals
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.secret_line import secret_line
from posdesk.ui.questions import Questions
from posdesk.ui.theme import Theme


class SealKeyPart(KeepingPart):
    """A manager's: whoever holds the file and its passphrase signs as the shop."""

    def __init__(self, seals: Seals, questions: Questions, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Key for another computer"),
            tr("Whoever has this file and its passphrase signs as this shop."),
        )
        self._seals, self._questions, self._tr = seals, questions, tr
        self.passphrase = secret_line(tr("Passphrase"))
        self.again = secret_line(tr("The passphrase once more"))
        self.save = Button(tr("Save the key…"), theme, icon_name="lock")
        self.save.clicked.connect(self._save)
        self.again.returnPressed.connect(self._save)
        self.notice = Notice(theme, tr)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.again, 1)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.follow(self.notice)

    def _save(self) -> None:
        given = self.passphrase.text(), self.again.text()
        try:
            self._seals.require_may_move()
            read_new_passphrase(*given)
            target = self._questions.file_to_save(paths.documents_folder() / "posdesk-seal.p12")
            if target is None:
                return
            self._seals.export_key(target, *given)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self.passphrase.clear()
        self.again.clear()
        words = self._tr("Saved: {name}. Keep it apart from its passphrase.", name=target.name)
        self.notice.show_done(words)
