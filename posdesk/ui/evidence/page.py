"""The evidence page: what is wanted, the work of a step, and for whom, beside one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posdesk.domain.bundle.slots import Slot
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.evidence.before_export import before_export
from posdesk.ui.evidence.beginning import begin
from posdesk.ui.evidence.dropped import Dropped
from posdesk.ui.evidence.head import EvidenceHead
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.side import Side
from posdesk.ui.evidence.stages import Stages
from posdesk.ui.evidence.steps import Step, StepLine
from posdesk.ui.evidence.taking_page import TakingPage
from posdesk.ui.evidence.wanted import Wanted
from posdesk.ui.evidence.work import Work
from posdesk.ui.exhibits.sources import Source
from posdesk.ui.latest import Latest
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, WIDE, Theme

LEFT, RIGHT = 304, 320
LEFT_NARROW, RIGHT_NARROW = 264, 264


class EvidencePage(TakingPage):
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
        self._tr, self._was_sent = tr, False
        first = begin(desk, tr.lang)
        self.making = Making(desk.evidence, latest, references, first.order, first.preset)
        self.making.setParent(self)
        self.head = EvidenceHead(theme, tr)
        self.line = StepLine(theme, tr)
        self.wanted = Wanted(self.making, theme, tr)
        self.side = Side(self.making, theme, tr, tasks)
        self.stages = Stages(desk, theme, tr, tasks, questions, self.making, first.presets)
        self.choose, self.gaps = self.stages.choose, self.stages.gaps
        self.cover, self.covering = self.stages.cover, self.stages.covering
        self.preview, self.export = self.stages.preview, self.stages.export
        self.dropped = Dropped(desk.verifier, tasks)
        self.dropped.setParent(self)
        self.landing = self.gaps.tile
        self._lay_out()
        self._connect()
        self.making.begin()
        if first.no_seal is not None:
            self.export.notice.show_error(first.no_seal)
        QTimer.singleShot(0, self, self.covering.search)

    @property
    def step(self) -> Step:
        """The step that is open."""
        return self.line.step

    @property
    def steps(self) -> tuple[Work, ...]:
        """What is done in each step, in their order."""
        return self.stages.works

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
        self.stages.setCurrentIndex(step)
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
        _, first = before_export(self.making, self.covering, self._tr)
        if first is not Step.EXPORT:
            self.go_to(first)
            return
        self.go_to(Step.EXPORT)
        self.export.start()

    # ------------------------------------------------------------------------------ files and keys

    def take_dropped(self, mime: QMimeData) -> bool:
        if self.dropped.take(mime):
            return True
        self.go_to(Step.GAPS)
        return self.gaps.take(mime, texts=True)

    def take_pasted(self, mime: QMimeData) -> None:
        self.go_to(Step.GAPS)
        self.gaps.take(mime, texts=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        if not self._was_sent:
            self.export.forget()
        for work in self.steps:
            work.trouble.clear()
        self.covering.search()
        self._made()

    def _made(self) -> None:
        self.side.refresh()
        self.preview.show_draft()
        self.export.refresh()
        self._show_way()

    def _covered(self) -> None:
        self.line.show_waiting(Step.COVER, self.covering.waiting)
        self._show_way()

    def _show_way(self) -> None:
        why, _ = before_export(self.making, self.covering, self._tr)
        self.side.show_way(why)
        self.export.export.say(why or self._tr("Export the PDF") + "  Ctrl+E")

    def _kept(self) -> None:
        """Take up what was stored of the cases here."""
        self.making.renew()
        for case in self.making.cases:
            self.changed.emit(case)

    def _sent(self) -> None:
        """Take up that it went out; what was made stays in sight, with its digits."""
        self._was_sent = True
        self._kept()
        self._was_sent = False

    def _failed(self, error: PosDeskError) -> None:
        self._made()
        if self.step is not Step.EXPORT:  # which tells of it itself
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
        self.stages.onward.connect(self.go_to)
        self.stages.kept.connect(self._kept)
        self.making.renewed.connect(self._renewed)
        self.making.made.connect(self._made)
        self.making.failed.connect(self._failed)
        self.covering.changed.connect(self._covered)
        self.dropped.exhibit.connect(self._take_sources)
        self.dropped.bundle.connect(self.check_wanted)
        self.cover.look_wanted.connect(self.cover_wanted)
        self.side.preview_wanted.connect(lambda: self.go_to(Step.PREVIEW))
        self.side.export_wanted.connect(self.start_export)
        self.export.export.clicked.connect(self.start_export)
        self.export.sent.sent.connect(self._sent)
        self.export.check_wanted.connect(lambda bundle: self.check_wanted.emit(bundle.path))
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.start_export)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.wanted)
        row.addWidget(self.stages, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.line)
        column.addLayout(row, 1)
