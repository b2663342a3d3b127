"""Settings, Data: what this account kept for itself, to be taken into the folder all share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import Job
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.staff import Staff
from posdesk.ui.between import Between, Done, Report
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.keeping.restore_work import Told
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class AdoptionPart(KeepingPart):
    """Hidden where there is nothing to take over; the press closes the window for the work."""

    between_wanted = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Data of this account"),
            tr("They can come into the folder that all accounts of this computer share."),
        )
        self._desk, self._tr = desk, tr
        self._own: Path | None = None
        self.where = Words(style="body", wrap=True)
        self.name, self.pin = QLineEdit(), QLineEdit()
        for line, words in (
            (self.name, tr("Manager's name in those data")),
            (self.pin, tr("PIN, if there is one")),
        ):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
            line.setMinimumHeight(40)
            line.setMaxLength(60)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.go = Button(tr("Take them over"), theme, "primary")
        self.go.clicked.connect(self._take_over)
        self.notice = Notice(theme, tr)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.name, self.pin, self.go):
            row.addWidget(part)
        self.body.addWidget(self.where)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.follow(self.notice)
        self.refresh()

    def refresh(self) -> None:
        """Show what is there to be taken over."""
        desk = self._desk
        self._own = desk.taking_over.offered(lambda: bool(desk.log.cases()))
        self.setVisible(self._own is not None)
        if self._own is not None:
            words = self._tr(
                "In {folder}. They are copied; that folder stays as it is. The shared folder as it"
                " is now is kept as a backup.",
                folder=self._own,
            )
            self.where.say(words)

    def _take_over(self) -> None:
        own, tr, taking_over = self._own, self._tr, self._desk.taking_over
        if own is None:
            return
        name, pin = self.name.text().strip(), self.pin.text()
        try:
            self._desk.staff.require(Job.RESTORE)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self.pin.clear()

        def let_in(staff: Staff) -> None:
            if name:
                staff.sign_in(name, pin, told=False)

        def work(report: Report) -> Done:
            done = taking_over.do(own, let_in, Told(report, tr))
            said = tr(
                "{count} cases are in {folder} now. {own} was left as it is: remove it when nobody"
                " misses anything.",
                count=done.cases,
                folder=taking_over.folder,
                own=own,
            )
            return Done(said, done.key)

        self.between_wanted.emit(Between(tr("Taking over the data of this account"), work))
