"""The exhibits of a case side by side: looked at large, compared in pairs, described, added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.exhibits.drop_tile import DropTile
from posdesk.ui.exhibits.exhibit_pane import ExhibitPane
from posdesk.ui.exhibits.intake import Intake
from posdesk.ui.exhibits.shelf_item import PICTURE, SIZE, ShelfItem
from posdesk.ui.exhibits.small_pictures import SmallPictures
from posdesk.ui.exhibits.sources import Source, of_paths, sources
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, Theme

_GAP = 8
_ROOM = 600
"""Width from which a page can be looked at here."""


class ExhibitShelf(QWidget):
    """``changed`` carries the case after anything was stored of it; ``cover_wanted`` an exhibit.

    Where there is too little room for large pages, ``large_wanted`` carries what was chosen.
    """

    changed = Signal(object)
    cover_wanted = Signal(str)
    large_wanted = Signal(tuple)

    def __init__(
        self,
        keeper: ExhibitKeeper,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        read: Callable[[str], Case],
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._questions = theme, tr, questions
        self._case: Case | None = None
        self._chosen: list[str] = []
        self._items: dict[str, ShelfItem] = {}
        self._pictures = SmallPictures(self, keeper, tasks)
        self._flow = QWidget()
        self.tile = DropTile(theme, tr)
        self.tile.setParent(self._flow)
        self.tile.clicked.connect(self._choose_files)
        self.intake = Intake(keeper, theme, tr, tasks, read)
        self.intake.kept.connect(self._took)
        self.panes = tuple(ExhibitPane(keeper, theme, tr, tasks) for _ in range(2))
        for pane in self.panes:
            pane.changed.connect(self._took)
            pane.cover_wanted.connect(self.cover_wanted)
            pane.hide()
        self.setAcceptDrops(True)
        self._lay_out()

    @property
    def items(self) -> tuple[ShelfItem, ...]:
        """The exhibits shown small, in their order."""
        return tuple(self._items.values())

    @property
    def compared(self) -> tuple[str, ...]:
        """The ids of the exhibits shown large, at most two."""
        return tuple(self._chosen)

    def show_case(self, case: Case) -> None:
        """Show the exhibits of ``case`` as they are now."""
        if self._case is None or self._case.id != case.id:
            self._chosen.clear()
        self._case = case
        self.intake.show_case(case.id)
        known = {e.id: e for e in case.exhibits}
        for gone in self._items.keys() - known.keys():
            self._items.pop(gone).deleteLater()
        for exhibit in known.values():
            item = self._items.get(exhibit.id)
            if item is None:
                item = ShelfItem(self._theme, self._tr, self._flow)
                item.chosen.connect(self.choose)
                item.show()
                self._items[exhibit.id] = item
            if item.show_exhibit(exhibit):
                self._pictures.fetch(exhibit, PICTURE, item.show_picture)
        self._chosen = [chosen for chosen in self._chosen if chosen in known]
        self._show_large()
        self._arrange()

    def choose(self, exhibit_id: str, beside: bool) -> None:
        """Show an exhibit large, ``beside`` the one shown already; one more press closes it."""
        if self.width() < _ROOM:
            others = [exhibit for exhibit in self._others(exhibit_id) if beside]
            self.large_wanted.emit((*others, exhibit_id))
            return
        if exhibit_id in self._chosen:
            self._chosen.remove(exhibit_id)
            if not beside:
                self._chosen.clear()
        elif beside:
            self._chosen = [*self._chosen[-1:], exhibit_id]
        else:
            self._chosen = [exhibit_id]
        self._show_large()
        self._come_to_large()

    def show_large(self, exhibits: Sequence[str]) -> None:
        """Show these large, at most two, whatever room there is."""
        self._chosen = [exhibit for exhibit in exhibits if exhibit in self._items][:2]
        self._show_large()
        self._come_to_large()

    def _come_to_large(self) -> None:
        """Scroll to what is shown large: of many exhibits it is below those shown small."""
        QTimer.singleShot(0, self, self._scroll_to_large)

    def _scroll_to_large(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._chosen:
            above.ensureWidgetVisible(self.panes[0], 0, 0)

    def _others(self, exhibit_id: str) -> tuple[str, ...]:
        """Return the exhibit that stands before this one, or the next for the first."""
        known = list(self._items)
        place = known.index(exhibit_id)
        return tuple(known[place - 1 : place] or known[place + 1 : place + 2])

    def paste(self) -> bool:
        """Add what the clipboard holds; return whether it held anything to add."""
        return self.take_mime(QGuiApplication.clipboard().mimeData())

    def take_mime(self, mime: QMimeData | None) -> bool:
        """Add what was dropped or pasted; return whether there was anything to add."""
        return self._take(sources(mime, self._tr, texts=True))

    # ------------------------------------------------------------------------------------ taking in

    def _take(self, found: Iterable[Source]) -> bool:
        return self._case is not None and self.intake.take(found, "")

    def _choose_files(self) -> None:
        self._take(of_paths(self._questions.files_to_open()))

    def _took(self, case: Case) -> None:
        if self._case is not None and case.id == self._case.id:
            self.show_case(case)
        self.changed.emit(case)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.paste()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if self._case is not None and (mime.hasUrls() or mime.hasImage() or mime.hasText()):
            self.tile.set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.tile.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.tile.set_hot(False)
        self.take_mime(event.mimeData())
        event.acceptProposedAction()

    # --------------------------------------------------------------------------------------- layout

    def _show_large(self) -> None:
        case = self._case
        for item in self._items.values():
            item.setChecked(item.exhibit_id in self._chosen)
        known = {e.id: e for e in case.exhibits} if case is not None else {}
        for place, pane in enumerate(self.panes):
            shown = place < len(self._chosen)
            if shown and case is not None:
                pane.show_exhibit(case.id, known[self._chosen[place]])
            pane.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across, down = SIZE.width() + _GAP, SIZE.height() + _GAP
        in_row = max(1, (self.width() + _GAP) // across)
        for place, item in enumerate(self._items.values()):
            row, column = divmod(place, in_row)
            item.move(column * across, row * down)
        row, column = divmod(len(self._items), in_row)
        self.tile.setGeometry(column * across, row * down, SIZE.width(), SIZE.height())
        self._flow.setFixedHeight((row + 1) * down - _GAP)

    def _lay_out(self) -> None:
        large = QHBoxLayout()
        large.setSpacing(GAP)
        for pane in self.panes:
            large.addWidget(pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._flow)
        column.addWidget(self.intake)
        column.addLayout(large, 1)
