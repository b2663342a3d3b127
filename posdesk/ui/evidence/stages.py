"""The work of the five steps, one of them shown: what is chosen, filled, covered, seen, sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from posdesk.domain.bundle.preset import Preset
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.evidence.choose_step import ChooseStep
from posdesk.ui.evidence.cover_step import CoverStep
from posdesk.ui.evidence.covering import Covering
from posdesk.ui.evidence.export_step import ExportStep
from posdesk.ui.evidence.framing import Framing
from posdesk.ui.evidence.gaps_step import GapsStep
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.preview_step import PreviewStep
from posdesk.ui.evidence.sent_form import SentForm
from posdesk.ui.evidence.steps import Step
from posdesk.ui.evidence.work import Work
from posdesk.ui.exhibits.still_shown_card import StillShownCard
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class Stages(QStackedWidget):
    """``onward`` carries the step that somebody wants next, ``kept`` that a case has changed."""

    onward = Signal(object)
    kept = Signal()

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        making: Making,
        presets: Sequence[Preset],
    ) -> None:
        super().__init__()
        self.covering = Covering(making, desk.exhibits, tasks)
        self.covering.setParent(self)
        framing = Framing(desk.marker, desk.exhibits, tasks)
        framing.setParent(self)
        self.choose = ChooseStep(making, presets, theme, tr)
        self.gaps = GapsStep(making, desk.exhibits, theme, tr, tasks, questions, desk.log.case)
        still = StillShownCard(desk.sending, theme, tr)
        self.cover = CoverStep(*(self.covering, framing, still, desk.exhibits, theme, tr, tasks))
        self.preview = PreviewStep(making, theme, tr, tasks)
        sent = SentForm(desk.sending, theme, tr, tasks)
        self.export = ExportStep(
            *(making, desk.evidence, desk.seals, sent, theme, tr, tasks, questions)
        )
        following = (*tuple(Step)[1:], Step.EXPORT)
        for work, step in zip(self.works, following, strict=True):
            self.addWidget(work)
            work.onward.connect(lambda step=step: self.onward.emit(step))
        for changes in (self.covering.covered, self.gaps.kept, framing.framed, still.forgotten):
            changes.connect(self.kept)

    @property
    def works(self) -> tuple[Work, ...]:
        """What is done in each step, in their order."""
        return (self.choose, self.gaps, self.cover, self.preview, self.export)
