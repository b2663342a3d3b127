"""One exhibit, large: its pages, what kind it is, and the shop's sentence about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.exhibits.leaves import Leaves
from posdesk.ui.exhibits.page_canvas import PageCanvas
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

_HEIGHT = 360


class ExhibitPane(QWidget):
    """``changed`` carries the case after the kind or the sentence was stored."""

    changed = Signal(object)
    cover_wanted = Signal(str)

    def __init__(self, keeper: ExhibitKeeper, theme: Theme, tr: Translator, tasks: Tasks) -> None:
        super().__init__()
        self._keeper, self._tr, self._tasks = keeper, tr, tasks
        self._case = ""
        self._exhibit: Exhibit | None = None
        self._leaves: Leaves | None = None
        self.canvas = PageCanvas(theme, tr, in_column=True)
        self.canvas.setMinimumHeight(_HEIGHT)
        self.canvas.page_wanted.connect(self._show_page)
        self.kind = Choice(theme)
        self.kind.setAccessibleName(tr("Kind of exhibit"))
        for kind, text in EXHIBIT_KINDS.items():
            self.kind.addItem(tr.text(text), kind)
        self.kind.activated.connect(self._kind_chosen)
        self.trouble = Trouble(theme)
        rules = Rules(may_confirm=lambda _text: True)
        self.about = GuardedLine(tr, self.trouble, self._say, rules)
        self.about.setAccessibleName(tr("About this exhibit"))
        self.about.setPlaceholderText(tr("A sentence about it, Enter"))
        self.cover = Button(tr("Cover…"), theme, icon_name="eye-off")
        self.cover.clicked.connect(self._cover)
        self._before = Button(tr("Page before"), theme, "icon", icon_name="chevron-left")
        self._after = Button(tr("Next page"), theme, "icon", icon_name="chevron-right")
        self._place = Words(style="small", ink="text2")
        self._before.clicked.connect(lambda: self._show_page(self.canvas.page - 1))
        self._after.clicked.connect(lambda: self._show_page(self.canvas.page + 1))
        self._lay_out()

    @property
    def exhibit(self) -> Exhibit | None:
        """The exhibit shown."""
        return self._exhibit

    def show_exhibit(self, case_id: str, exhibit: Exhibit) -> None:
        """Show ``exhibit`` as it is now; its pages are made again only where they are others."""
        before, self._case, self._exhibit = self._exhibit, case_id, exhibit
        self.kind.setCurrentIndex(self.kind.findData(exhibit.kind))
        self.canvas.setAccessibleName(exhibit.name)
        other = before is None or before.id != exhibit.id
        if other or not (self.about.hasFocus() and self.about.is_changed):
            self.about.begin(exhibit.about)
        if before is None or before.sha256 != exhibit.sha256:
            self._open(exhibit)
        if other:
            self.trouble.clear()

    def _open(self, exhibit: Exhibit) -> None:
        if self._leaves is not None:
            self._leaves.deleteLater()
            self._leaves = None
        try:
            self._leaves = Leaves(self, self._keeper, self._tasks, exhibit)
        except PosDeskError as error:
            self._fail(error)
            return
        self._show_page(1)

    def _show_page(self, page: int) -> None:
        leaves = self._leaves
        if leaves is None or not 1 <= page <= leaves.count:
            return
        self.canvas.show_page(page, QImage())
        for part in (self._before, self._place, self._after):
            part.setVisible(leaves.count > 1)
        self._place.say(f"{page} / {leaves.count}")
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < leaves.count)

        def arrived(image: QImage) -> None:
            if self._leaves is leaves and self.canvas.page == page:
                self.canvas.show_page(page, image, share=leaves.share)

        leaves.fetch(page, arrived, self._fail)

    def _kind_chosen(self) -> None:
        self._describe(kind=str(self.kind.currentData()))

    def _say(self, text: str, sure: bool) -> None:
        if self._exhibit is not None:
            self._done(
                self._keeper.describe(self._case, self._exhibit.id, about=text, not_a_card=sure)
            )

    def _describe(self, kind: str) -> None:
        if self._exhibit is None:
            return
        try:
            self._done(self._keeper.describe(self._case, self._exhibit.id, kind=kind))
        except PosDeskError as error:
            self._fail(error)

    def _done(self, case: Case) -> None:
        self.changed.emit(case)

    def _fail(self, error: PosDeskError) -> None:
        self.trouble.say(self._tr.error(error))

    def _cover(self) -> None:
        if self._exhibit is not None:
            self.cover_wanted.emit(self._exhibit.id)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.kind, 1)
        for part in (self._before, self._place, self._after):
            tools.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(self.cover)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.about)
        column.addWidget(self.trouble)
