"""One sitting at the window: the application is dressed, the window shown, choices are kept."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QTranslator, Signal, Slot, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.i18n import Told, Translator, choose_language
from posdesk.services.desk import Desk
from posdesk.ui.between import Between
from posdesk.ui.fonts import load_fonts
from posdesk.ui.main_window import MainWindow
from posdesk.ui.questions import Questions
from posdesk.ui.style import dress
from posdesk.ui.theme import Theme

Clock = Callable[[], datetime]


class OpenDesk(Protocol):
    """Opens the services on the data of a folder; ``key`` is what they are encrypted with."""

    def __call__(self, folder: Path, *, key: Key | None = None) -> Desk: ...


def now() -> datetime:
    """Return the present moment in Beijing time."""
    return datetime.now(BEIJING)


def application() -> QApplication:
    """Return the one application, with the bundled typeface loaded."""
    app = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    if not app.property("typeface"):
        load_fonts(paths.resources() / "fonts")
        app.setProperty("typeface", True)
        app.setApplicationName("PosDesk")
        app.setDesktopFileName("posdesk")
        app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "posdesk.svg")))
    return app


class Sitting(QObject):
    """The window on one desk, in the language and theme that were chosen last."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        *,
        lang: Lang | None = None,
        theme: str | None = None,
        clock: Clock = now,
        questions: Questions | None = None,
        open_practice: OpenDesk | None = None,
        practice: bool = False,
        first_start: bool = False,
        told: Told | None = None,
    ) -> None:
        """``told`` hears of every expected failure that a person is told about."""
        super().__init__()
        self._app, self._desk = app, desk
        self._told = told
        self.between: Between | None = None
        self._lang: Lang = lang or desk.preferences.language
        self._theme = theme or desk.preferences.theme
        self._qt_words = QTranslator(self)
        self._open_practice = open_practice
        self.practice: Practice | None = None
        self.window = MainWindow(
            desk,
            self._put_on(),
            self.tr_,
            clock,
            questions=questions,
            practice=practice,
            first_start=first_start,
        )
        self.window.practice_wanted.connect(self._practise)
        self.window.between_wanted.connect(self._make_way)
        # Queued: the menu that was used is gone with the old contents of the window.
        queued = Qt.ConnectionType.QueuedConnection
        self.window.language_chosen.connect(self._language_chosen, queued)
        self.window.theme_chosen.connect(self._theme_chosen, queued)

    @Slot(object)
    def _make_way(self, work: Between) -> None:
        """Close the window for work that nobody may have the data open for; it opens again."""
        self.between = work
        self.window.close()

    @property
    def tr_(self) -> Translator:
        """The words of the language chosen."""
        return Translator(self._lang, paths.resources() / "i18n", self._told)

    @Slot(str)
    def _language_chosen(self, lang: str) -> None:
        self._lang = choose_language(lang)
        self._change(lambda: self._desk.preferences.choose_language(self._lang))

    @Slot(str)
    def _theme_chosen(self, theme: str) -> None:
        self._theme = theme
        self._change(lambda: self._desk.preferences.choose_theme(theme))

    @Slot()
    def _practise(self) -> None:
        """Open a window on data of its own, which are gone with it."""
        if self._open_practice is not None and self.practice is None:
            self.practice = Practice(self._app, self._open_practice, self._lang, self._theme)
            self.practice.ended.connect(self._practice_ended)

    @Slot()
    def _practice_ended(self) -> None:
        self.practice = None

    def _change(self, keep: Callable[[], None]) -> None:
        """Change the window and keep the choice; where that fails, it holds until the end."""
        page = self.window.undress()
        self.window.dress(self._put_on(), self.tr_, page)
        try:
            keep()
        except PosDeskError as error:
            tr = self.tr_
            self.window.page.tell(
                tr(
                    "The choice stays for as long as this window is open. {reason}",
                    reason=tr.error(error),
                )
            )

    def _put_on(self) -> Theme:
        """Dress the application and return the theme."""
        theme = Theme.load(paths.resources() / "themes", self._theme)
        dress(self._app, theme, self._lang)
        self._app.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._lang == "zh_CN" and self._qt_words.load("qtbase_zh_CN", folder):
            self._app.installTranslator(self._qt_words)
        return theme


class Practice(QObject):
    """A sitting on an empty folder of its own: nothing of it can come among the shop's data."""

    ended = Signal()

    def __init__(self, app: QApplication, open_desk: OpenDesk, lang: Lang, theme: str) -> None:
        from posdesk.services.practice import play_morning

        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="posdesk-practice-")
        self._desk = open_desk(Path(self._folder.name) / "data")
        play_morning(self._desk, lang)
        self.sitting = Sitting(app, self._desk, lang=lang, theme=theme, practice=True)
        window = self.sitting.window
        window.installEventFilter(self)
        window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            # Its timers must be gone before the store they ask is closed.
            self.sitting.window.destroyed.connect(self._end)
            self.sitting.window.deleteLater()
        return False

    @Slot()
    def _end(self) -> None:
        self._desk.care.close()
        self._folder.cleanup()
        self.ended.emit()


@dataclass(frozen=True, slots=True)
class Painted:
    """What a window painted: its size in pixels and how many colours are on it."""

    width: int
    height: int
    colours: int


def qt_version() -> str:
    """Return the version of Qt that is loaded."""
    return qVersion()


def painted(desk: Desk) -> Painted:
    """Paint the window once and return what came of it; used by the self-test."""
    sitting = Sitting(application(), desk)
    sitting.window.show()
    QApplication.processEvents()
    image = sitting.window.grab().toImage()
    sampled = {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    sitting.window.close()
    return Painted(image.width(), image.height(), len(sampled))
