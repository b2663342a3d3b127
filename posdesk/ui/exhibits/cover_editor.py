"""The page on which parts of an exhibit are covered for good."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.i18n import Translator
from posdesk.intake.exhibits import CoveredExhibit
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.services.sending import Sending
from posdesk.ui.exhibits.cover_canvas import CoverCanvas
from posdesk.ui.exhibits.cover_head import CoverHead
from posdesk.ui.exhibits.cover_keys import cover_keys
from posdesk.ui.exhibits.cover_list import CoverList
from posdesk.ui.exhibits.cover_saving import CoverSaving
from posdesk.ui.exhibits.draft import Draft, Mark
from posdesk.ui.exhibits.leaves import Leaves
from posdesk.ui.exhibits.page_canvas import ZOOM_STEP
from posdesk.ui.exhibits.still_shown_card import StillShownCard
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.over_page import OverPage
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, Theme


class CoverEditor(OverPage):
    """Shown over another page until ``left``; ``covered`` carries the case after it was kept."""

    covered = Signal(object)

    def __init__(
        self,
        keeper: ExhibitKeeper,
        sending: Sending,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        reference: str,
        exhibit_id: str,
    ) -> None:
        super().__init__()
        self._keeper, self._tr, self._tasks = keeper, tr, tasks
        self._case, self._exhibit = keeper.find(reference, exhibit_id)
        self._leaves = Leaves(self, keeper, tasks, self._exhibit)
        self._saving = CoverSaving(keeper, tasks, self)
        self._was_warned = False
        self.head = CoverHead(theme, tr)
        self.notice = Notice(theme, tr)
        self.found = Notice(theme, tr)
        self.still = StillShownCard(sending, theme, tr)
        self.canvas = CoverCanvas(theme, tr)
        self.list = CoverList(theme, tr)
        self._lay_out()
        self._connect()
        self._show_exhibit()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here, for the status line."""
        return cover_keys(self._tr, proposed=bool(self.canvas.draft.proposals))

    def take_focus(self) -> None:
        """Wait for keys on the page."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go back; covers that are drawn but not kept are mentioned once."""
        if self._saving.is_busy:
            self._give_up()
        elif self.canvas.draft.boxes and not self._was_warned:
            self._was_warned = True
            self.notice.show_hint(self._tr("Nothing is covered yet. Esc once more leaves."))
        else:
            self.left.emit()

    def save(self) -> None:
        """Cover what is drawn, in the worker, and keep the new bytes in place of the old."""
        boxes, data, mime = self.canvas.draft.boxes, self._leaves.data, self._exhibit.mime
        if not boxes or self._saving.is_busy:
            return
        self._set_busy(True)
        self._tell(0, self._leaves.count)
        self._saving.start(data, mime, boxes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_N and self.canvas.isEnabled():
            self.take_focus()
            self.canvas.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------- keeping

    def _tell(self, count: int, total: int) -> None:
        self.notice.show_progress(self._tr("Covering…"), count, total)

    def _keep(self, covered: CoveredExhibit) -> None:
        self._set_busy(False)
        try:
            case = self._keeper.keep_covered(self._case, self._exhibit, covered)
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        self._take_over(case)
        words = self._tr("{n} places covered. What was below is gone.", n=len(covered.boxes))
        self.notice.show_done(words, self._tr("Back"))
        self.covered.emit(case)

    def _forgotten(self) -> None:
        """Take up that the copies went that showed what was covered."""
        self._case, self._exhibit = self._keeper.find(self._case.id, self._exhibit.id)
        self.still.show_cases((self._case,), self._exhibit.id)
        words = self._tr("Let go. That it was sent, and its digest, stay.")
        self.notice.show_done(words, self._tr("Back"))
        self.covered.emit(self._case)
        self.take_focus()

    def _take_over(self, case: Case) -> None:
        self._case, self._exhibit = self._keeper.find(case.id, self._exhibit.id)
        self._leaves.deleteLater()
        self._leaves = Leaves(self, self._keeper, self._tasks, self._exhibit)
        self.still.show_cases((self._case,), self._exhibit.id)
        self.canvas.begin(Draft())
        self._show_page(min(self.canvas.page, self._leaves.count))

    def _failed(self, error: PosDeskError) -> None:
        self._set_busy(False)
        self.notice.show_error(error)

    def _give_up(self) -> None:
        self._saving.cancel()
        self._set_busy(False)
        self.notice.show_hint(self._tr("Given up. Nothing was covered."))

    def _set_busy(self, busy: bool) -> None:
        for part in (self.canvas, self.list, self.head.tools):
            part.setEnabled(not busy)
        if not busy:
            self.take_focus()

    # ------------------------------------------------------------------------------------- showing

    def _show_exhibit(self) -> None:
        tr, exhibit = self._tr, self._exhibit
        place = [e.id for e in self._case.exhibits].index(exhibit.id) + 1
        kind = tr.text(EXHIBIT_KINDS[exhibit.kind])
        self.head.show_exhibit(tr("Exhibit {n}: {kind}", n=place, kind=kind), exhibit.name)
        self.still.show_cases((self._case,), exhibit.id)
        self._show_page(1)
        keeper, data, mime = self._keeper, self._leaves.data, exhibit.mime
        self._tasks.run(
            self, lambda _: keeper.proposals(data, mime), self._propose, self.notice.show_error
        )

    def _propose(self, boxes: tuple[Box, ...]) -> None:
        drawn = self.canvas.draft.marks
        proposed = (*(Mark(box, proposed=True) for box in boxes), *drawn)
        self.canvas.begin(Draft(proposed, 0 if boxes and not drawn else None))

    def _show_page(self, page: int) -> None:
        if not 1 <= page <= self._leaves.count:
            return
        self.canvas.show_page(page, QImage())
        self.head.show_page(page, self._leaves.count)

        def arrived(image: QImage) -> None:
            if self.canvas.page == page:
                self.canvas.show_page(page, image, share=self._leaves.share)

        self._leaves.fetch(page, arrived, self.notice.show_error)

    def _drawn(self) -> None:
        draft = self.canvas.draft
        self._was_warned = False
        self.list.show_draft(draft)
        self.head.undo.setEnabled(self.canvas.can_undo)
        self.keys_changed.emit(self.keys)
        if draft.proposals:
            words = self._tr("{n} places found that should be covered.", n=draft.proposals)
            self.found.show_offer(words, self._tr("Accept all"))
        else:
            self.found.hide()

    def _choose(self, place: int) -> None:
        page = self.canvas.draft.marks[place].box.page
        if page != self.canvas.page:
            self._show_page(page)
        self.canvas.choose(place)
        self.take_focus()

    def _accept_all(self) -> None:
        self.canvas.put(self.canvas.draft.accept_all())
        self.take_focus()

    def _pressed(self) -> None:
        if self._saving.is_busy:
            self._give_up()
        else:
            self.left.emit()

    def _connect(self) -> None:
        self.head.back.clicked.connect(self.leave)
        self.head.page_wanted.connect(lambda step: self._show_page(self.canvas.page + step))
        self.head.undo.clicked.connect(self.canvas.undo)
        self.head.zoom_in.clicked.connect(lambda: self.canvas.zoom(ZOOM_STEP))
        self.head.zoom_out.clicked.connect(lambda: self.canvas.zoom(1 / ZOOM_STEP))
        self.head.fit.clicked.connect(self.canvas.fit)
        self.head.add.clicked.connect(self._add)
        self.canvas.changed.connect(self._drawn)
        self.canvas.page_wanted.connect(self._show_page)
        self.list.chosen.connect(self._choose)
        self.list.save_wanted.connect(self.save)
        self.found.pressed.connect(self._accept_all)
        self.notice.pressed.connect(self._pressed)
        self._saving.covered.connect(self._keep)
        self._saving.failed.connect(self._failed)
        self._saving.progressed.connect(self._tell)
        self.still.forgotten.connect(self._forgotten)

    def _add(self) -> None:
        self.canvas.put(self.canvas.draft.add_new(self.canvas.page))
        self.take_focus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.still)
        column.addWidget(self.found)
        column.addLayout(row, 1)
