"""Lets people in and out at the window: opens the panel, and locks what a manager left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import Role
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.parts.manager_wanted import MANAGER_WANTED
from posdesk.ui.people.idle import IdleLock
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, Theme

if TYPE_CHECKING:  # read from the disk once somebody signs in
    from posdesk.ui.people.panel import SignInPanel

_BELOW = 68
"""Where the panel drops from: below the corner."""


class Door(QObject):
    """One for the window, through all languages and themes; ``changed`` when who is there is."""

    changed = Signal()
    said = Signal(str)

    def __init__(
        self, desk: Desk, tasks: Tasks, window: QWidget, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._desk, self._staff, self._tasks, self._window = desk, desk.staff, tasks, window
        self._dressed: tuple[Theme, Translator] | None = None
        self._focused: QWidget | None = None
        self.panel: SignInPanel | None = None
        self.idle = IdleLock(window, clock, lambda: desk.shop_book.library.settings.lock_minutes)
        self.idle.idle.connect(self._lock)
        window.installEventFilter(self)
        self.changed.connect(self._tell_old)

    def dress(self, theme: Theme, tr: Translator) -> None:
        """Speak another language, look otherwise; an open panel is closed."""
        self.close_panel()
        self._dressed = theme, tr

    def choose(self, who: str) -> None:
        """Let in whoever chose their name; ask for the PIN where they have one."""
        person = self._staff.people.known.get(who)
        if person is None:
            return
        if person.pin:
            panel = self._open_panel()
            if panel is not None:
                panel.ask(person)
                self._place()
            return
        try:
            self._staff.sign_in(person.id)
        except PosDeskError as error:
            if self._dressed:
                self.said.emit(self._dressed[1].error(error))
            return
        self._came_in()

    def ask_manager(self) -> None:
        """Ask for a manager's PIN."""
        managers = self._staff.people.managers
        panel = self._open_panel() if managers else None
        if panel is not None:
            panel.choose(managers)
            self._place()

    def sign_out(self) -> None:
        """Let nobody be there."""
        self._staff.sign_out()
        self.changed.emit()

    def close_panel(self) -> None:
        """Close the panel; the focus goes back to where it was."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        panel.hide()
        panel.deleteLater()
        if self._focused is not None:
            self._focused.setFocus()
        self._focused = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == MANAGER_WANTED:
            self.ask_manager()
            return True
        if event.type() == QEvent.Type.Show:
            self.idle.listen()
        elif event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.Close:
            self.close_panel()
            self.idle.stop()
        return False

    def _open_panel(self) -> SignInPanel | None:
        from posdesk.ui.people.panel import SignInPanel

        if self._dressed is None:
            return None
        self.close_panel()
        theme, tr = self._dressed
        focused = self._window.focusWidget()
        panel = SignInPanel(self._staff, self._tasks, theme, tr, self._window)
        panel.signed_in.connect(self._came_in)
        panel.left.connect(self.close_panel)
        panel.show()
        panel.raise_()
        self.panel = panel
        if focused is not None:
            self._focused = focused
            focused.destroyed.connect(self._forget_focus)
        return panel

    def _forget_focus(self) -> None:
        self._focused = None

    def _place(self) -> None:
        if self.panel is not None:
            left = self._window.width() - self.panel.width() - GAP
            self.panel.move(QPoint(left, _BELOW))

    def _came_in(self) -> None:
        self.close_panel()
        self.idle.begin_anew()
        self.changed.emit()

    def _lock(self) -> None:
        if not self._staff.lock():
            return
        self.changed.emit()
        if self._dressed:
            _, tr = self._dressed
            self.said.emit(tr("The manager is signed out: nothing was done for a while."))

    def _tell_old(self) -> None:
        """Tell a manager who came in that cases are past their term, and nobody else."""
        forgetting, there = self._desk.forgetting, self._staff.present
        is_manager = there is not None and there.role is Role.MANAGER and forgetting.may()
        old = forgetting.count_old() if is_manager else 0
        if old and self._dressed:
            _, tr = self._dressed
            self.said.emit(tr("{count} cases are past their term: Settings, Data.", count=old))
