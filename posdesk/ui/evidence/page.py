"""The evidence page: what is wanted, the work of a step, and for whom, beside one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.preset import DEFAULT_PRESET, NO_LIMITS, Preset
from posdesk.domain.bundle.slots import Slot
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.evidence.choose_step import ChooseStep
from posdesk.ui.evidence.cover_step import CoverStep
from posdesk.ui.evidence.covering import Covering
from posdesk.ui.evidence.dropped import Dropped
from posdesk.ui.evidence.export_step import ExportStep
from posdesk.ui.evidence.framing import Framing
from posdesk.ui.evidence.gaps_step import GapsStep
from posdesk.ui.evidence.head import EvidenceHead
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.preview_step import PreviewStep
from posdesk.ui.evidence.sent_form import SentForm
from posdesk.ui.evidence.side import Side
from posdesk.ui.evidence.steps import Step, StepLine
from posdesk.ui.evidence.wanted import Wanted
from posdesk.ui.evidence.work import Work
from posdesk.ui.exhibits.sources import Source
from posdesk.ui.latest import Latest
from posdesk.ui.parts.over_page import OverPage
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, WIDE, Theme

LEFT, RIGHT = 304, 320
LEFT_NARROW, RIGHT_NARROW = 264, 264


class EvidencePage(OverPage):
    """``changed`` carries a case after anything was stored of it; raises ``NotAllowed`` at once."""

    changed = Signal(object)
    cover_wanted = Signal(str, str)
    check_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        latest: Latest,
        references: Sequence[str],
    ) -> None:
        super().__init__()
        self._desk, self._tr = desk, tr
        shipped = tuple(preset for preset in desk.presets.all() if not preset.images)
        presets = shipped or (NO_LIMITS,)
        first = _preset(presets)
        seal = desk.seals.present().fingerprint
        order = BundleOrder(lang=tr.lang, preset=first.name, fingerprint=seal)
        self.making = Making(desk.evidence, latest, references, order, first)
        self.making.setParent(self)
        self.covering = Covering(self.making, desk.exhibits, tasks)
        self.covering.setParent(self)
        self.head = EvidenceHead(theme, tr)
        self.line = StepLine(theme, tr)
        self.wanted = Wanted(self.making, theme, tr)
        self.side = Side(self.making, theme, tr, tasks)
        self.choose = ChooseStep(self.making, presets, theme, tr)
        self.gaps = GapsStep(self.making, desk.exhibits, theme, tr, tasks, questions, desk.log.case)
        self.framing = Framing(desk.marker, desk.exhibits, tasks)
        self.framing.setParent(self)
        self.dropped = Dropped(desk.verifier, tasks)
        self.dropped.setParent(self)
        self.cover = CoverStep(self.covering, self.framing, desk.exhibits, theme, tr, tasks)
        self.preview = PreviewStep(self.making, theme, tr, tasks)
        sent = SentForm(desk.sending, theme, tr)
        self.export = ExportStep(
            *(self.making, desk.evidence, desk.seals, sent, theme, tr, tasks, questions)
        )
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.making.begin()
        QTimer.singleShot(0, self, self.covering.search)

    @property
    def step(self) -> Step:
        """The step that is open."""
        return self.line.step

    @property
    def steps(self) -> tuple[Work, ...]:
        """What is done in each step, in their order."""
        return (self.choose, self.gaps, self.cover, self.preview, self.export)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here, for the status line."""
        tr = self._tr
        own = {
            Step.GAPS: (("Ctrl+V", tr("paste")),),
            Step.PREVIEW: (("PgUp PgDn", tr("pages")), ("+ -", tr("zoom"))),
        }.get(self.step, ())
        return (
            ("Alt+1–5", tr("steps")),
            *own,
            ("Ctrl+E", tr("export")),
            ("Esc", tr("back")),
        )

    def take_focus(self) -> None:
        """Show the cases as they are now, and wait for keys in the step."""
        self.making.renew()
        self.steps[self.step].take_focus()

    def go_to(self, step: Step) -> None:
        """Open ``step``."""
        self.line.show_step(step)
        self._stack.setCurrentIndex(step)
        self._fit()
        self.side.export.setVisible(step is not Step.EXPORT)
        self.steps[step].take_focus()
        self.keys_changed.emit(self.keys)

    def leave(self) -> None:
        """Go back; what is being made behind is given up, what is being written is not."""
        if self.export.is_busy:
            self.export.cancel()
            return
        self.making.stop()
        self.left.emit()

    def start_export(self) -> None:
        """Export, or go to what must be decided first."""
        if self.covering.waiting or self.covering.is_searching:
            self.go_to(Step.COVER)
            return
        self.go_to(Step.EXPORT)
        self.export.start()

    # ------------------------------------------------------------------------------ files and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.gaps.tile.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.gaps.tile.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.gaps.tile.set_hot(False)
        if self.dropped.take(event.mimeData()):
            event.acceptProposedAction()
            return
        self.go_to(Step.GAPS)
        if self.gaps.take(event.mimeData(), texts=True):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _paste(self) -> None:
        self.go_to(Step.GAPS)
        self.gaps.take(QGuiApplication.clipboard().mimeData(), texts=True)

    def _take_sources(self, found: Sequence[Source]) -> None:
        self.go_to(Step.GAPS)
        self.gaps.take_sources(found)

    # ------------------------------------------------------------------------------------- showing

    def _renewed(self) -> None:
        self.head.show_cases(self.making.cases)
        self.wanted.refresh()
        self.choose.refresh()
        self.gaps.refresh()
        self.wanted.mark(*self.gaps.spoken_of)
        self.line.show_waiting(Step.GAPS, self.wanted.missing)
        self.export.forget()
        self.covering.search()
        self._made()

    def _made(self) -> None:
        self.side.refresh()
        self.preview.show_draft()
        self.export.refresh()

    def _covered(self) -> None:
        count = self.covering.waiting
        self.line.show_waiting(Step.COVER, count)
        why = self._tr("Decide about {count} covers first", count=count) if count else ""
        self.side.show_way(why)
        self.export.export.say(why or self._tr("Export the PDF") + "  Ctrl+E")

    def _kept(self) -> None:
        """Take up what was stored of the cases here."""
        self.making.renew()
        for case in self.making.cases:
            self.changed.emit(case)

    def _failed(self, error: PosDeskError) -> None:
        self.steps[self.step].trouble.say(self._tr.error(error))

    def _slot_chosen(self, number: str, slot: Slot) -> None:
        self.gaps.show_slot(number, slot)
        self.go_to(Step.GAPS)

    def _fit(self) -> None:
        """Give the step the room it needs: where there is little, others stand back."""
        wide = self.width() >= WIDE
        self.wanted.setFixedWidth(LEFT if wide else LEFT_NARROW)
        self.side.setFixedWidth(RIGHT if wide else RIGHT_NARROW)
        preview = self.step is Step.PREVIEW
        self.wanted.setVisible(not preview if wide else self.step is Step.GAPS)
        self.side.setVisible(wide or self.step is not Step.GAPS)
        self.side.show_look(shown=not preview)

    def _connect(self) -> None:
        self.head.back.clicked.connect(self.leave)
        self.line.chosen.connect(self.go_to)
        self.wanted.slot_chosen.connect(self._slot_chosen)
        for work, following in zip(self.steps, (*tuple(Step)[1:], Step.EXPORT), strict=True):
            work.onward.connect(lambda step=following: self.go_to(step))
        self.making.renewed.connect(self._renewed)
        self.making.made.connect(self._made)
        self.making.failed.connect(self._failed)
        self.covering.changed.connect(self._covered)
        self.covering.covered.connect(self._kept)
        self.gaps.kept.connect(self._kept)
        self.framing.framed.connect(self._kept)
        self.dropped.exhibit.connect(self._take_sources)
        self.dropped.bundle.connect(self.check_wanted)
        self.cover.look_wanted.connect(self.cover_wanted)
        self.side.preview_wanted.connect(lambda: self.go_to(Step.PREVIEW))
        self.side.export_wanted.connect(self.start_export)
        self.export.export.clicked.connect(self.start_export)
        self.export.sent.sent.connect(self._kept)
        self.export.check_wanted.connect(lambda bundle: self.check_wanted.emit(bundle.path))
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.start_export)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for work in self.steps:
            self._stack.addWidget(work)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.wanted)
        row.addWidget(self._stack, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.line)
        column.addLayout(row, 1)


def _preset(presets: Sequence[Preset]) -> Preset:
    """Return the recipient one begins with."""
    return next((one for one in presets if one.name == DEFAULT_PRESET), presets[0])
