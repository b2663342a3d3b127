"""Settings, Data: when the last backup was made and where, and one press to make another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from posdesk.domain.day_words import day_words
from posdesk.domain.errors import PosDeskError
from posdesk.domain.moment import iso
from posdesk.domain.size_words import size_words
from posdesk.i18n import Translator
from posdesk.services.backup_check import CheckedBackup
from posdesk.services.backup_list import Overview
from posdesk.services.backups import Backups, Made
from posdesk.ui.keeping.backup_rows import BackupRows
from posdesk.ui.keeping.backup_work import BackupWork
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.keeping.second_row import SecondRow
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.theme import Theme

FINE = 1000


class BackupPart(KeepingPart):
    """Shows what ``join``ed work does; without it nothing is looked up or made."""

    changed = Signal()

    def __init__(
        self, backups: Backups, questions: Questions, theme: Theme, tr: Translator
    ) -> None:
        super().__init__(
            tr("Backups"),
            tr("Made once a day and when the window closes; each is read back before it counts."),
        )
        self._tr = tr
        self._work: BackupWork | None = None
        self._has_some = False
        self.last = Words(tr("Looking…"), "strong", wrap=True)
        self.warning = Words(style="body", ink="wait", wrap=True)
        self.warning.hide()
        self.now = Button(tr("Back up now"), theme, icon_name="file")
        self.now.clicked.connect(self._begin)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, FINE)
        self.bar.setAccessibleName(tr("Backing up"))
        self.stop = Button(tr("Stop"), theme)
        self.notice = Notice(theme, tr)
        self.second = SecondRow(backups, questions, theme, tr)
        self.second.changed.connect(self.refresh)
        self.rows = BackupRows(theme, tr)
        self.check = Button(tr("Read all backups back"), theme, "link")
        self.check.setProperty("flush", True)
        self._lay_out()
        self._show_running(on=False)

    def join(self, work: BackupWork) -> None:
        """Let ``work`` make the backups, and show what it does."""
        self._work = work
        work.began.connect(self._began)
        work.progressed.connect(self._progressed)
        work.made.connect(self._made)
        work.failed.connect(self._failed)
        work.stopped.connect(self._stopped)
        work.seen.connect(self.show_overview)
        work.checked.connect(self._checked)
        self.check.clicked.connect(work.check)
        self.stop.clicked.connect(work.stop)
        self._show_running(on=work.is_running)

    def refresh(self) -> None:
        if self._work is not None:
            self._work.survey()

    def show_overview(self, overview: Overview) -> None:
        """Show what there is."""
        tr = self._tr
        last = overview.last
        if last is None:
            self.last.say(tr("No backup yet."))
            self.last.set_ink("wait" if overview.has_news else "text")
        else:
            self.last.set_ink("text")
            self.last.say(
                tr(
                    "Last backup: {when}, on this computer, read back, {size}",
                    when=day_words(iso(last.made), overview.at, tr.lang),
                    size=size_words(last.size),
                )
            )
        warning = ""
        if overview.is_old and last is not None:
            days = (overview.at - last.made).days
            warning = tr("What came in the last {days} days is in no backup.", days=days)
        self.warning.say(warning)
        self.warning.setVisible(bool(warning))
        self.second.show_overview(overview)
        self.rows.show_overview(overview)
        self._has_some = bool(overview.backups)
        self.check.setVisible(self._has_some and self.now.isVisibleTo(self))

    def _begin(self) -> None:
        self.notice.hide()
        if self._work is not None:
            self._work.begin()

    def _began(self) -> None:
        self.bar.setValue(0)
        self._show_running(on=True)

    def _progressed(self, done: int, total: int) -> None:
        self.bar.setValue(done * FINE // max(total, 1))

    def _made(self, made: Made) -> None:
        self._show_running(on=False)
        trouble = made.first_trouble or made.second_trouble
        if trouble is not None:
            self.notice.show_error(trouble)
        else:
            self.notice.show_done(self._tr("Backed up and read back."))
        self.refresh()

    def _checked(self, found: tuple[CheckedBackup, ...]) -> None:
        self._show_running(on=False)
        self.rows.show_checked(found)
        trouble = next((one.trouble for one in found if one.trouble is not None), None)
        if trouble is not None:
            self.notice.show_error(trouble)
            return
        words = self._tr("{count} backups read back: whole, with their exhibits.", count=len(found))
        self.notice.show_done(words)

    def _failed(self, error: PosDeskError) -> None:
        self._show_running(on=False)
        self.notice.show_error(error)

    def _stopped(self) -> None:
        self._show_running(on=False)
        self.notice.show_hint(self._tr("Stopped; earlier backups are kept."))

    def _show_running(self, *, on: bool) -> None:
        self.now.setVisible(not on)
        self.bar.setVisible(on)
        self.stop.setVisible(on)
        self.check.setVisible(self._has_some and not on)

    def _lay_out(self) -> None:
        self.body.addWidget(self.last)
        self.body.addWidget(self.warning)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.now)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self.second)
        column.addWidget(self.rows)
        column.addWidget(self.check)
        self.body.addLayout(column)
