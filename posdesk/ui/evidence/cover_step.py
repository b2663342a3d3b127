"""The step in which every place that should be covered is decided about before it goes out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.exhibit import Exhibit
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.evidence.cover_row import PICTURE, CoverRow
from posdesk.ui.evidence.covering import Covering, Look
from posdesk.ui.evidence.framing import Framing
from posdesk.ui.evidence.work import Work
from posdesk.ui.exhibits.small_pictures import SmallPictures
from posdesk.ui.exhibits.still_shown_card import StillShownCard
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class CoverStep(Work):
    """``look_wanted`` carries case and exhibit for the page on which covers are drawn."""

    look_wanted = Signal(str, str)

    def __init__(
        self,
        covering: Covering,
        framing: Framing,
        still: StillShownCard,
        keeper: ExhibitKeeper,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
    ) -> None:
        super().__init__(
            theme, tr("Cover"), tr("What is covered is gone for good, here and in the copy.")
        )
        self._covering, self._framing, self._tr = covering, framing, tr
        self._pictures = SmallPictures(self, keeper, tasks)
        self.rows: dict[str, CoverRow] = {}
        self._shown: dict[str, str] = {}
        self.waiting = Notice(theme, tr)
        self.waiting.pressed.connect(self.cover_all)
        self._empty = Words(tr("No exhibits go out, so there is nothing to cover."), ink="text2")
        inside = QWidget()
        inside.setProperty("part", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        area = Scrolling()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.still = still
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.still)
        self.body.addWidget(area, 1)
        self.next = self.add_next(tr("Next: preview"))
        covering.changed.connect(self.refresh)
        for part in (covering, framing):
            part.failed.connect(lambda error: self.trouble.say(tr.error(error)))
        framing.none_found.connect(self._no_row)

    def refresh(self) -> None:
        """Show what was found on the exhibits that go out."""
        found = self._covering.exhibits
        for gone in self.rows.keys() - {exhibit.id for _, exhibit in found}:
            self.rows.pop(gone).deleteLater()
            self._shown.pop(gone, None)
        for at, (case, exhibit) in enumerate(found):
            row = self.rows.get(exhibit.id)
            if row is None:
                row = CoverRow(self.theme, self._tr)
                row.look_wanted.connect(partial(self.look_wanted.emit, case.id, exhibit.id))
                row.cover_wanted.connect(partial(self._cover, exhibit.id))
                row.open_wanted.connect(partial(self._open, exhibit.id))
                row.frame_wanted.connect(partial(self._frame, exhibit.id))
                self.rows[exhibit.id] = row
                self._column.insertWidget(at, row)
            row.show_found(self._title(case, exhibit), exhibit, self._covering.of(exhibit))
            if self._shown.get(exhibit.id) != exhibit.sha256:
                self._shown[exhibit.id] = exhibit.sha256
                self._pictures.fetch(exhibit, PICTURE, row.picture.show_picture)
        self._empty.setVisible(not found)
        self.still.show_cases({case.id: case for case, _ in found}.values())
        count = self._covering.waiting
        if count:
            words = self._tr("{count} places wait for you; export waits for them.", count=count)
            self.waiting.show_offer(words, self._tr("Cover all"))
        else:
            self.waiting.hide()

    def cover_all(self) -> None:
        """Cover every place proposed on every exhibit."""
        for case, exhibit in self._covering.exhibits:
            self._covering.cover(case, exhibit)

    def take_focus(self) -> None:
        """Stand on the first exhibit that waits, else on the way onward."""
        for _, exhibit in self._covering.exhibits:
            row = self.rows.get(exhibit.id)
            if row is not None and row.cover.isVisibleTo(self):
                row.cover.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, case: Case, exhibit: Exhibit) -> str:
        place = [e.id for e in case.exhibits].index(exhibit.id) + 1
        words = self._tr("Exhibit {n}", n=place)
        return (
            words
            if len({c.id for c, _ in self._covering.exhibits}) < 2
            else (f"{case.number}  {words}")
        )

    def _cover(self, exhibit_id: str) -> None:
        for case, exhibit in self._covering.exhibits:
            if exhibit.id == exhibit_id:
                self._covering.cover(case, exhibit)

    def _frame(self, exhibit_id: str) -> None:
        self.trouble.clear()
        for case, exhibit in self._covering.exhibits:
            if exhibit.id == exhibit_id:
                self._framing.turn(case, exhibit)

    def _no_row(self, name: str) -> None:
        self.trouble.say(
            self._tr("No row of {name} is surely this payment; nothing was framed.", name=name)
        )

    def _open(self, exhibit_id: str) -> None:
        for _, exhibit in self._covering.exhibits:
            if exhibit.id == exhibit_id:
                left = self._covering.of(exhibit).look is Look.LEFT_OPEN
                (self._covering.reconsider if left else self._covering.leave_open)(exhibit)
