"""The exhibits of one case with the whole page to themselves: two stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.exhibits.exhibit_shelf import ExhibitShelf
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.over_page import OverPage
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, Theme


class LargePage(OverPage):
    """``cover_wanted`` carries the case and an exhibit of it."""

    changed = Signal(object)
    cover_wanted = Signal(str, str)

    def __init__(
        self,
        keeper: ExhibitKeeper,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        read: Callable[[str], Case],
        case: Case,
    ) -> None:
        super().__init__()
        self._tr, self._case = tr, case.id
        self._read = read
        self.back = Button(tr("Back"), theme, "icon", icon_name="chevron-left")
        self.back.setProperty("framed", True)
        self.back.clicked.connect(self.left)
        self.shelf = ExhibitShelf(keeper, theme, tr, tasks, questions, read)
        self.shelf.changed.connect(self.changed)
        self.shelf.cover_wanted.connect(lambda e: self.cover_wanted.emit(self._case, e))
        self._lay_out(tr("Evidence of {number}", number=case.number))
        self.shelf.show_case(case)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here, for the status line."""
        tr = self._tr
        return (
            ("Enter", tr("large")),
            ("C", tr("side by side")),
            ("+ -", tr("zoom")),
            ("Ctrl+V", tr("paste")),
            ("Esc", tr("back")),
        )

    def take_focus(self) -> None:
        """Stand on the first exhibit that is shown large, as it is now."""
        self.shelf.show_case(self._read(self._case))
        shown = [item for item in self.shelf.items if item.isChecked()]
        first: QWidget = next(iter([*shown, *self.shelf.items]), self.shelf.tile)
        first.setFocus()

    def choose(self, exhibits: Sequence[str]) -> None:
        """Show these large, at most two."""
        self.shelf.show_large(exhibits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.back)
        head.addWidget(Words(title, "h2"), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shelf.setProperty("part", "page")
        area.setWidget(self.shelf)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(area, 1)
