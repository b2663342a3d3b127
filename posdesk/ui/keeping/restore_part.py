"""Settings, Data: choose a backup, see what is inside and what would be missing, put it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from posdesk.domain.day_words import list_moment
from posdesk.domain.errors import KeyNeeded, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import iso
from posdesk.i18n import Translator
from posdesk.services.backup_list import ListedBackup, Where
from posdesk.services.restore import Inside, Restorer
from posdesk.ui.keeping.inside_view import InsideView
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.keeping.restore_work import restoring_between
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Job, Tasks
from posdesk.ui.theme import Theme

Looked = tuple[Inside, Key | None]


class RestorePart(KeepingPart):
    """Nothing is changed here: the last press closes the window for work between two windows."""

    between_wanted = Signal(object)

    def __init__(
        self,
        restorer: Restorer,
        tasks: Tasks,
        questions: Questions,
        theme: Theme,
        tr: Translator,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(
            tr("Restore a backup"),
            tr("Look inside first; the present data are kept before anything takes their place."),
        )
        self._restorer, self._tasks, self._questions = restorer, tasks, questions
        self._tr, self._clock = tr, clock
        self._backups: tuple[ListedBackup, ...] = ()
        self._path: Path | None = None
        self._looked: Looked | None = None
        self._job: Job | None = None
        self.choice = Choice(theme)
        self.choice.setAccessibleName(tr("Backup"))
        self.look = Button(tr("Look inside"), theme)
        self.look.clicked.connect(self._look_chosen)
        self.look.setEnabled(False)  # until it is known which backups there are
        self.other = Button(tr("From a file…"), theme, "link")
        self.other.clicked.connect(self._choose_file)
        self.notice = Notice(theme, tr)
        self.notice.pressed.connect(self._stop)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMaxLength(300)
        self.secret.setPlaceholderText(tr("Passphrase or recovery code of that backup"))
        self.secret.setAccessibleName(tr("Passphrase or recovery code of that backup"))
        self.secret.returnPressed.connect(self._look_with_secret)
        self.inside = InsideView(tr, clock())
        self.go = Button("", theme, "primary")
        self.go.clicked.connect(self._restore)
        self.leave = Button(tr("Leave everything as it is"), theme)
        self.leave.clicked.connect(self._leave)
        self._lay_out()
        self._leave()

    def refresh(self) -> None:
        """Look up which backups there are."""
        self._tasks.run(
            self, lambda _report: self._restorer.listed(), self._show, self._failed, long=True
        )

    def look_into(self, path: Path, given: str | None = None) -> None:
        """Look into the backup at ``path``; ``given`` opens it where it is encrypted."""
        self._leave()
        self._path, restorer = path, self._restorer

        def work(report: Callable[[int, int], None]) -> Looked:
            key = restorer.key_of(path, given)
            return restorer.look(path, key, report), key

        words = self._tr("Looking inside and checking…")
        self.notice.show_progress(words, 0, 0)
        self._job = self._tasks.run(
            self,
            work,
            self._show_inside,
            self._failed,
            lambda done, total: self.notice.show_progress(words, done, total),
            long=True,
        )

    def _show(self, backups: tuple[ListedBackup, ...]) -> None:
        self._backups = backups
        tr, now = self._tr, self._clock()
        chosen = self.choice.currentIndex()
        self.choice.clear()
        for one in backups:
            where = tr("this computer") if one.where is Where.HERE else tr("second place")
            said = tr("{count} cases", count=one.about.cases) if one.about else tr("cannot be read")
            when = list_moment(iso(one.made), now, tr.lang)
            self.choice.addItem(f"{when}  ·  {where}  ·  {said}")
        if not backups:
            self.choice.addItem(tr("No backup yet."))
        self.choice.setCurrentIndex(max(0, min(chosen, len(backups) - 1)))
        self.choice.setEnabled(bool(backups))
        self.look.setEnabled(bool(backups))

    def _look_chosen(self) -> None:
        if self._backups:
            self.look_into(self._backups[self.choice.currentIndex()].path)

    def _choose_file(self) -> None:
        path = self._questions.backup_file()
        if path is not None:
            self.look_into(path)

    def _look_with_secret(self) -> None:
        if self._path is not None and self.secret.text().strip():
            self.look_into(self._path, self.secret.text())

    def _show_inside(self, looked: Looked) -> None:
        self._job, self._looked = None, looked
        self.notice.hide()
        inside, _ = looked
        self.inside.show_inside(inside)
        self.inside.show()
        self.go.say(self._tr("Go back to {when}", when=self.inside.when(inside)))
        self.go.setVisible(inside.trouble is None)
        self.leave.show()

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        self.notice.show_error(error)
        if isinstance(error, KeyNeeded):
            self.secret.show()
            self.secret.setFocus()

    def _restore(self) -> None:
        if self._looked is None:
            return
        inside, key = self._looked
        try:
            restoring = self._restorer.restoring(inside.path, key)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self.between_wanted.emit(restoring_between(restoring, self._tr))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.notice.hide()

    def _leave(self) -> None:
        """Show nothing of a backup any more."""
        self._stop()
        self._looked = None
        self.secret.clear()
        for part in (self.secret, self.inside, self.go, self.leave):
            part.hide()
        self.notice.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choice, 1)
        row.addWidget(self.look)
        row.addWidget(self.other)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        ways.addWidget(self.go)
        ways.addWidget(self.leave)
        ways.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.secret)
        self.body.addWidget(self.inside)
        self.body.addLayout(ways)
        self.follow(self.notice, self.secret, self.leave)
