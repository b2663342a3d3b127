"""The record of the very problem at the counter, stored as soon as anything is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.services.log import CaseLog
from posdesk.ui.counter.record.attempts_row import AttemptsRow
from posdesk.ui.counter.record.exhibit_strip import ExhibitStrip
from posdesk.ui.counter.record.fact_tiles import FactTiles
from posdesk.ui.counter.record.fold_form import FoldForm
from posdesk.ui.counter.record.goods_row import GoodsRow
from posdesk.ui.counter.record.invitation import Invitation
from posdesk.ui.counter.record.promise_row import PromiseRow
from posdesk.ui.counter.record.record_head import RecordHead
from posdesk.ui.counter.record.slip_form import SlipForm
from posdesk.ui.counter.record.story import Story
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

WITH_KEY = 300
"""Width from which the button has room to name its key beside its words."""


class RecordCard(QWidget):
    """Shows and changes one case; ``case_changed`` carries it after everything that was stored."""

    case_changed = Signal(object)
    bundle_wanted = Signal()
    cover_wanted = Signal(str, str)

    def __init__(
        self,
        log: CaseLog,
        keeper: ExhibitKeeper,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
    ) -> None:
        super().__init__()
        self._log, self._tr = log, tr
        self._case: Case | None = None
        self.head = RecordHead(theme, tr)
        self.invitation = Invitation(theme, tr, self._record)
        self.form = SlipForm(theme, tr, self._record)
        self.attempts = AttemptsRow(theme, tr)
        self.facts = FactTiles(theme, tr)
        self.exhibits = ExhibitStrip(theme, tr, tasks, questions, keeper, log.case)
        self.goods = GoodsRow(theme, tr)
        self.promise = PromiseRow(theme, tr, self._promise, log.now)
        self.tender = self._tender_form(theme)
        self.hand_over = self._hand_over_form(theme)
        self.story = Story(theme, tr, self._note)
        self.bundle = Button(tr("Make the evidence PDF"), theme, icon_name="export")
        self._connect()
        self._lay_out()
        self.setAcceptDrops(True)
        self.setMinimumWidth(320)
        self.show_case(None)

    @property
    def case(self) -> Case | None:
        """The case shown."""
        return self._case

    def show_case(self, case: Case | None) -> None:
        """Show ``case``; what was being typed for another one is let go."""
        if case is None or self._case is None or case.id != self._case.id:
            self._forget()
        self._case = case
        self.head.show_case(case)
        self._area.setVisible(case is not None)
        self._foot.setVisible(case is not None)
        self._empty.setVisible(case is None)
        if case is None:
            return
        self.invitation.show_slip(case.slip)
        self.form.show_slip(case.slip, self.invitation.wanted)
        self.attempts.show_case(case)
        self.facts.show_attempt(case.attempt)
        self.exhibits.show_case(case)
        self.goods.show_goods(case.goods)
        self.promise.show_promise(case.promise)
        self.story.show_case(case)

    def open_hand_over(self) -> None:
        """Open the lines for handing the walk over and bring them into view."""
        self.hand_over.unfold()
        self._area.ensureWidgetVisible(self.hand_over.store)

    def paste(self, *, texts: bool = False) -> bool:
        """Add the file or picture that the clipboard holds; return whether it held one.

        ``texts`` takes a text as an exhibit too; in a field it is words to be typed.
        """
        mime = QGuiApplication.clipboard().mimeData()
        return self._case is not None and self.exhibits.add(mime, texts=texts)

    # ------------------------------------------------------------------------------------- storing

    def _record(self, field: str, text: str, sure: bool) -> Case:
        return self._stored(lambda case: self._log.record(case, field, text, not_a_card=sure))

    def _note(self, text: str, sure: bool) -> Case:
        return self._stored(lambda case: self._log.note(case.id, text, not_a_card=sure))

    def _promise(self, what: str, by: str) -> Case:
        return self._stored(lambda case: self._log.promise(case, what, by))

    def _tender_form(self, theme: Theme) -> FoldForm:
        tr = self._tr
        explained = tr(
            "This does not change the verdict. If the first payment arrives after all,"
            " we refund it to the same card."
        )
        names = {
            "means": tr("Means, like cash"),
            "manager": tr("Manager"),
            "note": tr("Double-payment note"),
        }
        link = tr("Customer insists on paying otherwise")
        return FoldForm(theme, tr, link, explained, names, self._tender)

    def _hand_over_form(self, theme: Theme) -> FoldForm:
        tr = self._tr
        explained = tr("The walk stays where it is; whoever takes over goes on from there.")
        names = {"to": tr("Who takes over"), "why": tr("Why, in a line")}
        return FoldForm(theme, tr, tr("Hand over (F9)"), explained, names, self._hand_over)

    def _hand_over(self, to: str, why: str) -> Case:
        return self._stored(lambda case: self._log.hand_over(case, to, why))

    def _tender(self, means: str, manager: str, note: str) -> Case:
        return self._stored(lambda case: self._log.take_other_tender(case, means, manager, note))

    def _stored(self, store: Callable[[Case], Case]) -> Case:
        """Store something of the case shown; raises ``PosDeskError`` where it was refused."""
        if self._case is None:
            raise LookupError("nothing can be stored while no case is shown")
        before = self._case
        after = store(before)
        if after.last != before.last:
            self._took(after)
        return after

    def _try(self, store: Callable[[Case], Case]) -> None:
        """Store something that a press decided; a refusal is said where exhibits are."""
        try:
            self._stored(store)
        except PosDeskError as error:
            self.exhibits.trouble.say(self._tr.error(error))

    def _took(self, case: Case) -> None:
        if self._case is not None and case.id == self._case.id:
            self.show_case(case)
            self.case_changed.emit(case)

    def _forget(self) -> None:
        self.form.clear()
        self.promise.fold()
        self.tender.fold()
        self.hand_over.fold()
        self.story.forget()

    # ------------------------------------------------------------------------------- files dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if self._case is not None and (mime.hasUrls() or mime.hasImage() or mime.hasText()):
            self.exhibits.tile.set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.exhibits.tile.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.exhibits.tile.set_hot(False)
        self.exhibits.add(event.mimeData(), texts=True)
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        key = "  Ctrl+E" if self.width() >= WITH_KEY else ""
        self.bundle.setText(self._tr("Make the evidence PDF") + key)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.paste(texts=True)):
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------- layout

    def _connect(self) -> None:
        self.goods.goods_marked.connect(
            lambda goods: self._try(lambda case: self._log.mark_goods(case, goods))
        )
        self.attempts.paid_again.connect(lambda: self._try(self._log.try_again))
        self.exhibits.kept.connect(self._took)
        self.exhibits.cover_wanted.connect(self.cover_wanted)
        self.bundle.clicked.connect(self.bundle_wanted)
        for part in (self.form, self.invitation, self.story):
            part.file_pasted.connect(lambda: self.paste())

    def _lay_out(self) -> None:
        self._area = self._scrolling()
        self._empty = _padded(Words(_empty(self._tr), "body", "text2", wrap=True), 10)
        self._foot = _padded(self.bundle, 8)
        card = Card(padding=0)
        card.body.setSpacing(0)
        card.body.addWidget(_padded(self.head, 10))
        card.body.addWidget(rule())
        card.body.addWidget(self._empty)
        card.body.addWidget(self._area, 1)
        card.body.addWidget(self._foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("part", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 14, 12)
        column.setSpacing(8)
        for part in (
            self.form,
            self.invitation,
            self.facts,
            self.exhibits,
            self.goods,
            self.promise,
            self.form.more,
            self.attempts,
            self.tender,
            self.hand_over,
            rule(),
            self.story,
        ):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area


def _padded(part: QWidget, above: int) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(16, above, 16, above)
    row.addWidget(part)
    return holder


def _empty(tr: Translator) -> str:
    return tr("The record of a problem stands here, and fills itself from the answers.")
