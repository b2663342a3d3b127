"""From start to end: the desk is opened, sat at, closed, and opened again after work between."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from posdesk import paths
from posdesk.domain.errors import DataDamaged, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.text import Lang
from posdesk.i18n import Translator, choose_language
from posdesk.services.desk import Desk
from posdesk.services.diary import Diary, Kind, Process
from posdesk.services.first_look import has_data, needs_upgrade
from posdesk.services.first_start import FirstStart
from posdesk.services.keys import fits, is_locked, known_key
from posdesk.services.library import Shelves
from posdesk.ui.between import Between
from posdesk.ui.collecting import spare_what_is_there
from posdesk.ui.crash import CrashLog
from posdesk.ui.keeping.on_closing import back_up_on_closing
from posdesk.ui.opening import close_openings
from posdesk.ui.questions import Questions
from posdesk.ui.session import OpenDesk, Sitting, application, now
from posdesk.ui.start.dressing import dress_for
from posdesk.ui.start.installed import provision_news
from posdesk.ui.start.one_window import OneWindow, bring_forward
from posdesk.ui.start.progress import run_shown
from posdesk.ui.start.unlock import UnlockWindow
from posdesk.ui.witness import Witness

if TYPE_CHECKING:  # read from the disk where backups are gone through
    from posdesk.services.restore import Restorer


@dataclass(frozen=True, slots=True)
class Sat:
    """How a sitting ended: the exit code, and what is to be done before the next one."""

    code: int
    between: Between | None


class Running:
    """The program with a window, on one data folder."""

    def __init__(
        self,
        folder: Path,
        lang: str | None,
        open_desk: OpenDesk,
        say: Callable[[str], None] = lambda _sentence: None,
        *,
        backs_up: bool = False,
        file: Path | None = None,
        provisioned: Callable[[Desk], Desk] = lambda desk: desk,
    ) -> None:
        """``say`` is told where this start only brought a window forward that was there.

        ``backs_up`` says whether a backup is made after the window was closed; the bundle in
        ``file`` is checked once the window is there.
        """
        self._backs_up, self._file = backs_up, file
        self._provisioned = provisioned
        self._app: QApplication = application()
        self._say = say
        self._folder, self._open_desk = folder, open_desk
        self._lang: Lang | None = choose_language(lang) if lang else None
        self._tr = Translator(choose_language(lang), paths.resources() / "i18n")
        self._key: Key | None = None
        self._begins_anew = False
        self._news = ""
        self._diary = Diary(folder, Process.WINDOW)
        self._one = OneWindow(folder, self._tr)
        self._sitting: Sitting | None = None
        self._one.wanted.connect(self._come)
        self._one.file_wanted.connect(self._check)

    def run(self) -> int:
        """Run until the window is closed for good; return the exit code."""
        elsewhere = self._one.enter(self._file)
        if elsewhere is None:
            QTimer.singleShot(0, spare_what_is_there)
            self._diary.begin()
            try:
                return self._run()
            finally:
                self._diary.note(Kind.ENDED)
                self._one.leave()
        close_openings()
        if elsewhere.came:
            self._say(elsewhere.sentence)
            return 0
        Questions(self._tr).tell(elsewhere.sentence)
        return 1

    def _come(self) -> None:
        """Bring the window forward, since another start asked for it."""
        if self._sitting is not None:
            bring_forward(self._sitting.window)

    def _check(self, file: Path) -> None:
        """Check the bundle in ``file`` in the window, or in the next one to come."""
        if self._sitting is None:
            self._file = file
        else:
            self._sitting.window.overlays.check_bundle(file)

    def _run(self) -> int:
        told = ""
        while True:
            desk = self._opened()
            if desk is None:
                return 1
            sat = self._sit(desk, told)
            if sat.between is None:
                return sat.code
            told = self._do(sat.between)

    def _opened(self) -> Desk | None:
        """Return the desk, ``None`` where a person was told why it cannot be had."""
        is_empty = not has_data(self._folder)
        if is_empty and not self._begins_anew and self._restorer().is_lost:
            return self._opened() if self._find_again() else None
        try:
            if self._key is None and is_locked(self._folder) and not self._unlock():
                return None
            with self._diary.work(self._upgrade):
                self._upgrade()
            with self._diary.work(self._open_desk):
                return self._with_settings(self._open_desk(self._folder, key=self._key))
        except DataDamaged as error:
            return self._opened() if self._rescue(self._tr.error(error)) else None
        except PosDeskError as error:
            close_openings()
            Questions(self._tr).tell(self._tr.error(error))
            return None

    def _with_settings(self, opened: Desk) -> Desk:
        """Return the desk with the installer's file in force, and keep what is to be said of it."""
        desk = self._provisioned(opened)
        if desk is not opened:
            self._key = desk.encryption.key
        # The file may have chosen the language just now.
        tr = Translator(self._lang or desk.preferences.language, paths.resources() / "i18n")
        self._news = " ".join(filter(None, (self._news, provision_news(desk, tr))))
        return desk

    def _upgrade(self) -> None:
        """Bring data of an older program up to date; raises ``DataTrouble`` where it cannot be."""
        key = self._key or known_key(self._folder)
        if not needs_upgrade(self._folder, key):
            return
        from posdesk.services.upgrading import Upgrading
        from posdesk.ui.start.upgrade_work import upgrade_shown

        close_openings()
        dressed = dress_for(self._app, self._folder, self._lang)
        upgrading = Upgrading(self._shelves(), now, key)
        self._news = upgrade_shown(upgrading, *dressed) or self._news

    def _shelves(self) -> Shelves:
        return Shelves(paths.resources(), self._folder, paths.cache_folder())

    def _find_again(self) -> bool:
        """Lead to the backups of data that are not in their folder; return whether to go on."""
        why = self._tr(
            "The folder {folder} holds no data, but there are backups of them; nothing was"
            " changed.",
            folder=self._folder,
        )
        return self._rescue(why, lost=True)

    def _restorer(self) -> Restorer:
        from posdesk.services.restore import Restorer

        return Restorer(self._shelves(), now, self._key or known_key(self._folder))

    def _rescue(self, why: str, *, lost: bool = False) -> bool:
        """Lead to the best backup and restore what was chosen; return whether to open again."""
        from posdesk.ui.keeping.restore_work import restoring_between
        from posdesk.ui.rescue import RescueWindow

        close_openings()
        theme, tr = dress_for(self._app, self._folder, self._lang)
        restorer = self._restorer()
        said = " ".join(filter(None, (why, self._news)))
        window = RescueWindow(restorer, said, theme, tr, now, lost=lost)
        chosen = window.ask()
        self._begins_anew = window.begins_anew
        window.deleteLater()
        if chosen is None:
            return self._begins_anew
        inside, its_key = chosen
        self._news = self._do(restoring_between(restorer.restoring(inside.path, its_key), tr))
        return True

    def _unlock(self) -> bool:
        """Ask for the passphrase or the recovery code; return whether the key is there."""
        close_openings()
        window = UnlockWindow(self._folder, *dress_for(self._app, self._folder, self._lang))
        unlocked = window.ask()
        window.deleteLater()
        if unlocked is None:
            return False
        self._key = unlocked.key
        if unlocked.kept_again:
            self._news = self._tr("The key is in this computer's key store again.")
        return True

    def _sit(self, desk: Desk, told: str) -> Sat:
        """Show the window until it is closed; ``told`` is what it says first."""
        file, self._file = self._file, None
        # Who clicked on a file wants to know of it; the shop's own questions come next time.
        asked = file is None and FirstStart(desk).is_wanted()
        sitting = Sitting(
            self._app,
            desk,
            lang=self._lang,
            open_practice=self._open_desk,
            first_start=asked,
            told=self._diary.trouble,
        )
        self._sitting = sitting
        witness = Witness(self._diary, sitting)
        CrashLog(self._diary, sitting.tr_, sitting.window.questions.tell).install()
        sitting.window.show()
        witness.seated()
        close_openings()
        said = told or self._news
        self._news = ""
        if said:
            sitting.window.page.tell(said)
            first = sitting.window.first
            if first is not None:  # which is in front of it, and says a word itself when it goes
                tell = partial(sitting.window.page.tell, said)
                first.left.connect(tell, Qt.ConnectionType.QueuedConnection)
        if file is not None:
            sitting.window.overlays.check_bundle(file)
        try:
            code = self._app.exec()
            with suppress(PosDeskError):  # they go another day
                desk.care.sweep()
            if self._backs_up and sitting.between is None:
                back_up_on_closing(self._app, desk, self._lang)
            return Sat(code, sitting.between)
        finally:
            witness.finish()
            self._sitting = None
            desk.care.close()

    def _do(self, between: Between) -> str:
        """Do the work while nothing is open, and return what the next window says."""
        theme, tr = dress_for(self._app, self._folder, self._lang)
        try:
            with self._diary.work(between.work):
                done = run_shown(between.title, between.work, theme, tr)
        except PosDeskError as error:
            return tr.error(error)
        if done is None:
            return tr("Stopped; nothing was changed.")
        if done.key is not None or (self._key and not fits(self._folder, self._key)):
            self._key = done.key
        return done.sentence
