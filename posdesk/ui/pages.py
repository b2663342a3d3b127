"""The pages of the window, one at a time; all but the counter are made once somebody goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from posdesk.ui.counter.page import CounterPage
from posdesk.ui.parts.over_page import OverPage
from posdesk.ui.parts.present import PresentOnly
from posdesk.ui.rail import Rail
from posdesk.ui.status_line import StatusLine

if TYPE_CHECKING:  # read from the disk once somebody goes there
    from posdesk.ui.cases.page import CasesPage
    from posdesk.ui.cases.place import Place
    from posdesk.ui.settings.page import SettingsPage
    from posdesk.ui.training.page import TrainingPage


class Pages(PresentOnly):
    """Changes the page, the rail's mark and the keys of the status line together."""

    counter_shown = Signal()

    def __init__(
        self,
        rail: Rail,
        counter: CounterPage,
        status: StatusLine,
        make_settings: Callable[[], SettingsPage],
        make_training: Callable[[], TrainingPage],
        make_cases: Callable[[], CasesPage],
    ) -> None:
        super().__init__()
        self._rail, self._counter, self._status = rail, counter, status
        self._make_settings, self._make_training = make_settings, make_training
        self._make_cases = make_cases
        self._keys: tuple[tuple[str, str], ...] = ()
        self.settings: SettingsPage | None = None
        self.training: TrainingPage | None = None
        self.cases: CasesPage | None = None
        self._over: dict[QWidget, OverPage] = {}
        self.addWidget(counter)
        counter.keys_changed.connect(self._keys_told)
        rail.counter.clicked.connect(self._counter_pressed)
        rail.cases.clicked.connect(lambda: self.show_cases())
        rail.settings.clicked.connect(self.show_settings)
        rail.training.clicked.connect(self.show_training)

    @property
    def on_counter(self) -> bool:
        """Whether the counter is on screen."""
        return self.currentWidget() is self._counter

    @property
    def place(self) -> int | None:
        """The open section of Settings, ``None`` while another page is on screen."""
        if self.settings is None or self.currentWidget() is not self.settings:
            return None
        return self.settings.place

    @property
    def case_place(self) -> Place | None:
        """What is looked at on the cases page, ``None`` while another page is on screen."""
        if self.cases is None or self.currentWidget() is not self.cases:
            return None
        return self.cases.place

    def restore_cases(self, place: Place) -> None:
        """Look at the cases as before the window was built anew."""
        self.show_cases()
        if self.cases is not None:
            self.cases.restore(place)

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Show a page, or what was opened over it and not been left yet."""
        over = self._over.get(widget)
        while over in self._over:
            over = self._over[over]
        super().setCurrentWidget(over or widget)
        if over is not None:
            QTimer.singleShot(0, over, lambda: self._go_into(over))

    def show_over(self, page: OverPage) -> None:
        """Show ``page`` over the present one, until it is ``left``."""
        under = self.currentWidget() or self._counter
        keys = self._status.keys
        self._over[under] = page
        page.left.connect(lambda: self._leave(under, keys))
        page.keys_changed.connect(lambda _keys: self._tell_keys_of(page))
        self.addWidget(page)
        self.setCurrentWidget(under)

    def let_go(self) -> None:
        """Leave a page that waits for nobody, such as the manual, as one goes elsewhere."""
        over = self.currentWidget()
        if isinstance(over, OverPage) and over.passing:
            over.left.emit()

    def show_cases(self, case: str | None = None) -> None:
        """Go to the cases, to one of them where it is named."""
        self.let_go()
        if self.cases is None:
            self.cases = self._make_cases()
            self.cases.left.connect(self.show_counter)
            self.cases.new_wanted.connect(self._begin_anew)
            self.addWidget(self.cases)
        self._rail.choose(self._rail.cases)
        self._status.show_keys(self.cases.keys, self.cases.state)
        self.setCurrentWidget(self.cases)
        self.cases.refresh()
        if case is not None:
            self.cases.show_case(case)
        self.cases.take_focus()

    def show_settings(self, place: int = -1) -> None:
        """Go to Settings, to the section that was open last unless ``place`` names one."""
        self.let_go()
        if self.settings is None:
            self.settings = self._make_settings()
            self.settings.left.connect(self.show_counter)
            self.addWidget(self.settings)
        if place in range(len(self.settings.sections)):
            self.settings.nav.choose(place)
        self._rail.choose(self._rail.settings)
        self._status.show_keys(self.settings.keys)
        self.setCurrentWidget(self.settings)
        self.settings.refresh()
        self.settings.take_focus()

    def show_training(self) -> None:
        """Go to the lessons."""
        self.let_go()
        if self.training is None:
            self.training = self._make_training()
            self.addWidget(self.training)
        self._rail.choose(self._rail.training)
        self._status.show_keys(self.training.keys)
        self.setCurrentWidget(self.training)
        self.training.card.setFocus()

    def show_counter(self) -> None:
        """Go back to the counter, which is as it was left."""
        self.let_go()
        self._rail.choose(self._rail.counter)
        self.setCurrentWidget(self._counter)
        self._status.show_keys(self._keys)
        if self._counter.in_walk:
            self._counter.walk.step.take_focus()
        else:
            self._counter.field.setFocus()
        self.counter_shown.emit()

    def _go_into(self, page: OverPage) -> None:
        self._tell_keys_of(page)
        if self.currentWidget() is page:
            page.take_focus()

    def _tell_keys_of(self, page: OverPage) -> None:
        if self.currentWidget() is page:
            self._status.show_keys(page.keys)

    def _leave(self, under: QWidget, keys: tuple[tuple[str, str], ...]) -> None:
        """Go back to the page underneath, which is as it was."""
        over = self._over.pop(under)
        self.removeWidget(over)
        over.deleteLater()
        if under is self._counter:
            self.show_counter()
        elif under is self.cases:
            self.show_cases()
        elif isinstance(under, OverPage):
            self.setCurrentWidget(under)
            self._go_into(under)
        else:
            self.setCurrentWidget(under)
            self._status.show_keys(keys)
            under.setFocus()

    def _begin_anew(self) -> None:
        """Go to the empty field of the counter."""
        self.show_counter()
        self._counter.go_home()

    def _counter_pressed(self) -> None:
        if self.on_counter:
            self._counter.go_home()
        else:
            self.show_counter()

    def _keys_told(self, keys: tuple[tuple[str, str], ...]) -> None:
        self._keys = keys
        if self.on_counter:
            self._status.show_keys(keys)
