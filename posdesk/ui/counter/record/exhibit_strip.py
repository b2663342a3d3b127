"""The exhibits of a case as small pictures, and every way to add one: drop, paste, choose."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError, Refused
from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.intake.exhibits import CleanExhibit
from posdesk.ui.counter.record.exhibit_sources import Source, guess_kind, of_paths, thumbnail
from posdesk.ui.counter.record.thumb import SIZE, DropTile, Thumb
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

_GAP = 8
_MOST_PICTURES = 48
"""Small pictures held in memory at once; at 200 % each takes 72 kB."""

KeepExhibit = Callable[[Case, CleanExhibit, str], Case]
ReadExhibit = Callable[[Exhibit], bytes]


class ExhibitStrip(QWidget):
    """Pictures, the place to drop, the kinds; a worker cleans files, this thread keeps them."""

    kept = Signal(object)

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        keep: KeepExhibit,
        read: ReadExhibit,
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._tasks, self._questions = theme, tr, tasks, questions
        self._keep, self._read = keep, read
        self._case: Case | None = None
        self._under_way = 0
        self._kind = "other"
        self._thumbs: dict[str, Thumb] = {}
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self.tile = DropTile(theme, tr)
        self.tile.toggled.connect(self._arm)
        self.trouble = Trouble(theme)
        self._flow = QWidget()
        self.kinds: dict[str, Button] = {}
        self.choose = Button(tr("Choose files"), theme, icon_name="file")
        self.choose.clicked.connect(self._choose_files)
        self._more = self._lay_out_kinds()
        self.tile.setParent(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._flow)
        column.addWidget(self._more)
        column.addWidget(self.trouble)
        self._more.hide()

    @property
    def thumbs(self) -> tuple[Thumb, ...]:
        """The small pictures shown."""
        return tuple(self._thumbs.values())

    def show_case(self, case: Case) -> None:
        """Show the exhibits of ``case``, and guess from its walk what comes next."""
        other = self._case is None or self._case.id != case.id
        self._case = case
        if other:
            self.trouble.clear()
            self.tile.setChecked(False)
        if case.walk is not None:
            self.expect(case.walk.at.partition("/")[2])
        known = {e.id: e for e in case.exhibits}
        for gone in self._thumbs.keys() - known.keys():
            self._thumbs.pop(gone).deleteLater()
        for exhibit in known.values():
            if exhibit.id not in self._thumbs:
                self._add_thumb(exhibit)
        self._arrange()

    def expect(self, asked: str) -> None:
        """Take what comes next to be of the kind that fits the step or picture ``asked``."""
        self._set_kind(guess_kind(asked))

    def add(self, sources: Iterable[Source]) -> None:
        """Take in files and pictures as the kind chosen, for the case shown now."""
        if self._case is None:
            return
        self.trouble.clear()
        for source in sources:
            self._prepare(self._case, source, self._kind, sure=False)

    # ------------------------------------------------------------------------------------ taking in

    def _prepare(self, case: Case, source: Source, kind: str, *, sure: bool) -> None:
        self._count(1)

        def done(clean: CleanExhibit) -> None:
            self._count(-1)
            self._store(case, clean, kind)

        def failed(error: PosDeskError) -> None:
            self._count(-1)
            self._refuse(case, source, kind, error)

        self._tasks.run(self, lambda _report: source.prepare(not_a_card=sure), done, failed)

    def _store(self, case: Case, clean: CleanExhibit, kind: str) -> None:
        try:
            self.kept.emit(self._keep(case, clean, kind))
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))
        else:
            self.tile.setChecked(False)

    def _refuse(self, case: Case, source: Source, kind: str, error: PosDeskError) -> None:
        def again() -> None:
            self.trouble.clear()
            self._prepare(case, source, kind, sure=True)

        words = self._tr("It is not a card number")
        offers = [(words, again)] if isinstance(error, Refused) else []
        self.trouble.say(self._tr.error(error), offers)

    def _count(self, step: int) -> None:
        self._under_way += step
        words = self._tr("Adding {n}…", n=self._under_way) if self._under_way else ""
        self.tile.show_busy(words)

    def _choose_files(self) -> None:
        self.add(of_paths(self._questions.files_to_open()))

    # ------------------------------------------------------------------------------------- pictures

    def _add_thumb(self, exhibit: Exhibit) -> None:
        thumb = Thumb(self._theme, self._tr, exhibit)
        thumb.setParent(self._flow)
        thumb.show()
        self._thumbs[exhibit.id] = thumb
        if not exhibit.mime.startswith("image/"):
            return
        held = self._pictures.get(exhibit.sha256)
        if held is not None:
            thumb.show_picture(held)
            return
        data = self._read(exhibit)
        pixels = SIZE * self.devicePixelRatioF()
        self._tasks.run(
            thumb,
            lambda _report: thumbnail(data, QSize(pixels)),
            lambda image: self._show_picture(exhibit, image),
            lambda _error: None,
        )

    def _show_picture(self, exhibit: Exhibit, image: QImage) -> None:
        self._pictures[exhibit.sha256] = image
        while len(self._pictures) > _MOST_PICTURES:
            self._pictures.popitem(last=False)
        if exhibit.id in self._thumbs:
            self._thumbs[exhibit.id].show_picture(image)

    # --------------------------------------------------------------------------------------- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

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
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, (kind, text) in enumerate(EXHIBIT_KINDS.items()):
            button = Button(self._tr.text(text), self._theme, "choice")
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _=False, k=kind: self._set_kind(k))
            self.kinds[kind] = button
            grid.addWidget(button, place // 3, place % 3)
        grid.addWidget(self.choose, 2, 0, 1, 3)
        return holder

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        self.kinds[kind].setChecked(True)

    def _arm(self, armed: bool) -> None:
        self._more.setVisible(armed)
