"""One sitting at the window: the application is dressed, the window shown, choices are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.i18n import Translator, choose_language
from posdesk.services.desk import Desk
from posdesk.ui.crash import CrashLog
from posdesk.ui.fonts import load_fonts
from posdesk.ui.main_window import MainWindow
from posdesk.ui.opening import close_openings
from posdesk.ui.questions import Questions
from posdesk.ui.style import dress
from posdesk.ui.theme import Theme

Clock = Callable[[], datetime]


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
    ) -> None:
        super().__init__()
        self._app, self._desk = app, desk
        self._lang: Lang = lang or desk.preferences.language
        self._theme = theme or desk.preferences.theme
        self._qt_words = QTranslator(self)
        self.window = MainWindow(desk, self._put_on(), self.tr_, clock, questions=questions)
        # Queued: the menu that was used is gone with the old contents of the window.
        queued = Qt.ConnectionType.QueuedConnection
        self.window.language_chosen.connect(self._language_chosen, queued)
        self.window.theme_chosen.connect(self._theme_chosen, queued)

    @property
    def tr_(self) -> Translator:
        """The words of the language chosen."""
        return Translator(self._lang, paths.resources() / "i18n")

    @Slot(str)
    def _language_chosen(self, lang: str) -> None:
        self._lang = choose_language(lang)
        self._change(lambda: self._desk.preferences.choose_language(self._lang))

    @Slot(str)
    def _theme_chosen(self, theme: str) -> None:
        self._theme = theme
        self._change(lambda: self._desk.preferences.choose_theme(theme))

    def _change(self, keep: Callable[[], None]) -> None:
        """Change the window and keep the choice; where that fails, it holds until the end."""
        page = self.window.undress()
        self.window.dress(self._put_on(), self.tr_, page)
        try:
            keep()
        except PosDeskError as error:
            self.window.page.tell(
                self.tr_(
                    "The choice stays for as long as this window is open. {reason}",
                    reason=self.tr_.error(error),
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


def run(folder: Path, lang: str | None, open_desk: Callable[[Path], Desk]) -> int:
    """Show the window on the data in ``folder`` until it is closed; return the exit code."""
    app = application()
    try:
        desk = open_desk(folder)
    except PosDeskError as error:
        close_openings()
        tr = Translator(choose_language(lang), paths.resources() / "i18n")
        Questions(tr).tell(tr.error(error))
        return 1
    sitting = Sitting(app, desk, lang=choose_language(lang) if lang else None)
    CrashLog(folder, sitting.tr_, sitting.window.questions.tell).install()
    sitting.window.show()
    close_openings()
    try:
        return app.exec()
    finally:
        desk.care.close()


@dataclass(frozen=True, slots=True)
class Painted:
    """What a window painted: its size in pixels and how many colours are on it."""

    width: int
    height: int
    colours: int


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
