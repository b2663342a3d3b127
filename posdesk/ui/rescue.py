"""What stands in the window's place where the data cannot be opened: the best backup, one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import KeyNeeded, PosDeskError
from posdesk.domain.key import Key
from posdesk.i18n import Translator
from posdesk.services.backup_list import ListedBackup
from posdesk.services.restore import Inside, Restorer
from posdesk.ui import window_place
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.questions import Questions
from posdesk.ui.rescue_card import RescueCard
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

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
        self._restorer, self._tr = restorer, tr
        self._questions = questions or Questions(tr, self)
        self._tasks, self._loop = Tasks(), QEventLoop()
        self._path: Path | None = None
        self.chosen: Looked | None = None
        self.begins_anew = False
        self._looked: Looked | None = None
        self.card = RescueCard(why, theme, tr, clock, lost=lost)
        self.status = StatusLine(theme, tr, tr("Nothing was changed"))
        self._show_keys(can_go=False)
        self._lay_out()
        self._connect()

    def ask(self) -> Looked | None:
        """Show the window until a backup is chosen or the person quits."""
        self.show()
        self._tasks.run(self, self._find, self._found, self._failed, self.card.show_progress)
        self._loop.exec()
        return self.chosen

    def look_into(self, path: Path, given: str | None = None) -> None:
        """Look into the backup at ``path``; ``given`` opens it where it is encrypted."""
        self._path, restorer = path, self._restorer
        self.card.trouble.clear()
        self.card.show_busy(self._tr("Looking inside and checking…"))

        def work(report: Callable[[int, int], None]) -> Looked:
            key = restorer.key_of(path, given)
            return restorer.look(path, key, report), key

        self._tasks.run(self, work, self._show_inside, self._failed, self.card.show_progress)

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
                self.card.offer(one)
        if best is not None:
            self._show_inside(best)
            return
        self.card.show_busy("")
        self.card.trouble.say(
            self._tr("No sound backup was found on this computer; take one from a stick or a file.")
        )

    def _show_inside(self, looked: Looked) -> None:
        self._looked = looked
        inside, _ = looked
        self.card.show_inside(inside)
        self._show_keys(can_go=inside.trouble is None)

    def _show_keys(self, *, can_go: bool) -> None:
        """Say what the keys do: Enter goes back only where there is something to go back to."""
        tr = self._tr
        back = ((tr("Enter"), tr("go back to it")),) if can_go else ()
        self.status.show_keys((*back, ("Esc", tr("quit"))))

    def _failed(self, error: PosDeskError) -> None:
        may_unlock = isinstance(error, KeyNeeded) and self._path is not None
        self.card.show_failure(self._tr.error(error), may_unlock=may_unlock)

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
        secret = self.card.secret.text()
        if self._path is not None and secret.strip():
            self.look_into(self._path, secret)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._restorer.folder)))

    def _connect(self) -> None:
        card = self.card
        card.secret.returnPressed.connect(self._look_with_secret)
        card.go.clicked.connect(self._take)
        card.other_chosen.connect(self.look_into)
        card.file.clicked.connect(self._choose_file)
        card.folder.clicked.connect(self._open_folder)
        card.anew.clicked.connect(self._begin_anew)
        card.leave.clicked.connect(self.close)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("part", "page")
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        whole = QVBoxLayout(inside)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        area = Scrolling()
        area.setWidget(inside)
        column.addWidget(area, 1)
        column.addWidget(self.status)
