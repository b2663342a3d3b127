"""What each press does to the case shown, apart from where it stands: a step, a deed, erasing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from posdesk.domain.case import Case
from posdesk.domain.life import Life
from posdesk.i18n import Translator
from posdesk.ui.cases.bench import Bench
from posdesk.ui.cases.deeds import Deed
from posdesk.ui.cases.now_card import NowCard
from posdesk.ui.cases.panels.erase_box import EraseBox
from posdesk.ui.cases.sections import Sections


class Doing(QObject):
    """Sends each press to the bench; ``walk_wanted`` names the case whose walk goes on.

    ``chosen`` returns the cases that are chosen in the list, which erasing takes together.
    """

    walk_wanted = Signal(str)

    def __init__(
        self,
        bench: Bench,
        now: NowCard,
        sections: Sections,
        erasing: EraseBox,
        tr: Translator,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._now, self._sections = bench, now, sections
        self._erasing, self._tr = erasing, tr
        self._case: Case | None = None
        self.chosen: Callable[[], Sequence[str]] = lambda: ()

    def show_case(self, case: Case | None) -> None:
        """Do from now on to ``case`` what is pressed, to none where there is none."""
        self._case = case

    def take(self, deed: Deed) -> None:
        """Open the panel of ``deed`` for the case shown."""
        if self._case is not None:
            self._bench.take(deed, self._case, self._now.step)

    def replan(self) -> None:
        """Open the panel that puts the step to another time."""
        self.take(Deed.REPLAN)

    def do_next(self) -> None:
        """Do what the primary button says: most steps are behind with one press."""
        case, step = self._case, self._now.step
        if case is None:
            return
        if step is None:
            self.take(Deed.REOPEN)
        elif step.key == "walk":
            self.walk_wanted.emit(case.id)
        elif step.key == "close" or (step.key == "decide" and case.life is Life.SETTLED):
            self.take(Deed.CLOSE)
        elif step.key == "decide":
            self.take(Deed.STEP)
        else:
            self._bench.finish(case, step)

    def correct(self, field: str) -> None:
        """Open the panel that corrects or fills in a field of the slip."""
        if self._case is not None:
            self._bench.correct(field, self._case)

    def took(self, after: Case) -> None:
        """Tell that the case shown was stored as ``after`` by another part."""
        if self._case is not None:
            self._bench.took(self._case, after)

    def fill_menu(self) -> None:
        """Fill the menu with what fits the case shown."""
        if self._case is not None:
            menu = self._sections.menu
            self._bench.fill_menu(menu, self._case)
            menu.addSeparator()
            menu.addAction(self._tr("Erase for good…")).triggered.connect(self.want_erasing)

    def want_erasing(self) -> None:
        """Show what would go of the cases that are chosen, of the one shown at least."""
        if self._case is None:
            return
        chosen = self.chosen()
        going = chosen if self._case.id in chosen else (self._case.id,)
        self._sections.show_panel(self._erasing)
        self._now.hide()  # what is to be done next matters to nobody here
        self._erasing.open(going)
