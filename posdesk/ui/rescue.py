"""What stands in the window's place where the data cannot be opened: the best backup, one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QColor, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from posdesk.domain.day_words import list_moment
from posdesk.domain.errors import KeyNeeded, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import iso
from posdesk.i18n import Translator
from posdesk.services.backup_list import ListedBackup, Where
from posdesk.services.restore import Inside, Restorer
from posdesk.ui import window_place
from posdesk.ui.icons import pixmap
from posdesk.ui.keeping.inside_view import InsideView
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

WIDTH, OTHERS = 720, 3

Looked = tuple[Inside, Key | None]


class RescueWindow(QWidget):
    """Offers the newest sound backup first; ``chosen`` is what is to be restored, if anything."""

    def __init__(
        self,
        restorer: Restorer,
        why: str,
        theme: Theme,
        tr: Translator,
        clock: Callable[[], datetime],
        questions: Questions | None = None,
        *,
        lost: bool = False,
    ) -> None:
        """``why`` says what is wrong; ``lost`` data are not there, so one may begin anew."""
        super().__init__()
        # The loop below waits for it; closing it is no reason for the program to end by itself.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("PosDesk")
        self.resize(1366, 768)
        window_place.restore(self, restorer.folder)
        self._restorer, self._theme, self._tr, self._clock = restorer, theme, tr, clock
        self._questions = questions or Questions(tr, self)
        self._tasks, self._loop = Tasks(), QEventLoop()
        self._path: Path | None = None
        self.chosen: Looked | None = None
        self.begins_anew = False
        self._looked: Looked | None = None
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
        self.secret.returnPressed.connect(self._look_with_secret)
        self.go = Button("", theme, "primary")
        self.go.clicked.connect(self._take)
        self.others: list[Button] = []
        self._older = QVBoxLayout()
        self.file = Button(tr("From a file…"), theme)
        self.file.clicked.connect(self._choose_file)
        self.folder = Button(tr("Open the data folder"), theme, icon_name="file")
        self.folder.clicked.connect(self._open_folder)
        self.anew = Button(tr("Begin with an empty shop"), theme)
        self.anew.clicked.connect(self._begin_anew)
        self.anew.setVisible(lost)
        self.leave = Button(tr("Quit"), theme)
        self.leave.clicked.connect(self.close)
        self._lay_out(why, lost)
        for part in (self.inside, self.secret, self.go):
            part.hide()

    def ask(self) -> Looked | None:
        """Show the window until a backup is chosen or the person quits."""
        self.show()
        self._tasks.run(self, self._find, self._found, self._failed, self._progress)
        self._loop.exec()
        return self.chosen

    def look_into(self, path: Path, given: str | None = None) -> None:
        """Look into the backup at ``path``; ``given`` opens it where it is encrypted."""
        self._path, restorer = path, self._restorer
        self.trouble.clear()
        self._show_busy(self._tr("Looking inside and checking…"))

        def work(report: Callable[[int, int], None]) -> Looked:
            key = restorer.key_of(path, given)
            return restorer.look(path, key, report), key

        self._tasks.run(self, work, self._show_inside, self._failed, self._progress)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._loop.isRunning():
            self._tasks.finish()
            self._loop.quit()
        super().closeEvent(event)

    # ----------------------------------------------------------------------------------- looking

    def _find(
        self, report: Callable[[int, int], None]
    ) -> tuple[tuple[ListedBackup, ...], Looked | None]:
        best = self._restorer.best(report)
        key = self._restorer.key_of(best.path) if best is not None else None
        return self._restorer.listed(), (best, key) if best is not None else None

    def _found(self, found: tuple[tuple[ListedBackup, ...], Looked | None]) -> None:
        listed, best = found
        twin = next((one.made for one in listed if best and one.path == best[0].path), None)
        for one in listed:
            if one.made != twin:  # what lies in both places is no other backup
                self._offer(one)
        if best is not None:
            self._show_inside(best)
            return
        self._show_busy("")
        self.trouble.say(
            self._tr("No sound backup was found on this computer; take one from a stick or a file.")
        )

    def _offer(self, one: ListedBackup) -> None:
        if len(self.others) >= OTHERS:
            return
        when = list_moment(iso(one.made), self._clock(), self._tr.lang)
        tr = self._tr
        where = tr("this computer") if one.where is Where.HERE else tr("second place")
        words = tr("Backup of {when}", when=when)
        button = Button(f"{words}  ·  {where}", self._theme, "link")
        button.setProperty("flush", True)
        button.clicked.connect(lambda _on=False, path=one.path: self.look_into(path))
        self._older.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.others.append(button)
        self.older.show()

    def _show_inside(self, looked: Looked) -> None:
        self._show_busy("")
        self._looked = looked
        inside, _ = looked
        self.inside.show_inside(inside)
        self.inside.show()
        self.secret.hide()
        self.go.say(self._tr("Go back to {when}", when=self.inside.when(inside)))
        self.go.setVisible(inside.trouble is None)
        self._show_keys(can_go=inside.trouble is None)
        first = self.go if inside.trouble is None else self.file
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keys(self, *, can_go: bool) -> None:
        """Say what the keys do: Enter goes back only where there is something to go back to."""
        tr = self._tr
        back = ((tr("Enter"), tr("go back to it")),) if can_go else ()
        self.status.show_keys((*back, ("Esc", tr("quit"))))

    def _failed(self, error: PosDeskError) -> None:
        self._show_busy("")
        self.trouble.say(self._tr.error(error))
        self.secret.setVisible(isinstance(error, KeyNeeded) and self._path is not None)

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _show_busy(self, words: str) -> None:
        self.now.say(words)
        for part in (self.now, self.bar):
            part.setVisible(bool(words))
        self.bar.setRange(0, 0)

    # ----------------------------------------------------------------------------------- choosing

    def _take(self) -> None:
        self.chosen = self._looked
        self.close()

    def _begin_anew(self) -> None:
        self.begins_anew = True
        self.close()

    def _choose_file(self) -> None:
        path = self._questions.backup_file()
        if path is not None:
            self.look_into(path)

    def _look_with_secret(self) -> None:
        if self._path is not None and self.secret.text().strip():
            self.look_into(self._path, self.secret.text())

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._restorer.folder)))

    def _lay_out(self, why: str, lost: bool) -> None:
        tr, theme = self._tr, self._theme
        card = Card(padding=32)
        card.setFixedWidth(WIDTH)
        card.body.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        sign = QLabel()
        ink = QColor(theme.tones["stop"].soft_text)
        sign.setPixmap(pixmap("warning", ink, 32, self.devicePixelRatioF()))
        head.addWidget(sign)
        title = tr("The data are not there") if lost else tr("The data cannot be opened")
        head.addWidget(Words(title, "title"), 1)
        card.body.addLayout(head)
        card.body.addWidget(Words(why, "body", "text", wrap=True))
        calm = tr("Nothing is thrown away: the damaged files are put aside first.")
        if lost:
            calm = tr("If they lie on a stick or a network drive, plug it in and start again.")
        card.body.addWidget(Words(calm, "body", "text2", wrap=True))
        for part in (self.now, self.bar, self.trouble, self.secret, self.inside):
            card.body.addWidget(part)
        main = QHBoxLayout()
        main.addWidget(self.go)
        main.addStretch(1)
        card.body.addLayout(main)
        self.older = QWidget()
        older = QVBoxLayout(self.older)
        older.setContentsMargins(0, 8, 0, 0)
        older.addWidget(Words(tr("Older or other backups"), "strong"))
        older.setSpacing(4)
        self._older.setSpacing(0)
        older.addLayout(self._older)
        self.older.hide()
        card.body.addWidget(self.older)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for button in (self.file, self.folder, self.anew, self.leave):
            ways.addWidget(button)
        ways.addStretch(1)
        card.body.addLayout(ways)
        inside = QWidget()
        inside.setProperty("part", "page")
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole = QVBoxLayout(inside)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
        self.status = StatusLine(theme, tr, tr("Nothing was changed"))
        self._show_keys(can_go=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        area = Scrolling()
        area.setWidget(inside)
        column.addWidget(area, 1)
        column.addWidget(self.status)
