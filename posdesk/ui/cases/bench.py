"""Where deeds are done to the case shown: their panels, what they stored, what takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.followup import NextStep
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.deeds import PANELS, Deed, fill_menu, fits
from posdesk.ui.cases.panels.correct import CorrectPanel
from posdesk.ui.cases.panels.panel import Panel
from posdesk.ui.cases.panels.when import ReplanPanel
from posdesk.ui.cases.undo import Undo, undo_of, undo_step


class Bench(QObject):
    """``stored`` has the case as it was stored, ``panel_wanted`` the panel to show.

    ``panel_left`` says that the panel has done its work, ``refused`` why nothing was stored, and
    ``undo_offered`` what was done with what takes it back.
    """

    stored = Signal(object)
    panel_wanted = Signal(object)
    panel_left = Signal()
    refused = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._panels: dict[Deed, Panel] = {}

    def panel(self, deed: Deed) -> Panel:
        """Return the panel of ``deed``, which is made when it is first asked for."""
        if deed not in self._panels:
            panel = PANELS[deed](self._around)
            panel.kept.connect(self._kept)
            panel.left.connect(self.panel_left)
            self._panels[deed] = panel
        return self._panels[deed]

    def take(self, deed: Deed, case: Case, step: NextStep | None = None) -> None:
        """Open the panel of ``deed``; ``step`` is the one that is put to another time."""
        if not fits(deed, case):
            return
        panel = self.panel(deed)
        if isinstance(panel, ReplanPanel):
            panel.step = step
        self.panel_wanted.emit(panel)
        panel.open(case)

    def correct(self, field: str, case: Case) -> None:
        """Open the panel that corrects or fills in a field of the slip."""
        panel = self.panel(Deed.CORRECT)
        if isinstance(panel, CorrectPanel):
            panel.field = field
            self.take(Deed.CORRECT, case)

    def finish(self, case: Case, step: NextStep) -> None:
        """Keep that ``step`` was done."""
        follow_up = self._around.desk.follow_up
        undo = undo_step(self._around, case, step)
        self._do(case, lambda: follow_up.finish_step(case.id, step.key), undo)

    def mark_goods(self, case: Case, goods: str) -> None:
        """Keep that the goods are ``held`` or ``released``."""
        self._do(case, lambda: self._around.desk.log.mark_goods(case, goods))

    def fill_menu(self, menu: QMenu, case: Case) -> None:
        """Fill ``menu`` with what fits the case, and with where the goods are."""
        tr = self._around.tr
        fill_menu(menu, self._around, case, lambda deed: self.take(deed, case))
        menu.addSeparator()
        for goods, words in (
            ("held", tr("Goods held here")),
            ("released", tr("Goods handed over")),
        ):
            line = menu.addAction(words)
            line.setCheckable(True)
            line.setChecked(case.goods == goods)
            line.triggered.connect(lambda _=False, g=goods: self.mark_goods(case, g))

    def took(self, before: Case, after: Case, undo: Undo | None = None) -> None:
        """Tell that something was stored, and offer to take it back where that can be done."""
        self.stored.emit(after)
        offered = undo or undo_of(self._around, before, after)
        if offered is not None:
            words, back = offered
            self.undo_offered.emit(words, lambda: self.stored.emit(back()))

    def _kept(self, before: Case, after: Case) -> None:
        self.panel_left.emit()
        self.took(before, after)

    def _do(self, case: Case, store: Callable[[], Case], undo: Undo | None = None) -> None:
        """Store what a press decided, or say why it cannot be."""
        try:
            after = store()
        except PosDeskError as error:
            self.refused.emit(self._around.tr.error(error))
            return
        self.took(case, after, undo)
