"""The one window: rail, page and status line, in one language and one theme at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui import window_place
from posdesk.ui.corner import Corner
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.questions import Questions
from posdesk.ui.rail import Rail
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Kept:
    """What was on screen before the window was built anew."""

    case: str | None
    words: str


class MainWindow(QMainWindow):
    """Holds the page; closing it at any time loses nothing, since every answer is stored."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        clock: Callable[[], datetime],
        *,
        questions: Questions | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._clock = desk, clock
        self.tasks = Tasks(self)
        self.questions = questions or Questions(tr)
        self.questions.window = self
        self.setWindowTitle("PosDesk")
        self.setMinimumSize(1024, 700)
        self.resize(1366, 768)
        window_place.restore(self, desk.folder)
        self.page = self._build(theme, tr)

    def undress(self) -> Kept:
        """Take the contents away, so that dressing the application touches nothing old."""
        page = self.page
        session = page.session if page.in_walk else None
        kept = Kept(session.case.id if session else None, page.field.line.text())
        old = self.takeCentralWidget()
        if old is not None:
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)
        return kept

    def dress(self, theme: Theme, tr: Translator, kept: Kept) -> None:
        """Build the window anew in another theme or language; what was on screen stays."""
        self.page = self._build(theme, tr)
        if kept.case is not None:
            self.page.open_case(kept.case)
        elif kept.words:
            self.page.field.line.setText(kept.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.page.walk_key(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        window_place.keep(self, self._desk.folder)
        self.tasks.finish()
        super().closeEvent(event)

    def _build(self, theme: Theme, tr: Translator) -> CounterPage:
        self.questions.tr = tr
        corner = Corner(theme, tr, self._desk.shop, self._clock)
        corner.language_chosen.connect(self.language_chosen)
        corner.theme_chosen.connect(self.theme_chosen)
        corner.folder_wanted.connect(self._open_folder)
        status = StatusLine(theme, tr)
        page = CounterPage(self._desk, theme, tr, self.tasks, self.questions, corner)
        page.keys_changed.connect(status.show_keys)
        rail = Rail(theme, tr)
        rail.counter.clicked.connect(page.go_home)
        whole = QWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(page, 1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(status)
        self.setCentralWidget(whole)
        page.go_home()
        return page

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folder)))
