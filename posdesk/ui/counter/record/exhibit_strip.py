"""The exhibits of a case as small pictures, and every way to add one: drop, paste, choose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.counter.record.exhibit_row import ExhibitRow
from posdesk.ui.counter.record.thumb import SIZE, Thumb
from posdesk.ui.exhibits.drop_tile import DropTile
from posdesk.ui.exhibits.intake import Intake
from posdesk.ui.exhibits.small_pictures import SmallPictures
from posdesk.ui.exhibits.sources import guess_kind, of_paths
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

_GAP = 8


class ExhibitStrip(QWidget):
    """Pictures, the place to drop, the kinds; a press on a picture offers what can be done."""

    kept = Signal(object)
    cover_wanted = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        keeper: ExhibitKeeper,
        read: Callable[[str], Case],
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._keeper, self._questions = theme, tr, keeper, questions
        self._case: Case | None = None
        self._kind = "other"
        self._thumbs: dict[str, Thumb] = {}
        self._pictures = SmallPictures(self, keeper, tasks)
        self.tile = DropTile(theme, tr)
        self.tile.setCheckable(True)
        self.tile.toggled.connect(self._arm)
        self.trouble = Trouble(theme)
        self.intake = Intake(keeper, theme, tr, tasks, read)
        self.intake.kept.connect(self._took)
        self.intake.busy.connect(lambda busy: self.tile.show_busy(tr("Adding…") if busy else ""))
        self.row = ExhibitRow(theme, tr)
        self.row.kind_chosen.connect(self._describe)
        self.row.cover_wanted.connect(self._cover)
        self._flow = QWidget()
        self.kinds: dict[str, Button] = {}
        self.choose = Button(tr("Choose files"), theme, icon_name="file")
        self.choose.clicked.connect(lambda: self.add_paths())
        self._more = self._lay_out_kinds()
        self.tile.setParent(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._flow, self.row, self._more, self.intake, self.trouble):
            column.addWidget(part)
        self._more.hide()

    @property
    def thumbs(self) -> tuple[Thumb, ...]:
        """The small pictures shown."""
        return tuple(self._thumbs.values())

    def show_case(self, case: Case) -> None:
        """Show the exhibits of ``case``, and guess from its walk what comes next."""
        other = self._case is None or self._case.id != case.id
        self._case = case
        self.intake.show_case(case.id)
        if other:
            self.trouble.clear()
            self.tile.setChecked(False)
        if case.walk is not None:
            self.expect(case.walk.at.partition("/")[2])
        known = {e.id: e for e in case.exhibits}
        for gone in self._thumbs.keys() - known.keys():
            self._thumbs.pop(gone).deleteLater()
        for exhibit in known.values():
            self._show_exhibit(exhibit)
        self.row.show_exhibit(self._chosen())
        self._arrange()

    def expect(self, asked: str) -> None:
        """Take what comes next to be of the kind that fits the step or picture ``asked``."""
        self._set_kind(guess_kind(asked))

    def add(self, mime: QMimeData | None, *, texts: bool = False) -> bool:
        """Take in files, pictures (and ``texts``) as the kind chosen; return if there were any."""
        return self._case is not None and self.intake.take_mime(mime, self._kind, texts=texts)

    def add_paths(self) -> None:
        """Ask for files and take them in."""
        if self._case is not None:
            self.intake.take(of_paths(self._questions.files_to_open()), self._kind)

    def _took(self, case: Case) -> None:
        self.tile.setChecked(False)
        self.kept.emit(case)

    def _chosen(self) -> Exhibit | None:
        return next((t.exhibit for t in self._thumbs.values() if t.isChecked()), None)

    def _describe(self, kind: str) -> None:
        chosen = self._chosen()
        if self._case is None or chosen is None:
            return
        try:
            self.kept.emit(self._keeper.describe(self._case.id, chosen.id, kind=kind))
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))

    def _cover(self) -> None:
        chosen = self._chosen()
        if self._case is not None and chosen is not None:
            self.cover_wanted.emit(self._case.id, chosen.id)

    # ------------------------------------------------------------------------------------- pictures

    def _show_exhibit(self, exhibit: Exhibit) -> None:
        thumb = self._thumbs.get(exhibit.id)
        if thumb is None:
            thumb = Thumb(self._theme, self._tr)
            thumb.setParent(self._flow)
            thumb.clicked.connect(lambda _=False, t=thumb: self._press(t))
            thumb.show()
            self._thumbs[exhibit.id] = thumb
        if thumb.show_exhibit(exhibit) and exhibit.mime.startswith("image/"):
            self._pictures.fetch(exhibit, SIZE, thumb.show_picture)

    def _press(self, thumb: Thumb) -> None:
        """Choose a picture, or let go of it when it is pressed again."""
        for other in self._thumbs.values():
            if other is not thumb:
                other.setChecked(False)
        self.row.show_exhibit(self._chosen())

    # --------------------------------------------------------------------------------------- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._fit_kinds()

    def _arrange(self) -> None:
        """Put the pictures in rows and the place to drop into what is left of the last."""
        width = self.width()
        in_row = max(1, (width + _GAP) // (SIZE.width() + _GAP))
        for place, thumb in enumerate(self._thumbs.values()):
            row, across = divmod(place, in_row)
            thumb.move(across * (SIZE.width() + _GAP), row * (SIZE.height() + _GAP))
        row, across = divmod(len(self._thumbs), in_row)
        left = across * (SIZE.width() + _GAP)
        if width - left < self.tile.sizeHint().width() and left:
            row, left = row + 1, 0
        self.tile.setGeometry(left, row * (SIZE.height() + _GAP), width - left, SIZE.height())
        self._flow.setFixedHeight((row + 1) * (SIZE.height() + _GAP) - _GAP)

    def _lay_out_kinds(self) -> QWidget:
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for kind, text in EXHIBIT_KINDS.items():
            button = Button(self._tr.text(text), self._theme, "choice")
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _=False, k=kind: self._set_kind(k))
            self.kinds[kind] = button
        # Its words do not widen the card: they go into two columns where it is narrow.
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place_kinds(2)
        return holder

    def _place_kinds(self, columns: int) -> None:
        """Put the kinds in so many columns, and the files into what is left of the last row."""
        self._columns = columns
        for place, button in enumerate(self.kinds.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        row, across = divmod(len(self.kinds), columns)
        self._grid.addWidget(self.choose, row, across, 1, columns - across)

    def _fit_kinds(self) -> None:
        """Take three columns where their words have room."""
        wide = [button.sizeHint().width() for button in self.kinds.values()]
        three = sum(max(wide[at::3]) for at in range(3)) + 2 * self._grid.spacing()
        columns = 3 if three <= self.width() else 2
        if columns != self._columns:
            self._place_kinds(columns)

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        self.kinds[kind].setChecked(True)

    def _arm(self, armed: bool) -> None:
        self._more.setVisible(armed)
