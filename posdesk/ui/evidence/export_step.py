"""The step in which the bundle goes out: what it holds in words, progress, and what was made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk import paths
from posdesk.domain.bundle.slots import SlotState
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.evidence import Bundle, Evidence
from posdesk.services.seals import Seals
from posdesk.ui.evidence.exporting import Exporting
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.sent_form import SentForm
from posdesk.ui.evidence.work import Work
from posdesk.ui.evidence.written_card import WrittenCard
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class ExportStep(Work):
    """``blocked`` tells that something must be decided first; ``written`` that a file is there."""

    written = Signal(object)
    check_wanted = Signal(object)

    def __init__(
        self,
        making: Making,
        evidence: Evidence,
        seals: Seals,
        sent: SentForm,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
    ) -> None:
        super().__init__(theme, tr("Export"), tr("What you previewed is signed and written."))
        self._making, self._seals, self._tr = making, seals, tr
        self._questions = questions
        self._waits = False
        self.exporting = Exporting(evidence, tasks)
        self.exporting.written.connect(self._written)
        self.exporting.stopped.connect(self._stopped)
        self.exporting.failed.connect(self._failed)
        self.exporting.progressed.connect(self._progressed)
        self.notice = Notice(theme, tr)
        self.notice.pressed.connect(self.cancel)
        self._what = Words(style="body", wrap=True)
        self._missing = Words(style="body", ink="wait", wrap=True)
        self._fit = Words(style="body", wrap=True)
        self.export = Button(
            tr("Export the PDF") + "  Ctrl+E", theme, "primary", icon_name="export"
        )
        self.made = WrittenCard(theme, tr)
        self.made.check_wanted.connect(lambda: self.check_wanted.emit(self.made.bundle))
        self.sent = sent
        self._lay_out()

    @property
    def is_busy(self) -> bool:
        """Whether a bundle is being written, or waits for its pages."""
        return self._waits or self.exporting.is_busy

    def refresh(self) -> None:
        """Say what goes out, as it is now."""
        tr, making = self._tr, self._making
        fitted = making.fitted
        missing = [
            tr.text(slot.words)
            for case in making.cases
            for slot in making.slots(case)
            if slot.state is SlotState.MISSING and slot.required
        ]
        names = tr(", ").join(missing[:6])
        self._missing.say(tr("Missing, and the cover says so: {names}", names=names))
        self._missing.setVisible(bool(missing) and self.made.isHidden())
        self._what.setVisible(self.made.isHidden())
        if making.trouble is not None:
            self._what.say(tr("The pages could not be made."))
            self._fit.hide()
            self._failed(making.trouble)
            return
        if fitted is None:
            self._what.say(tr("Making the pages …"))
            self._fit.hide()
            return
        self._what.say(
            tr(
                "{name}, for {whom}",
                name=tr(", ").join(fitted.names),
                whom=tr.text(making.preset.words),
            )
        )
        words = [tr.text(done) for done in fitted.done]
        words += [tr.text(fitted.why)] if fitted.why is not None else []
        self._fit.say(" ".join(words))
        self._fit.set_ink("stop" if fitted.why is not None else "text")
        self._fit.setVisible(bool(words) and self.made.isHidden())
        if self._waits:
            self._waits = False
            self._ask()

    def forget(self) -> None:
        """Let go of what was made: something of the case or the order has changed since."""
        self.made.hide()
        self.sent.forget()
        self.refresh()

    def start(self) -> None:
        """Ask where to and write, once the pages are made."""
        if self.is_busy:
            return
        if self._making.fitted is None:
            self._waits = True
            self.notice.show_progress(self._tr("Making the pages …"), 0, 0)
        else:
            self._ask()

    def cancel(self) -> None:
        """Give up; nothing is written then."""
        if self._waits:
            self._waits = False
            self._stopped()
        else:
            self.exporting.cancel()

    def take_focus(self) -> None:
        """Stand on the button that exports, or where one says to whom it went."""
        if self.made.isVisibleTo(self):
            self.made.open.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        fitted = self._making.fitted
        if fitted is None:
            return
        self.notice.hide()
        try:
            sealer = self._seals.present()
        except PosDeskError as error:
            self.notice.show_error(error)
            return
        order = self._making.order
        if sealer.fingerprint != order.fingerprint:  # another key since the pages were made
            self._making.choose(replace(order, fingerprint=sealer.fingerprint), self._making.preset)
            self.start()
            return
        target = self._questions.path_to_save(paths.documents_folder() / _first(fitted.names))
        if target is None:
            return
        self.forget()
        self.notice.show_progress(self._tr("Signing and writing {name} …", name=target.name), 0, 0)
        self.exporting.start(fitted, target, sealer)

    def _progressed(self, count: int, total: int) -> None:
        self.notice.show_progress(self._tr("Signing and writing …"), count, total)

    def _written(self, bundle: Bundle) -> None:
        self.notice.hide()
        self.made.show_bundle(bundle)
        self.sent.show_bundle(bundle, self._making)
        self.refresh()
        self.written.emit(bundle)
        self.take_focus()

    def _stopped(self) -> None:
        self.notice.show_hint(self._tr("Stopped; nothing was written."))
        self.take_focus()

    def _failed(self, error: PosDeskError) -> None:
        self._waits = False
        self.notice.show_error(error)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("part", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for part in (self._what, self._missing, self._fit):
            column.addWidget(part)
        column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.made)
        column.addWidget(self.sent)
        column.addStretch(1)
        area = Scrolling()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(self.notice)
        self.body.addWidget(area, 1)


def _first(names: tuple[str, ...]) -> Path:
    return Path(names[0])
